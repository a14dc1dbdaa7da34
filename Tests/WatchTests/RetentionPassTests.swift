import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Watch

@Suite(.timeLimit(.minutes(2))) struct RetentionPassTests {
    private static let day = 86_400.0

    private func limits(stories: Int = 0, irrelevant: Int = 0, size: Int = 0) -> Configuration.Retention {
        var limits = Configuration.Retention()
        limits.stories = .seconds(stories * 86_400)
        limits.irrelevant = .seconds(irrelevant * 86_400)
        limits.size = size
        return limits
    }

    /// 400 stories of some kilobytes, one a day until now; every other one is about something else.
    private func filledStore(_ directory: TemporaryDirectory, now: Date) async throws -> Store {
        let store = try Store.open(path: directory.file("a.sqlite"), mode: .owner)
        try await store.write { transaction in
            let feed = try transaction.addFeed(url: "https://a.example/feed", title: "A").id
            for number in 0..<400 {
                var analysis = StoryAnalysis(language: .english, lexiconVersion: "1")
                analysis.isRelevant = number.isMultiple(of: 2)
                let text = (0..<400).map { "word\($0 * 37 + number)" }.joined(separator: " ")
                _ = try transaction.store(
                    entry: Entry(key: "\(number)", title: "Story \(number)", text: text), feed: feed,
                    analysis: analysis, now: now.addingTimeInterval(Double(number - 400) * Self.day + 1))
            }
        }
        return store
    }

    private func whole(_ store: Store) async throws -> (relevant: Int, others: Int) {
        let stories = try await store.stories(StoryQuery(limit: 1_000))
        #expect(stories.count == 400)
        let whole = stories.filter { $0.forgotten == nil && !$0.text.isEmpty }
        return (whole.filter(\.analysis.isRelevant).count, whole.filter { !$0.analysis.isRelevant }.count)
    }

    @Test func storiesGoByAgeAndThoseAboutOtherThingsSooner() async throws {
        let directory = try TemporaryDirectory()
        let now = Date()
        let store = try await filledStore(directory, now: now)

        let outcome = try await RetentionPass(
            store: store, limits: limits(stories: 100, irrelevant: 30), now: now
        ).run()

        #expect(outcome == RetentionPass.Outcome(byAge: 150 + 185))
        #expect(try await whole(store) == (50, 15))
        let again = try await RetentionPass(
            store: store, limits: limits(stories: 100, irrelevant: 30), now: now
        ).run()
        #expect(again == RetentionPass.Outcome())
    }

    @Test func withoutAnAgeOfTheirOwnStoriesAboutOtherThingsStayAsLong() async throws {
        let directory = try TemporaryDirectory()
        let now = Date()
        let store = try await filledStore(directory, now: now)

        _ = try await RetentionPass(store: store, limits: limits(stories: 100), now: now).run()

        #expect(try await whole(store) == (50, 50))
    }

    @Test func forSizeTheOldestGoFirstAndTheLastWeekStays() async throws {
        let directory = try TemporaryDirectory()
        let now = Date()
        let store = try await filledStore(directory, now: now)
        let full = try await store.usedBytes()

        let some = try await RetentionPass(store: store, limits: limits(size: full * 3 / 4), now: now).run()

        #expect(some.byAge == 0 && some.excess == 0)
        let left = try await whole(store)
        #expect(left.relevant == 200 && left.others < 150 && left.others > 20)
        #expect(try await store.usedBytes() < full * 7 / 8)

        let all = try await RetentionPass(store: store, limits: limits(size: 100), now: now).run()

        #expect(all.excess > 0)
        let last = try await whole(store)
        #expect(last.relevant + last.others == 7)
    }

    /// What is still in a feed when its text is forgotten must not come back as news.
    @Test func anOldEntryThatIsStillInAFeedIsNoNews() async throws {
        let items = (1...6).map { number in
            """
            <item><title>Gardening, part \(number)</title><guid>g\(number)</guid>
            <description>Roses like the sun, says part \(number).</description></item>
            """
        }
        let deal = """
            <item><title>Microsoft invests $2 billion in Mistral AI</title><guid>deal</guid>
            <description>Microsoft invests $2 billion in Mistral AI, both companies announced.</description></item>
            """
        func feed(_ extra: String = "") -> NewsWorld.Page {
            .feed(
                "<rss version=\"2.0\"><channel><title>W</title>\(items.joined())\(deal)\(extra)</channel></rss>"
            )
        }
        let world = try NewsWorld(["/a.xml": feed()])
        let directories = Directories(config: world.config, state: world.state, environment: [:])
        func cycle() async throws {
            let daemon = try Daemon(
                directories: directories, environment: [:],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            _ = try await daemon.runOnce()
        }
        try await cycle()
        do {
            let store = try Store.open(path: directories.database, mode: .owner)
            let later = Date().addingTimeInterval(500 * Self.day)
            let outcome = try await RetentionPass(store: store, limits: limits(stories: 400), now: later)
                .run()
            #expect(outcome.byAge == 6)
            _ = await StoreCommands.perform(ControlRequest(.refresh), on: store, now: Date())
        }
        world.replace("/a.xml", with: feed("<item><title>New roses</title><guid>new</guid></item>"))

        try await cycle()

        let store = try Store.open(path: directories.database, mode: .reader)
        let stories = try await store.stories(StoryQuery(limit: 50))
        #expect(stories.count == 8 && stories.filter { $0.forgotten != nil }.count == 6)
        #expect(stories.allSatisfy { $0.revision == 1 })
        #expect(try await store.deals(DealQuery(limit: 9)).count == 1)
        let alerts = try String(contentsOfFile: world.state + "/alerts.jsonl", encoding: .utf8)
        #expect(alerts.split(separator: "\n").count == 1)
    }
}
