import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Testing

@testable import campwatch

/// Feeds are hostile: whatever they send, no output may steer the terminal.
@Suite struct CLISafetyTests {
    /// Window title, colour by C1, clear screen, line break, right-to-left override and isolate, piled-up marks.
    private static let hostile =
        "A\u{1B}]0;pwned\u{07}B\u{9B}31mC\u{1B}[2JD\r\nE\u{202E}F\u{2066}G"
        + String(repeating: "\u{0301}", count: 50)

    private func fixture() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        let title = CLISafetyTests.hostile
        var analysis = CLIFixture.analysis
        analysis.deals[0].evidence[0].sentence = title
        analysis.deals[0].evidence[0].cue = "C\u{1B}[2JD"
        analysis.deals[0].parties[0].id = title
        let hostile = analysis
        try await fixture.store.write { transaction in
            let feed = try transaction.addFeed(url: "https://evil.example/rss", title: title, folder: title)
                .id
            let state = FeedState(nextCheckReason: title, lastError: title, failureCount: 1)
            try transaction.updateFeed(feed, state: state, title: nil)
            var entry = CLIFixture.entry
            entry.title = title
            entry.text = title
            entry.link = "https://evil.example/\u{1B}[2J"
            let outcome = try transaction.store(
                entry: entry, feed: feed, analysis: hostile, now: CLIFixture.now)
            guard case .new(let story) = outcome else { return }
            var deal = CLIFixture.deal
            deal.firstOutlet = title
            deal.parties = hostile.deals[0].parties
            deal = try transaction.insertDeal(deal)
            _ = try transaction.attach(
                report: hostile.deals[0], story: story.id, deal: deal.id, at: CLIFixture.now)
            let alert = Alert(
                id: "1", time: CLIFixture.now, rule: title, severity: .info, change: DealChange(kind: .new),
                deal: deal, story: Alert.StoryReference(story: story), evidence: hostile.deals[0].evidence)
            _ = try transaction.enqueue(alert: alert, sinks: ["log"], at: CLIFixture.now)
        }
        return fixture
    }

    /// A tab parts the fields and is in none of them.
    @Test(arguments: ["stories", "deals", "companies"])
    func aRecordStaysOneLineOfItsFields(list: String) async throws {
        let fixture = try await fixture()
        let parsed = try Campwatch.parseAsRoot([list, "--format", "tsv"] + fixture.arguments)
        let command = try #require(parsed as? any PrintingCommand)

        let lines = try await command.output(in: fixture.context).text.split(separator: "\n")

        #expect(lines.count > 1)
        #expect(Set(lines.map { $0.count { $0 == "\t" } }).count == 1)
    }

    @Test(arguments: [
        ["stories"], ["stories", "--format", "csv"], ["stories", "--format", "json"],
        ["stories", "--format", "jsonl"], ["story", "1"], ["story", "1", "--format", "json"], ["deals"],
        ["deals", "--format", "csv"], ["deals", "--format", "jsonl"], ["deal", "1"], ["deal", "why", "1"],
        ["deal", "1", "--format", "json"], ["feeds", "list"], ["feeds", "list", "--format", "csv"],
        ["feeds", "list", "--format", "json"], ["feeds", "why", "1"], ["status"], ["alerts"],
        ["alerts", "--format", "jsonl"], ["today", "--since", "7d"],
        ["today", "--since", "7d", "--format", "json"], ["companies"], ["companies", "--format", "csv"],
        ["company", "openfox"], ["deals", "--format", "markdown"], ["stories", "--format", "markdown"],
        ["stories", "--columns", "title,feed_title"], ["graph"], ["graph", "--format", "dot"],
        ["graph", "--format", "svg"], ["graph", "--format", "graphml"], ["graph", "--format", "mermaid"],
        ["graph", "--format", "json"],
    ])
    func nothingFromAFeedSteersTheTerminal(arguments: [String]) async throws {
        let fixture = try await fixture()
        let parsed = try Campwatch.parseAsRoot(arguments + fixture.arguments)
        let command = try #require(parsed as? any PrintingCommand)

        let text = try await command.output(in: fixture.context).text

        #expect(!text.isEmpty)
        let steering = text.unicodeScalars.filter { scalar in
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\r"
                || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
        #expect(steering.isEmpty, "\(arguments): \(steering.map { String($0.value, radix: 16) })")
    }
}
