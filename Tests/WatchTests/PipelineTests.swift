import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

@Suite(.timeLimit(.minutes(2)), .serialized) struct PipelineTests {
    private func directories(_ world: NewsWorld) -> Directories {
        Directories(config: world.config, state: world.state, environment: [:])
    }

    /// One cycle as `campwatchd --once` runs it.
    private func runOnce(_ world: NewsWorld) async throws -> Bool {
        let daemon = try Daemon(
            directories: directories(world), environment: [:],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await daemon.runOnce()
    }

    private func store(_ world: NewsWorld) throws -> Store {
        try Store.open(path: directories(world).database, mode: .reader)
    }

    private func alertLines(_ world: NewsWorld) throws -> [Substring] {
        try String(contentsOfFile: world.state + "/alerts.jsonl", encoding: .utf8).split(separator: "\n")
    }

    private func makeDue(_ world: NewsWorld) async throws {
        let store = try Store.open(path: directories(world).database, mode: .owner)
        _ = await StoreCommands.perform(ControlRequest(.refresh), on: store, now: Date())
    }

    @Test func firstCycleStoresAndAlertsAndTheSecondChangesNothing() async throws {
        let world = try NewsWorld(WorldStories.feeds)

        #expect(try await runOnce(world))
        let first = try await store(world).summary()
        let alerts = try alertLines(world)
        try await makeDue(world)
        #expect(try await runOnce(world))
        var second = try await store(world).summary()
        second.databaseBytes = first.databaseBytes

        #expect(first.stories == 5)
        #expect(first.relevantStories == 5)
        #expect(first.deals >= 5)
        #expect(alerts.count >= 5)
        #expect(first.outbox.map(\.delivered) == [alerts.count])
        #expect(second == first)
        #expect(try alertLines(world) == alerts)
        let answers = world.server.requests.map { $0.headers["If-None-Match"] != nil }
        #expect(answers == [false, false, false, true, true, true])
        for feed in try await store(world).feeds() {
            let fetches = try await store(world).fetches(of: feed.id, limit: 10)
            #expect(fetches.map(\.outcome) == [.notModified, .updated])
        }
    }

    @Test func failingFeedsStopNobodyAndAreExplained() async throws {
        var pages = WorldStories.feeds
        pages["/gone.xml"] = .status(410)
        pages["/page.xml"] = .feed("<!DOCTYPE html><html><body>Log in, please</body></html>")
        pages["/broken.xml"] = .status(503)
        let world = try NewsWorld(pages)

        #expect(try await runOnce(world))

        let feeds = try await store(world).feeds()
        #expect(try await store(world).summary().stories == 5)
        #expect(feeds.count { $0.state.failureCount == 0 } == 3)
        let failing = Dictionary(uniqueKeysWithValues: feeds.map { ($0.url, $0.state) })
        #expect(failing[world.url("/gone.xml")]?.lastError?.contains("410") == true)
        #expect(failing[world.url("/page.xml")]?.lastError?.hasPrefix("parse: not a feed") == true)
        #expect(failing[world.url("/page.xml")]?.validators == FeedValidators())
        #expect(failing[world.url("/broken.xml")]?.nextCheckReason == "1s after a failure")
    }

    @Test func everyFeedFailingIsAFailure() async throws {
        let world = try NewsWorld(["/gone.xml": .status(404)])

        #expect(try await !runOnce(world))
    }

    @Test func sameDealInTwoFeedsIsOneDealWithOneAlert() async throws {
        let world = try NewsWorld([
            "/a.xml": .feed(WorldStories.feed("First Wire", [WorldStories.stories[1]])),
            "/b.xml": .feed(
                WorldStories.feed(
                    "Second Wire",
                    [
                        (
                            "Groq to be acquired by OpenAI",
                            "OpenAI is buying Groq, whose two hundred engineers join the company."
                        )
                    ])),
        ])

        _ = try await runOnce(world)

        let summary = try await store(world).summary()
        let deals = try await store(world).deals(DealQuery(type: .acquisition, limit: 10))
        #expect(summary.stories == 2)
        #expect(deals.count == 1)
        #expect(deals.first?.outletCount == 2)
        #expect(try alertLines(world).count == 1)
    }

    @Test func oldStoryIsFiledWithoutAnAlert() async throws {
        let old = WorldStories.feed("Wire", [WorldStories.stories[1]])
            .replacing("01 Jun 2026", with: "03 Jun 2024")
        let fresh = WorldStories.feed("Wire", [WorldStories.stories[0]])
            .replacing("Mon, 01 Jun 2026 08:00:00 GMT", with: Date().formatted(.iso8601))
        let world = try NewsWorld(["/old.xml": .feed(old), "/fresh.xml": .feed(fresh)])
        try world.write(
            NewsWorld.settings.replacing("max_age = \"0d\"", with: "max_age = \"14d\""), to: "campwatch.toml")

        _ = try await runOnce(world)

        #expect(try await store(world).deals(DealQuery(type: .acquisition, limit: 10)).count == 1)
        let lines = try alertLines(world)
        #expect(lines.count == 1)
        #expect(lines.allSatisfy { $0.contains(WorldStories.stories[0].title) })
    }

    @Test func changedTitleMakesARevisionAndNoSecondAlert() async throws {
        let world = try NewsWorld(["/a.xml": .feed(WorldStories.feed("Wire", [WorldStories.stories[1]]))])
        _ = try await runOnce(world)
        let alerts = try alertLines(world)

        let changed = WorldStories.feed("Wire", [WorldStories.stories[1]])
            .replacing("in stock", with: "in cash and stock")
        world.replace("/a.xml", with: .feed(changed))
        try await makeDue(world)
        _ = try await runOnce(world)

        let stories = try await store(world).stories(StoryQuery(limit: 10))
        #expect(stories.map(\.revision) == [2])
        #expect(try alertLines(world) == alerts)
    }

    @Test func opmlLinesThatGoEndTheSubscriptionAndOthersStay() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        _ = try await runOnce(world)
        let owner = try Store.open(path: directories(world).database, mode: .owner)
        let added = await StoreCommands.perform(
            ControlRequest(.addFeed, url: world.url("/extra.xml")), on: owner, now: Date())
        let removed = await StoreCommands.perform(
            ControlRequest(.removeFeed, url: world.url("/money.xml")), on: owner, now: Date())
        #expect(added.ok && removed.ok)

        try world.subscribe(["/money.xml", "/models.xml"])
        _ = try await runOnce(world)

        let urls = try await store(world).feeds().map(\.url)
        #expect(Set(urls) == [world.url("/models.xml"), world.url("/extra.xml")])
        #expect(try await store(world).summary().stories == 5)
    }

    @Test func missingOPMLEndsNoSubscriptionAndAnEmptyOneDoes() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        _ = try await runOnce(world)

        try FileManager.default.removeItem(atPath: world.config + "/feeds.opml")
        _ = try await runOnce(world)
        #expect(try await store(world).feeds().count == 3)

        try world.subscribe([])
        _ = try await runOnce(world)
        #expect(try await store(world).feeds().isEmpty)
    }

    @Test func secondDaemonIsRefused() async throws {
        let world = try NewsWorld([:])
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let first = try Daemon(directories: directories(world), environment: [:], logger: logger)

        #expect(throws: StateLock.Failure.self) {
            _ = try Daemon(directories: directories(world), environment: [:], logger: logger)
        }
        _ = try await first.runOnce()
    }

    @Test func checkNamesEveryMistakeOfEveryFile() throws {
        let world = try NewsWorld([:])
        try world.write("[fetch]\ntimeout = 3\n", to: "campwatch.toml")
        try world.write("[[rule]]\nname = \"x\"\nfilter = 'cmap = open'\n", to: "rules.toml")
        try world.write("<opml", to: "feeds.opml")

        let problems = Daemon.check(directories(world)).map {
            $0.description.replacing(world.config + "/", with: "")
        }

        #expect(problems.count == 3)
        #expect(problems.contains { $0.hasPrefix("campwatch.toml:2: fetch.timeout must be a time") })
        #expect(problems.contains { $0.hasPrefix("rules.toml:3:11: ") })
        #expect(problems.contains { $0.hasPrefix("feeds.opml: is no OPML but ") })
    }

    @Test func everyMistakeOfTheFeedListHasItsLine() throws {
        let world = try NewsWorld([:])
        try world.write(
            """
            <opml version="2.0"><body>
            <outline text="A & B" xmlUrl="https://a.example/f"/>
            <outline xmlUrl="https://b.example/f" fullText="maybe"/>
            <outline type="rss" text="C"/>
            <outline xmlUrl="https://d.example/f" campwatch:allow="10.0.0.1/8"/>
            <outline xmlUrl="https://e.example/f" language="xx"/>
            <outline xmlUrl="https://g.example/f" language="pt-br"/>
            <outline xmlUrl="https://h.example/f" language="unknown"/>
            </body></opml>
            """, to: "feeds.opml")

        let problems = Daemon.check(directories(world)).map {
            $0.description.replacing(world.config + "/", with: "")
        }

        #expect(
            problems == [
                "feeds.opml:2: stray ampersand: write &amp; for &",
                "feeds.opml:3: fullText of https://b.example/f must be one of auto, always, never, not \"maybe\"",
                "feeds.opml:4: an outline of type rss without xmlUrl is no feed",
                "feeds.opml:5: address block '10.0.0.1/8' has bits beyond its prefix; write 10.0.0.0/8",
                "feeds.opml:6: campwatch reads no language \"xx\", which https://e.example/f is said to be in; write one "
                    + "of en, ru, zh-Hans, zh-Hant, ko, ja, de, fr, es, pt, or leave it out",
            ])
    }
}
