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

/// `campwatch graph`: who deals with whom, and money that comes back.
@Suite struct CLIGraphTests {
    private static let hostile = #"</text><script>"&]|`\N{}--> \#u{1B}[2J\#u{202E}"#

    private func output(_ arguments: [String], of fixture: CLIFixture) async throws -> CommandOutput {
        let parsed = try Campwatch.parseAsRoot(arguments + fixture.arguments)
        return try await #require(parsed as? any PrintingCommand).output(in: fixture.context)
    }

    /// nvidia → openai → oracle → nvidia, a rumour back from openai, and a partner with a hostile name.
    private func fixture() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        let deals: [(type: DealType, parties: [(String, String)], billions: Double?, status: DealStatus)] = [
            (
                .investment, [("nvidia", "investor"), ("softbank", "investor"), ("openai", "recipient")], 10,
                .announced
            ),
            (.compute, [("openai", "customer"), ("oracle", "provider")], 300, .announced),
            (.contract, [("oracle", "customer"), ("nvidia", "provider")], 40, .completed),
            (.compute, [("openai", "customer"), ("nvidia", "provider")], 5, .rumoured),
            (.partnership, [("oracle", "partner"), (Self.hostile, "partner")], nil, .announced),
            (.acquisition, [("oracle", "acquirer"), ("openai", "target")], 7, .cancelled),
        ]
        try await fixture.store.write { transaction in
            for item in deals {
                var deal = CLIFixture.deal
                deal.type = item.type
                deal.status = item.status
                deal.amount = item.billions.map { Amount(value: $0 * 1e9, currency: "USD") }
                deal.parties = item.parties.map { Party(id: $0.0, role: Role(rawValue: $0.1)) }
                _ = try transaction.insertDeal(deal)
            }
        }
        return fixture
    }

    @Test func aGraphThatLeavesDealsOutSaysSo() async throws {
        let fixture = try await fixture()
        #expect(try await output(["graph"], of: fixture).note == nil)
        try await fixture.store.write { transaction in
            var deal = CLIFixture.deal
            deal.parties = []
            for _ in 0..<GraphCommand.mostDeals - 5 { _ = try transaction.insertDeal(deal) }
        }

        #expect(
            try await output(["graph"], of: fixture).note
                == "only the newest 20000 deals are in it; older ones are left out")
    }

    @Test func moneyThatComesBackIsShownWithItsDeals() async throws {
        let fixture = try await fixture()
        let text = try await output(["graph", "--cycles"], of: fixture).text
        #expect(
            text.hasPrefix(
                """
                1 circle of money

                Nvidia → Openai → Oracle → Nvidia
                  Nvidia pays Openai: $10bn together with others
                      investment Nvidia + Softbank → Openai $10bn announced, 2025-11-19
                      campwatch deal 1
                  Openai pays Oracle: $300bn
                      compute Oracle → Openai $300bn announced, 2025-11-19
                      campwatch deal 2
                  Oracle pays Nvidia: $40bn
                      contract Nvidia → Oracle $40bn completed, 2025-11-19
                      campwatch deal 3
                  At most $10bn went round, of $350bn stated.

                Each company pays the next.
                """))
    }

    @Test(arguments: [
        (["--rumours"], 2), (["--company", "oracle"], 1), (["--rumours", "--company", "oracle"], 1),
        (["--rumours", "--limit", "1"], 1),
    ])
    func cyclesAreChosen(arguments: [String], count: Int) async throws {
        let fixture = try await fixture()
        let text = try await output(["graph", "--cycles", "--format", "json"] + arguments, of: fixture).text
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let cycles = try #require(json["cycles"] as? [[String: Any]])
        #expect(cycles.count == count)
        #expect(cycles[0]["counted_twice"] as? Double == 10e9)
    }

    @Test func withoutACycleThatIsSaid() async throws {
        let fixture = try await fixture()
        let output = try await output(["graph", "--cycles", "--company", "softbank"], of: fixture)
        #expect(output.text.isEmpty && output.failure?.code == .nothing)
    }

    /// The one with the most deals deals with none of those that are shown: they are left out.
    @Test func aLimitThatLeavesNoDealIsNamed() async throws {
        let fixture = try await fixture()
        let failure = await #expect(throws: Failure.self) {
            try await output(["graph", "--limit", "1"], of: fixture)
        }
        #expect(failure?.message == "no deal between the companies with the most deals: raise --limit")
    }

    @Test func theGraphIsATableForPeople() async throws {
        let fixture = try await fixture()
        let text = try await output(["graph", "--company", "nvidia"], of: fixture).text
        #expect(
            text == """
                FROM       TO      DEALS    PAID  UP TO  TYPES
                Openai  →  Oracle      1  $300bn         compute
                Oracle  →  Nvidia      1   $40bn         contract
                Nvidia  →  Openai      1   $10bn         investment
                Openai  →  Nvidia      1                 compute

                """)
    }

    // MARK: Formats

    @Test(arguments: ["svg", "graphml"])
    func xmlHoldsWhateverNamesHold(format: String) async throws {
        let fixture = try await fixture()
        for cycles in [[], ["--cycles"]] {
            let text = try await output(["graph", "--format", format] + cycles, of: fixture).text
            #expect(XMLParser(data: Data(text.utf8)).parse())
            #expect(!text.contains("<script") && !text.contains("\u{1B}"))
            #expect(text.contains("&lt;script&gt;") == cycles.isEmpty)
        }
    }

    @Test func dotQuotesEveryName() async throws {
        let text = try await output(["graph", "--format", "dot"], of: try await fixture()).text
        #expect(text.contains(#"[label="</text><script>\"&]|`\\N{} >", tooltip="1 deal""#))
        #expect(text.contains("[label=\"compute $5bn rumoured\", tooltip=\"deal 4\", style=dashed];"))
        #expect(text.contains("tooltip=\"deal 5\", dir=none];"))
        #expect(!text.contains("deal 6"))
        // Every quotation mark that is no part of a name is one of a pair.
        for line in text.split(separator: "\n") {
            let bare = line.replacing("\\\\", with: "").replacing("\\\"", with: "")
            #expect(bare.count { $0 == "\"" }.isMultiple(of: 2))
        }
    }

    @Test func mermaidWritesSignsAsCodes() async throws {
        let text = try await output(["graph", "--format", "mermaid"], of: try await fixture()).text
        #expect(text.hasPrefix("flowchart LR\n"))
        #expect(
            text.contains(##"["#60;#47;text#62;#60;script#62;#34;#38;#93;#124;#96;#92;N#123;#125; #62;"]"##))
        #expect(text.contains(#"-->|"compute #36;300bn announced"|"#))
        #expect(text.contains(#"-.->|"compute #36;5bn rumoured"|"#))
    }

    @Test func jsonHasCompaniesAndLinks() async throws {
        let fixture = try await fixture()
        let text = try await output(
            ["graph", "--company", "softbank", "--depth", "2", "--format", "json"], of: fixture
        ).text
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [[String: Any]]])
        #expect(
            Set(json["companies"]?.compactMap { $0["id"] as? String } ?? []) == [
                "nvidia", "openai", "oracle", "softbank",
            ])
        #expect(json["links"]?.count == 5)
    }

    @Test func onePictureIsDrawnEveryTime() async throws {
        let fixture = try await fixture()
        let command = ["graph", "--format", "svg"]
        #expect(try await output(command, of: fixture).text == (try await output(command, of: fixture).text))
    }

    // MARK: The condition

    @Test(arguments: [("cycle = yes", ["3", "2", "1"]), ("cycle = no and camp = open", ["6", "5", "4"])])
    func listsAskAboutCycles(filter: String, ids: [String]) async throws {
        let fixture = try await fixture()
        let text = try await output(
            ["deals", "--where", filter, "--sort", "seen", "--columns", "id", "--format", "tsv"], of: fixture
        ).text
        #expect(text.split(separator: "\n").dropFirst().map(String.init) == ids)
    }

    @Test func storiesAskAboutCyclesOfTheirReports() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        #expect(
            try await output(["stories", "--where", "cycle = yes"], of: fixture).failure?.code == .nothing)
        try await fixture.store.write { transaction in
            var back = CLIFixture.deal
            back.type = .compute
            back.parties = [
                Party(id: "openfox", role: Role(rawValue: "customer")),
                Party(id: "lumen-fund", role: Role(rawValue: "provider")),
            ]
            _ = try transaction.insertDeal(back)
        }
        let text = try await output(
            ["stories", "--where", "cycle = yes", "--columns", "id", "--format", "tsv"], of: fixture
        ).text
        #expect(text == "id\n1\n")
    }
}
