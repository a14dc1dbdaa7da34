import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Testing

@testable import campwatch

/// `campwatch deal` without a daemon: what people correct, and what they are shown.
@Suite struct CLIDealTests {
    private func output<Command: PrintingCommand>(
        _ command: Command.Type, _ arguments: [String], of fixture: CLIFixture
    ) async throws -> CommandOutput {
        let parsed = try #require(try command.parse(fixture.arguments + arguments) as Command?)
        var context = fixture.context
        context.environment["USER"] = "ada"
        return try await parsed.output(in: context)
    }

    /// The fixture with a second report of its deal.
    private func fixture() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        try await fixture.store.write { transaction in
            let feed = try transaction.addFeed(url: "https://herald.example/rss", title: "Herald").id
            let entry = Entry(
                key: "9", title: "Openfox gets money", published: CLIFixture.now,
                text: "Lumen Fund pays ¥300bn.", language: .english)
            let outcome = try transaction.store(
                entry: entry, feed: feed, analysis: CLIFixture.analysis, now: CLIFixture.now)
            guard case .new(let story) = outcome else { return }
            var report = CLIFixture.analysis.deals[0]
            report.amount = Amount(value: 300e9, currency: "JPY")
            report.evidence = []
            _ = try transaction.attach(
                report: report, story: story.id, deal: DealID(rawValue: 1), at: CLIFixture.now)
        }
        return fixture
    }

    @Test func aSplitAndItsMergeAreDoneAndShown() async throws {
        let fixture = try await fixture()

        let split = try await output(
            DealSplitCommand.self, ["1", "--stories", "3", "--why", "another round"], of: fixture)
        let why = try await output(DealWhyCommand.self, ["2"], of: fixture).text
        let merge = try await output(DealMergeCommand.self, ["1", "2"], of: fixture)
        let after = try await output(DealWhyCommand.self, ["2"], of: fixture).text

        #expect(split.text == "1 story is deal 2 now, told apart from deal 1\n")
        #expect(
            why.hasSuffix(
                "2025-11-19 10:30 UTC ada split off story 3 from deal 1 as this one: another round\n"))
        #expect(merge.text == "deal 2 is part of deal 1 now\n")
        #expect(after.hasPrefix("deal 2 is part of deal 1\n"))
        #expect(after.contains("ada split off story 3 as deal 2: another round\n"))
        #expect(after.hasSuffix("ada merged deal 2 (story 3) into deal 1\n"))
    }

    @Test func aDealShowsWhoToldWhatFirstAndEverySum() async throws {
        let fixture = try await fixture()
        try await fixture.store.write { transaction in
            // Another feed of the wire's owner, and one of somebody else's.
            for (url, title) in [
                ("https://sport.wire.example/f", "Wire Sport"), ("https://echo.example/f", "Echo"),
            ] {
                let feed = try transaction.addFeed(url: url, title: title).id
                var entry = CLIFixture.entry
                entry.key = title
                _ = try transaction.store(
                    entry: entry, feed: feed, analysis: CLIFixture.analysis, now: CLIFixture.now)
            }
        }

        let text = try await output(DealShowCommand.self, ["1"], of: fixture).text

        #expect(
            text.contains(
                """
                  told by
                    2025-11-19 08:30  2 h ahead   Example Wire [en]
                      investment, announced, up to $2bn, investor Lumen Fund, recipient Openfox; also in
                      echo.example
                    2025-11-19 10:30  +2 h        Herald [en]
                      ¥300bn
                  sums stated
                    up to $2bn  Example Wire [en]
                    ¥300bn (about $2.04bn)  Herald [en]

                """))
        #expect(text.contains(" 3 outlets\n"))
        let json = try await output(DealShowCommand.self, ["1", "--format", "json"], of: fixture).text
        #expect(json.contains("\"after_seconds\": 7200") && json.contains("\"owner\": \"herald.example\""))
        #expect(
            json.contains("\"carried_by\": [\n") && json.contains("\"echo.example\"\n")
                && json.contains("\"corrections\": []"))
    }

    @Test func storiesThatAreNoneAreAMistakeOfUsage() {
        for list in ["", "1,x", "abc"] {
            #expect(throws: (any Error).self) { try DealSplitCommand.parse(["1", "--stories", list]) }
        }
    }

    @Test func aCorrectionThatCannotBeIsRefused() async throws {
        let fixture = try await fixture()

        await #expect(throws: Failure.self) {
            try await output(DealSplitCommand.self, ["1", "--stories", "2"], of: fixture)
        }
    }
}
