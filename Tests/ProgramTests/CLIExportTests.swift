import ArgumentParser
import FeedParsing
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Watch
@testable import campwatch

@Suite struct CLIExportTests {
    private func export(_ arguments: [String], in fixture: CLIFixture) async throws -> String {
        let command = try #require(
            try ExportCommand.parse(fixture.arguments + arguments) as ExportCommand?)
        var text = ""
        try await command.export(in: fixture.context) { text += $0 }
        return text
    }

    private func filled() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        return fixture
    }

    @Test func commaSeparatedDealsAndStoriesHaveOneHeaderAndALineEach() async throws {
        let fixture = try await filled()

        let deals = try await export(["deals"], in: fixture).split(separator: "\r\n")
        let stories = try await export(["stories", "--all"], in: fixture).split(separator: "\r\n")

        #expect(
            deals.count == 2 && deals[0].hasPrefix("id,first_seen,") && deals[1].hasPrefix("1,2025-11-19"))
        #expect(stories.count == 3 && stories[0].hasPrefix("id,published,"))
        #expect(try await export(["stories"], in: fixture).split(separator: "\r\n").count == 2)
        #expect(
            try await export(["deals", "--since", "2025-11-20"], in: fixture).split(separator: "\r\n").count
                == 1)
    }

    @Test func manyPagesAreOneDocument() async throws {
        let fixture = try await filled()
        try await fixture.store.write { transaction in
            for number in 0..<1_203 {
                var deal = CLIFixture.deal
                deal.parties[1].id = "firm-\(number)"
                _ = try transaction.insertDeal(deal)
            }
        }

        let csv = try await export(["deals"], in: fixture).split(separator: "\r\n")
        let lines = try await export(["deals", "--format", "jsonl"], in: fixture).split(separator: "\n")

        #expect(csv.count == 1_205 && lines.count == 1_204)
        #expect(Set(csv.dropFirst().map { $0.prefix { $0 != "," } }).count == 1_204)
    }

    @Test func theAtomFeedIsReadByOurOwnParser() async throws {
        let fixture = try await filled()
        for what in [["deals"], ["stories", "--all"]] {
            let text = try await export(what + ["--format", "atom"], in: fixture)

            let feed = try FeedParser.parse(
                Array(text.utf8), contentType: "application/atom+xml", contentLanguage: nil,
                url: "https://a.example/")

            #expect(feed.entries.count == (what.count == 1 ? 1 : 2))
            #expect(feed.entries.allSatisfy { $0.id.hasPrefix("urn:uuid:") })
        }
    }

    @Test func theGraphHasADealItsCompaniesAndTheirRoles() async throws {
        let text = try await export(["deals", "--format", "graphml"], in: try await filled())

        func count(_ piece: String) -> Int { text.components(separatedBy: piece).count - 1 }

        #expect(count("<node ") == 3 && count("</node>") == 3 && count("<edge ") == 2)
        #expect(
            text.contains(
                "<edge source=\"company:lumen-fund\" target=\"deal:1\"><data key=\"role\">investor<"))
        #expect(text.contains("<data key=\"sum\">2000000000<"))
    }

    @Test(arguments: [["stories", "--format", "graphml"], ["deals", "--all"], ["feeds"]])
    func whatMakesNoSenseIsRefused(arguments: [String]) {
        #expect(throws: (any Error).self) { try ExportCommand.parse(arguments) }
    }

    /// An empty database with the shipped lexicon.
    private func importing(_ text: String, into target: CLIFixture) async throws -> CommandOutput {
        let file = try target.directory.write(text, to: "stories.jsonl")
        let command = try ImportCommand.parse([
            "--state", target.directory.path, "--config", Repository.path("config"), file,
        ])
        return try await command.output(in: target.context)
    }

    @Test func anExportIsImportedOnceWithItsDealsAndWithoutAlertsOrSubscriptions() async throws {
        let text = try await export(["stories", "--all", "--format", "jsonl"], in: try await filled())
        let target = try await CLIFixture()

        #expect(try await importing(text, into: target).text == "2 stories imported, 0 were there already\n")
        #expect(try await importing(text, into: target).text == "0 stories imported, 2 were there already\n")

        let stories = try await target.store.stories(StoryQuery(limit: 9))
        #expect(Set(stories.map(\.title)) == ["Lumen Fund backs Openfox", "足球俱乐部更换赞助商"])
        #expect(stories.allSatisfy { $0.revision == 1 })
        #expect(stories.contains { $0.text == CLIFixture.entry.text && $0.link == CLIFixture.entry.link })
        #expect(try await target.store.feeds().isEmpty)
        #expect(try await target.store.alerts(since: .distantPast, limit: 9).isEmpty)
    }

    @Test func whatTheDatabaseHasStaysAsItIs() async throws {
        let fixture = try await filled()
        let before = try await fixture.store.stories(StoryQuery(limit: 9))
        let text = try await export(["stories", "--all", "--format", "jsonl"], in: fixture)

        let said = try await importing(text, into: fixture).text

        #expect(said == "0 stories imported, 2 were there already\n")
        #expect(try await fixture.store.stories(StoryQuery(limit: 9)) == before)
        #expect(
            try await fixture.store.unseen(feed: FeedID(rawValue: 1), entries: [CLIFixture.entry]).isEmpty)
    }

    @Test func aLineThatIsNoStoryEndsTheImportWithItsNumber() async throws {
        let good = try await export(["stories", "--all", "--format", "jsonl"], in: try await filled())

        let error = await #expect(throws: Failure.self) {
            try await importing(good + "{\"id\":1}\n", into: try await CLIFixture())
        }

        #expect(error?.code == .refused && error?.message.contains("stories.jsonl:3:") == true)
        #expect(error?.message.contains("2 stories before it are imported") == true)
    }

    @Test func aStateDirectoryThatIsMissingIsNoInput() async throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("", to: "stories.jsonl")
        let state = directory.file("nowhere")
        for arguments in [["import", file], ["feeds", "add", "https://a.example/f.xml", "--as-is"]] {
            let command = try Campwatch.parsed(
                arguments + ["--state", state, "--config", Repository.path("config")])
            let context = CommandContext(terminal: .file, environment: [:], now: CLIFixture.now)
            let failure = await #expect(throws: Failure.self) {
                _ = try await (command as? any PrintingCommand)?.output(in: context)
            }
            #expect(
                failure
                    == Failure(
                        .noInput,
                        "no state directory \(state): start campwatchd once, which makes it, or name another with --state"
                    ))
        }
    }

    @Test func aRunningDaemonForbidsAnImport() async throws {
        let target = try await CLIFixture()
        let lock = try StateLock(path: target.directory.file("campwatch.lock"))

        let error = await #expect(throws: Failure.self) { try await importing("", into: target) }

        #expect(error?.code == .unavailable)
        lock.release()
    }
}
