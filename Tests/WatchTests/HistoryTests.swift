import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

/// Rows 36 to 39: feeds that are well formed and not what they seem, over several cycles.
@Suite(.timeLimit(.minutes(2)), .serialized) struct HistoryTests {
    private func directories(_ world: NewsWorld) -> Directories {
        Directories(config: world.config, state: world.state, environment: [:])
    }

    private func store(_ world: NewsWorld) throws -> Store {
        try Store.open(path: directories(world).database, mode: .reader)
    }

    /// Cycles as `campwatchd --once` runs them, every feed due in each.
    private func run(_ world: NewsWorld, cycles: Int = 1) async throws {
        for _ in 0..<cycles {
            let path = directories(world).database
            if FileManager.default.fileExists(atPath: path) {
                let store = try Store.open(path: path, mode: .owner)
                _ = await StoreCommands.perform(ControlRequest(.refresh), on: store, now: Date())
            }
            let daemon = try Daemon(
                directories: directories(world), environment: [:],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            _ = try await daemon.runOnce()
        }
    }

    private func alerts(_ world: NewsWorld) throws -> Int {
        try String(contentsOfFile: world.state + "/alerts.jsonl", encoding: .utf8).split(separator: "\n")
            .count
    }

    @Test func hostileContentSettlesAfterItsFirstTurns() async throws {
        let site = HostileSite(inside: "http://127.0.0.1:9")
        let server = try LoopbackServer { site.reply(to: $0) ?? LoopbackReply(status: 404) }
        let rows = HostileSite.rows.filter { [36, 37, 38, 39].contains($0.number) }
        let world = try NewsWorld([:])
        let outlines = rows.map { "<outline xmlUrl=\"\(server.url($0.path))\"/>" }.joined()
        try world.write("<opml version=\"2.0\"><body>\(outlines)</body></opml>", to: "feeds.opml")

        try await run(world, cycles: 6)

        let store = try store(world)
        for row in rows {
            let feed = try #require(try await store.feed(url: server.url(row.path)))
            let stories = try await store.stories(StoryQuery(feed: feed.id, limit: 100))
            // A decoy has two documents; nothing else has more stories than its first.
            let documents = row.number == 36 ? 2 : 1
            guard case .stories(let count) = row.ending else { continue }
            #expect(stories.count == count * documents, "\(row.path)")
            #expect(stories.allSatisfy { $0.revision == 1 }, "\(row.path)")
            #expect((feed.state.memory.concern(.alternates) != nil) == (row.number == 36), "\(row.path)")
            let isRewritten = row.name == "new-guids-at-every-visit"
            #expect((feed.state.memory.concern(.rewritten) != nil) == isRewritten, "\(row.path)")
        }
        let entries = try await store.summary().entries
        // The feed with new guids at every visit keeps four keys for each of its eight stories.
        let others = rows.reduce(0) { sum, row in
            guard case .stories(let count) = row.ending, row.name != "new-guids-at-every-visit" else {
                return sum
            }
            return sum + count * (row.number == 36 ? 2 : 1)
        }
        #expect(entries == others + 8 * 4)
    }

    @Test func rewrittenHistoryIsEditsWithoutStoriesOrAlerts() async throws {
        let before = WorldStories.feed("Model Watch", WorldStories.stories)
        let world = try NewsWorld(["/f.xml": .feed(before)])
        try await run(world)
        let alertsBefore = try alerts(world)
        let summary = try await store(world).summary()

        // Another publishing system: other guids, other dates, and one sum less rounded.
        let after = before.replacing("isPermaLink=\"false\">", with: "isPermaLink=\"false\">new-")
            .replacing("01 Jun 2026 08", with: "02 Jun 2026 09").replacing(
                "$3 billion in stock", with: "$3.1 billion")
        world.replace("/f.xml", with: .feed(after))
        try await run(world)

        let store = try store(world)
        let now = try await store.summary()
        #expect(alertsBefore >= 5)
        #expect(try alerts(world) == alertsBefore)
        #expect(now.stories == summary.stories && now.entries == 2 * summary.entries)
        let stories = try await store.stories(StoryQuery(limit: 10))
        #expect(stories.map(\.revision).sorted() == [1, 1, 1, 1, 2])
        let feed = try #require(try await store.feeds().first)
        #expect(feed.state.memory.concern(.rewritten)?.detail.hasPrefix("5 of its 5 entries") == true)
    }

    @Test func columnsOfTheDayAreNoEditsOfYesterdays() async throws {
        let columns = ["Chips", "Models", "Money", "Law", "People"]
        func day(_ day: Int, _ text: String) -> String {
            let items = columns.map { column in
                """
                <item><title>\(column) of the day</title><guid isPermaLink="false">\(column)-\(day)</guid>\
                <link>https://a.example/\(day)/\(column)</link><pubDate>0\(day) Jun 2026 08:00:00 GMT</pubDate>\
                <description>\(column): \(text)</description></item>
                """
            }
            return "<rss version=\"2.0\"><channel><title>Columns</title>\(items.joined())</channel></rss>"
        }
        let world = try NewsWorld([
            "/f.xml": .feed(day(1, "Nvidia counts what it has sold in the spring, and to whom."))
        ])
        try await run(world)

        world.replace("/f.xml", with: .feed(day(2, "Mistral opens an office near the harbour of Rotterdam.")))
        try await run(world)

        let store = try store(world)
        #expect(try await store.summary().stories == 10)
        #expect(try await store.feeds().first?.state.memory.concern(.rewritten) == nil)
    }

    @Test func someNewStoriesAmongKnownOnesAreNoRewrittenHistory() async throws {
        let world = try NewsWorld([
            "/f.xml": .feed(WorldStories.feed("Wire", Array(WorldStories.stories.prefix(2))))
        ])
        try await run(world)

        world.replace("/f.xml", with: .feed(WorldStories.feed("Wire", WorldStories.stories)))
        try await run(world)

        let store = try store(world)
        #expect(try await store.summary().stories == 5)
        #expect(try await store.feeds().first?.state.memory.concern(.rewritten) == nil)
        #expect(try alerts(world) >= 5)
    }

    @Test func feedInDoubtRaisesAtMostThirtyAlertsAtOnce() async throws {
        let names = [
            "Nvidia", "Anthropic", "OpenAI", "Mistral AI", "Microsoft", "Amazon", "DeepSeek", "Hugging Face",
            "Groq",
            "Google",
        ]
        let deals = names.indices.flatMap { first in
            names.indices.dropFirst(first + 1).map { second in
                (
                    title: "\(names[first]) and \(names[second]) announce strategic AI partnership",
                    text:
                        "\(names[first]) and \(names[second]) announced a strategic partnership on AI models."
                )
            }
        }
        let world = try NewsWorld(["/f.xml": .feed(WorldStories.feed("Meadow Wire", []))])
        try await run(world)

        world.replace("/f.xml", with: .feed(WorldStories.feed("Harbour Notes", deals)))
        try await run(world)

        let store = try store(world)
        #expect(try await store.summary().deals > 35)
        #expect(try alerts(world) == 30)
    }

    @Test func feedsThatACrashIsCountedAgainstAreReadOneByOne() async throws {
        let reply = LoopbackReply.scripted([.pause(0.5), .reset])
        let servers = try ["127.0.0.2", "127.0.0.3"].map { try LoopbackServer(address: $0) { _ in reply } }
        let world = try NewsWorld([:])
        let outlines = servers.map { "<outline xmlUrl=\"\($0.url("/f"))\"/>" }.joined()
        try world.write("<opml version=\"2.0\"><body>\(outlines)</body></opml>", to: "feeds.opml")
        try await run(world)
        do {
            let store = try Store.open(path: directories(world).database, mode: .owner)
            for feed in try await store.feeds() {
                var state = feed.state
                state.memory.crashes = 1
                let crashed = state
                try await store.write { try $0.updateFeed(feed.id, state: crashed, title: nil) }
            }
        }

        try await run(world)

        let arrivals = servers.compactMap { $0.requests.last?.arrived }.sorted()
        #expect(servers.allSatisfy { $0.requests.count == 2 })
        #expect(arrivals[1] - arrivals[0] >= .milliseconds(450))
    }

    @Test func impossibleDatesAreAnalysedAsOfToday() async throws {
        // Mistral was of no camp before it was founded; a date of 1970 must not lead there.
        let text = WorldStories.feed("Wire", [WorldStories.stories[0]])
            .replacing("Mon, 01 Jun 2026 08:00:00 GMT", with: "Thu, 01 Jan 1970 00:00:00 GMT")
        let world = try NewsWorld(["/f.xml": .feed(text)])
        let start = Date()

        try await run(world)

        let story = try #require(try await store(world).stories(StoryQuery(limit: 1)).first)
        #expect(story.isDateDoubted)
        #expect(story.published >= start.addingTimeInterval(-1) && story.published == story.firstSeen)
        let deals = try await store(world).deals(DealQuery(limit: 5))
        #expect(deals.allSatisfy { $0.firstSeen >= start.addingTimeInterval(-1) })
    }
}
