import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import campwatch

/// What every list has in common: formats, columns, order, the pager; and the companies.
@Suite struct CLIListTests {
    private func output(_ arguments: [String], of fixture: CLIFixture) async throws -> CommandOutput {
        let parsed = try Campwatch.parseAsRoot(arguments + fixture.arguments)
        return try await #require(parsed as? any PrintingCommand).output(in: fixture.context)
    }

    /// The fixture's deal of $2bn, and three more of other sums, one without.
    private func fixture() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        try await fixture.store.write { transaction in
            let more: [(amount: Amount?, confidence: Double)] = [
                (Amount(value: 3e9, currency: "EUR"), 0.5), (nil, 0.6),
                (Amount(value: 90e9, currency: "JPY"), 0.99),
            ]
            for item in more {
                var deal = CLIFixture.deal
                deal.amount = item.amount
                deal.confidence = item.confidence
                deal.camp = .closed
                _ = try transaction.insertDeal(deal)
            }
        }
        return fixture
    }

    @Test(arguments: [
        ("amount", ["2", "1", "4", "3"]),
        ("confidence", ["4", "1", "3", "2"]), ("seen", ["4", "3", "2", "1"]),
    ])
    func dealsAreSortedByWhatIsAskedFor(order: String, ids: [String]) async throws {
        let text = try await output(
            ["deals", "--sort", order, "--columns", "id", "--format", "tsv"], of: try await fixture()
        ).text
        #expect(text.split(separator: "\n").dropFirst().map(String.init) == ids)
    }

    @Test func columnsStandInTheOrderInWhichTheyAreNamed() async throws {
        let fixture = try await fixture()
        let chosen = ["stories", "--all", "--columns", "title, id"]
        #expect(
            try await output(chosen + ["--format", "csv"], of: fixture).text
                == "title,id\r\n足球俱乐部更换赞助商,2\r\nLumen Fund backs Openfox,1\r\n")
        #expect(
            try await output(chosen + ["--format", "markdown"], of: fixture).text
                == """
                | TITLE | ID |
                | --- | --- |
                | 足球俱乐部更换赞助商 | 2 |
                | Lumen Fund backs Openfox | 1 |

                """)
    }

    @Test func aColumnThatDoesNotExistIsAnErrorWithThoseThatDo() async throws {
        let fixture = try await fixture()
        let failure = await #expect(throws: Failure.self) {
            _ = try await output(["deals", "--columns", "id,price"], of: fixture)
        }
        #expect(failure?.code == .usage)
        #expect(failure?.message.hasPrefix("--columns: no column “price”; there are id, first_seen,") == true)
    }

    @Test func columnsAreNotForJSON() throws {
        #expect(throws: (any Error).self) {
            try Campwatch.parseAsRoot(["deals", "--columns", "id", "--format", "jsonl"])
        }
    }

    @Test func markdownOfAFeedStaysText() {
        let table = MarkdownTable.format(
            header: ["TITLE"], rows: [["a|b <img src=x> [l](http://x) `c` *d* _e_ \\"]])
        #expect(
            table == """
                | TITLE |
                | --- |
                | a\\|b \\<img src=x\\> \\[l\\](http://x) \\`c\\` \\*d\\* \\_e\\_ \\\\ |

                """)
    }

    @Test(arguments: [
        (["deals", "--limit", "2"], "only the first 2; --limit 0 shows all"),
        (["deals", "--where", "camp = closed", "--limit", "2"], "only the first 2; --limit 0 shows all"),
        (["stories", "--all", "--limit", "1"], "only the first 1; --limit 0 shows all"),
        (["companies", "--limit", "1"], "only the first 1; --limit 0 shows all"),
        (["company", "openfox", "--limit", "3"], "only the first 3; --limit 0 shows all"),
        (["deals", "--limit", "4"], nil), (["deals", "--limit", "0"], nil),
        (["stories", "--all", "--limit", "2"], nil), (["companies", "--limit", "0"], nil),
        (["company", "openfox", "--limit", "0"], nil), (["alerts", "deliveries", "--limit", "1"], nil),
    ])
    func aTableThatALimitCutsSaysSoToPeopleAlone(arguments: [String], expected: String?) async throws {
        let fixture = try await fixture()
        let parsed = try Campwatch.parsed(arguments + fixture.arguments)
        let command = try #require(parsed as? any PrintingCommand)
        var context = fixture.context
        context.terminal = Terminal(width: 120, height: 40, style: .plain)

        let lines = try await command.output(in: context).text.split(separator: "\n")
        #expect(lines.contains { $0.contains("--limit 0") } == (expected != nil))
        if let expected { #expect(lines.last.map(String.init) == "  " + expected) }
        // Programs get rows and nothing else.
        #expect(!(try await command.output(in: fixture.context).text.contains("--limit")))
    }

    @Test func alertsThatALimitLeavesOutAreTold() async throws {
        let fixture = try await fixture()
        var alert = try #require(try await fixture.store.alerts(since: .distantPast, limit: 1).first)
        alert.id = "fedcba9876543210"
        let later = alert
        try await fixture.store.write {
            _ = try $0.enqueue(alert: later, sinks: ["log"], at: CLIFixture.now)
        }

        let cut = try await output(["alerts", "--limit", "1"], of: fixture)
        #expect(cut.note == "only the newest 1; --limit 0 shows all")
        #expect(cut.text.contains("#fedcba9876543210"))
        for limit in ["0", "2"] {
            let whole = try await output(["alerts", "--limit", limit], of: fixture)
            #expect(whole.note == nil && whole.text.split(separator: "\n").count == 2)
        }
    }

    // MARK: Companies

    @Test func companiesAreCountedByDealAndCamp() async throws {
        let text = try await output(["companies", "--format", "csv"], of: try await fixture()).text
        #expect(text.contains("lumen-fund,Lumen Fund,,4,1,3,2025-11-19T09:30:00Z\r\n"))
    }

    @Test func aCompanyHasItsPartnersAndDeals() async throws {
        let fixture = try await fixture()
        let page = try await output(["company", "Lumen Fund"], of: fixture).text
        #expect(page.hasPrefix("Lumen Fund\n  id          lumen-fund\n"))
        #expect(page.contains("  deals with  Openfox (4)\n"))
        #expect(page.contains("Lumen Fund → Openfox"))
        let failure = await #expect(throws: Failure.self) {
            _ = try await output(["company", "nobody"], of: fixture)
        }
        #expect(failure?.code == .nothing)
    }

    // MARK: Pager

    @Test func longTextGoesThroughThePagerAndShortTextDoesNot() throws {
        let directory = try TemporaryDirectory()
        let shown = directory.file("shown")
        let terminal = Terminal(width: 80, height: 3, style: .plain)
        let environment = ["PAGER": "tee \(shown)", "PATH": "/usr/bin:/bin"]

        #expect(Pager(for: "one\ntwo\n", terminal, environment) == nil)
        #expect(Pager(for: "1\n2\n3\n4\n", .file, environment) == nil)
        #expect(Pager(for: "1\n2\n3\n4\n", terminal, ["PAGER": "cat"]) == nil)
        let pager = try #require(Pager(for: "1\n2\n3\n4\n", terminal, environment))
        #expect(pager.show("1\n2\n3\n4\n"))

        #expect(try String(contentsOfFile: shown, encoding: .utf8) == "1\n2\n3\n4\n")
    }

    @Test func aReaderWhoLeavesEarlyEndsNothing() throws {
        let terminal = Terminal(width: 80, height: 3, style: .plain)
        let text = String(repeating: "line\n", count: 100_000)
        let pager = try #require(Pager(for: text, terminal, ["PAGER": "true", "PATH": "/usr/bin:/bin"]))
        #expect(pager.show(text))
    }
}
