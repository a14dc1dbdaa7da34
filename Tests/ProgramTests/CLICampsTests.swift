import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import campwatch

/// `campwatch camps`: the balance of the camps over time.
@Suite struct CLICampsTests {
    private func output(
        _ arguments: [String], of fixture: CLIFixture, terminal: Terminal = .file
    ) async throws -> CommandOutput {
        let directories = ["--state", fixture.directory.path, "--config", Repository.path("config")]
        let parsed = try Campwatch.parseAsRoot(["camps"] + arguments + directories)
        let context = CommandContext(terminal: terminal, environment: [:], now: CLIFixture.now)
        return try await #require(parsed as? any PrintingCommand).output(in: context)
    }

    /// Now is Wednesday, 2025-11-19.
    private func fixture() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        let deals: [(type: DealType, camp: Camp, status: DealStatus, amount: Amount?, days: Double)] = [
            (.investment, .open, .announced, Amount(value: 1e9, currency: "EUR"), 1),
            (.investment, .open, .announced, Amount(value: 2e9, currency: "USD", bound: .upTo), 2),
            (.compute, .closed, .completed, Amount(value: 4e9, currency: "USD"), 0),
            (.release, .closed, .completed, nil, 9), (.release, .open, .completed, nil, 9),
            (.investment, .closed, .rumoured, Amount(value: 9e9, currency: "USD"), 9),
            (.acquisition, .open, .cancelled, Amount(value: 8e9, currency: "USD"), 9),
            (.partnership, .mixed, .announced, nil, 23), (.partnership, .neither, .announced, nil, 23),
            (.investment, .open, .announced, Amount(value: 1e9, currency: "USD"), 400),
        ]
        try await fixture.store.write { transaction in
            for item in deals {
                var deal = CLIFixture.deal
                deal.type = item.type
                deal.camp = item.camp
                deal.status = item.status
                deal.amount = item.amount
                deal.firstSeen = CLIFixture.now.addingTimeInterval(-item.days * 86_400)
                _ = try transaction.insertDeal(deal)
            }
        }
        return fixture
    }

    @Test func balanceIsDrawnInEightyColumns() async throws {
        let fixture = try await fixture()
        let terminal = Terminal(width: 80, height: nil, style: .plain)

        let text = try await output(["--since", "30d"], of: fixture, terminal: terminal).text

        #expect(
            text.hasPrefix(
                """
                open and closed by week, since 2025-10-20 UTC

                DEALS                                   open │ closed
                2025-10-27                                 – │ –
                2025-11-03                                 – │ –
                2025-11-10               ░░░░░░░░░░░░░     1 │ 1     █████████████
                2025-11-17  ░░░░░░░░░░░░░░░░░░░░░░░░░░     2 │ 1     █████████████
                all                                        3 │ 2

                PAID                          open │ closed                    open ≤  closed ≤
                2025-10-27                       – │ –                              –         –
                2025-11-03                       – │ –                              –         –
                2025-11-10                       – │ –                              –         –
                2025-11-17           ░░░   $1.15bn │ $4bn      ████████████      $2bn         –
                all                        $1.15bn │ $4bn                        $2bn         –

                """))
    }

    @Test func onlyOneLayerIsCounted() async throws {
        let fixture = try await fixture()
        let text = try await output(
            ["--layer", "compute", "--by", "month", "--format", "csv"], of: fixture
        ).text
        #expect(
            text.split(separator: "\r\n").map { $0.prefix(20) } == [
                "month,open_deals,ope", "2025-11,0,0,0,0,1,40",
            ])
        let failure = await #expect(throws: Failure.self) {
            _ = try await output(["--layer", "chips"], of: fixture)
        }
        #expect(
            failure
                == Failure(
                    .usage,
                    "--layer: unknown layer “chips”; there are capital, compute, distribution, release, other"
                ))
    }

    @Test func promisesAndWhatMayNotComeStandApart() async throws {
        let text = try await output(["--by", "day", "--format", "json"], of: try await fixture()).text
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let total = try #require(json["total"] as? [String: [String: Double]])
        #expect(total["open"] == ["deals": 3, "paid": 1.15e9, "up_to": 2e9, "without_sum": 1])
        #expect(total["closed"] == ["deals": 2, "paid": 4e9, "up_to": 0, "without_sum": 1])
        #expect(total["rumoured"] == ["deals": 1, "paid": 9e9, "up_to": 0, "without_sum": 0])
        #expect(total["cancelled"]?["deals"] == 1 && total["mixed"]?["deals"] == 1)
        // From the first day with a deal to this one, with the days between.
        #expect((json["periods"] as? [Any])?.count == 24)
        let layers = try #require(json["layers"] as? [[String: Any]])
        #expect(layers.compactMap { $0["layer"] as? String } == ["capital", "compute", "release", "other"])
    }

    @Test(arguments: [
        (Period.day, "2025-11-19", 1.0), (.week, "2025-11-17", 7.0), (.month, "2025-11", 30.0),
    ])
    func periodsFollowTheCalendarInUTC(period: Period, name: String, days: Double) throws {
        let start = period.start(of: CLIFixture.now)
        #expect(period.name(start) == name)
        let starts = period.starts(from: CLIFixture.now, to: start.addingTimeInterval(days * 86_400))
        #expect(starts == [start, start.addingTimeInterval(days * 86_400)])
    }

    @Test func thePictureIsXMLWithEveryBar() async throws {
        let fixture = try await fixture()
        let text = try await output(["--format", "svg"], of: fixture).text
        #expect(XMLParser(data: Data(text.utf8)).parse())
        #expect(text.contains("<title>2025-11-17: open up to $2bn</title>"))
        #expect(text.contains("<title>2025-11-17: closed $4bn</title>"))
    }

    @Test func nothingToCountIsSaid() async throws {
        let fixture = try await CLIFixture()
        let failure = await #expect(throws: Failure.self) { _ = try await output([], of: fixture) }
        #expect(failure == Failure(.nothing, "no deal yet: widen --since"))
        #expect(try await output(["--format", "csv"], of: fixture).text.hasPrefix("week,open_deals,"))
    }
}
