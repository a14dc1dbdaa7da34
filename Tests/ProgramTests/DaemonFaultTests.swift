import Foundation
import GRDB
import NewsModel
import Persistence
import TestSupport
import Testing

/// The real program when the database or the system refuses something.
@Suite(.timeLimit(.minutes(2)), .serialized) struct DaemonFaultTests {
    private func change(_ world: NewsWorld, _ sql: String) throws {
        try DatabaseQueue(path: world.state + "/campwatch.sqlite").write { try $0.execute(sql: sql) }
    }

    @Test func feedWhoseEntriesAreRefusedStopsNoOtherFeed() async throws {
        let empty = NewsWorld.Page.feed(WorldStories.feed("Wire", []))
        let world = try NewsWorld(["/a.xml": empty, "/b.xml": empty])
        #expect(try DaemonProcess(world, ["--once"]).wait() == 0)
        try change(
            world,
            """
            CREATE TRIGGER refuse BEFORE INSERT ON stories WHEN new.title LIKE '%Groq%'
            BEGIN SELECT RAISE(ABORT, 'refused by the test'); END;
            UPDATE feeds SET next_check = NULL;
            """)
        world.replace("/a.xml", with: .feed(WorldStories.feed("Wire", [WorldStories.stories[1]])))
        world.replace("/b.xml", with: .feed(WorldStories.feed("Wire", [WorldStories.stories[0]])))

        #expect(try DaemonProcess(world, ["--once"]).wait() == 0)

        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .reader)
        let refused = try #require(try await store.feed(url: world.url("/a.xml"))).state
        #expect(refused.failureCount == 1 && refused.nextCheck != nil)
        #expect(refused.lastError?.hasPrefix("store: ") == true)
        #expect(refused.lastError?.contains("refused by the test") == true)
        #expect(try await store.feed(url: world.url("/b.xml"))?.state.failureCount == 0)
        #expect(try await store.summary().stories == 1)
    }

    @Test func onceThatCannotReadTheFeedsExitsWith1() throws {
        let world = try NewsWorld(WorldStories.feeds)
        #expect(try DaemonProcess(world, ["--once"]).wait() == 0)
        try change(world, "ALTER TABLE feeds RENAME COLUMN next_check TO another")

        let daemon = try DaemonProcess(world, ["--once"])

        #expect(daemon.wait() == 1)
        #expect(daemon.log.contains("cannot look for due feeds"))
    }

    @Test func unreadableAlertIsGivenUpAndTheOthersAreDelivered() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        #expect(try DaemonProcess(world, ["--once"]).wait() == 0)
        let all = try await world.waitForLine("\n", in: "alerts.jsonl").count
        for file in ["alerts.log", "alerts.jsonl"] {
            try FileManager.default.removeItem(atPath: world.state + "/" + file)
        }
        try change(
            world,
            """
            UPDATE outbox SET state = 'pending', next_attempt = 0, delivered_at = NULL;
            UPDATE outbox SET alert = '{}' WHERE id = 1;
            """)

        let daemon = try DaemonProcess(world, ["--once"])

        #expect(daemon.wait() == 0)
        #expect(daemon.log.contains("alert given up: the stored alert cannot be read"))
        #expect(try await world.waitForLine("\n", in: "alerts.jsonl").count == all - 1)
        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .reader)
        #expect(try await store.summary().outbox.map { [$0.pending, $0.failed] } == [[0, 1]])
    }
}
