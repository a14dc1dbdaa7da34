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

    @Test func aWatchWithoutRulesIsWarnedOf() throws {
        let world = try NewsWorld(WorldStories.feeds)
        let armed = try DaemonProcess(world, ["--once"])
        #expect(armed.wait() == 0)
        #expect(!armed.log.contains("nothing raises an alert"))
        try FileManager.default.removeItem(atPath: world.config + "/rules.toml")

        let daemon = try DaemonProcess(world, ["--once"])

        #expect(daemon.wait() == 0)
        #expect(daemon.log.contains("there is no \(world.config)/rules.toml"))
        #expect(daemon.log.contains("nothing raises an alert"))
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
            UPDATE alerts SET alert = '{}' WHERE rowid = 1;
            """)

        let daemon = try DaemonProcess(world, ["--once"])

        #expect(daemon.wait() == 0)
        #expect(daemon.log.contains("alert given up: the stored alert cannot be read"))
        #expect(try await world.waitForLine("\n", in: "alerts.jsonl").count == all - 1)
        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .reader)
        #expect(try await store.summary().outbox.map { [$0.pending, $0.failed] } == [[0, 1]])
    }

    @Test func serverWithoutAFreeDescriptorWaitsForOne() async throws {
        let world = try NewsWorld([:])
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))
        try daemon.limitDescriptors(to: 3)

        let client = try ControlLine(world)
        let before = try daemon.processorTicks()
        try await Task.sleep(for: .seconds(1))
        let used = try daemon.processorTicks() - before
        try daemon.limitDescriptors(to: 256)

        // A hundred ticks are a second; a loop without a pause takes all that it is given.
        #expect(used < 15)
        #expect(try client.ask(#"{"version":1,"command":"status"}"#).contains(#""ok":true"#))
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }
}

extension DaemonProcess {
    /// Sets how many descriptors the program may have (prlimit of util-linux, an essential package).
    fileprivate func limitDescriptors(to count: Int) throws {
        let tool = Process()
        tool.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
        tool.arguments = ["--pid", "\(pid)", "--nofile=\(count):"]
        try tool.run()
        tool.waitUntilExit()
        try #require(tool.terminationStatus == 0)
    }

    /// Time on the processor so far, as `/proc` tells it.
    fileprivate func processorTicks() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = text.drop { $0 != ")" }.split(separator: " ")
        return try #require(Int(fields[12])) + #require(Int(fields[13]))
    }
}
