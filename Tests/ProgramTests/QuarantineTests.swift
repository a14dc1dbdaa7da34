import ArgumentParser
import Foundation
import GRDB
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

@testable import campwatch

/// Row 70: a feed that ends the whole process whenever it is read.
@Suite(.timeLimit(.minutes(2)), .serialized) struct QuarantineTests {
    /// Long enough to be caught in the middle of its reading.
    private static let heavy = WorldStories.feed(
        "Heavy",
        (0..<500).map { number in
            (
                title: "Nvidia and Google announce partnership number \(number)",
                text: String(repeating: "Nvidia and Google announced a partnership. ", count: 40)
            )
        })

    /// The feeds that are being read, by path.
    private func marked(_ world: NewsWorld) throws -> Set<String> {
        let path = world.state + "/campwatch.sqlite"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let urls = try queue.read { db in
            try String.fetchAll(db, sql: "SELECT url FROM feeds WHERE reading_since IS NOT NULL")
        }
        return Set(urls.map { String($0.dropFirst(world.server.url("").count)) })
    }

    /// Kills the daemon as a crash would when it reads the heavy feed; gives all feeds that were marked then.
    ///
    /// `line` tells that the marks of the last crash are taken in.
    private func crash(_ world: NewsWorld, after line: String = "is at work") async throws -> Set<String> {
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog(line))
        for _ in 0..<5_000 {
            // Before the tables are there, and while they are made, there is nothing to see.
            if let paths = try? marked(world), paths.contains("/heavy.xml") { break }
            try await Task.sleep(for: .milliseconds(2))
        }
        daemon.send(SIGKILL)
        #expect(daemon.wait() == -SIGKILL)
        let paths = try marked(world)
        #expect(paths.contains("/heavy.xml"))
        return paths
    }

    @Test func feedThatEndsTheProcessTwiceIsQuarantinedAndTheOthersGoOn() async throws {
        var pages = WorldStories.feeds
        pages["/heavy.xml"] = .feed(Self.heavy)
        let world = try NewsWorld(pages)

        _ = try await crash(world)
        let second = try await crash(world, after: "it is read alone first")
        let survivor = try DaemonProcess(world, ["--once"])

        #expect(second == ["/heavy.xml"], "a suspect is read alone")
        #expect(survivor.wait() == 0, "\(survivor.log)")
        #expect(survivor.log.contains("so it is quarantined; release it with"))
        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .reader)
        let feed = try #require(try await store.feed(url: world.url("/heavy.xml")))
        #expect(feed.isPaused)
        #expect(try await store.stories(StoryQuery(feed: feed.id, limit: 1)).isEmpty)
        #expect(try await store.summary().stories == 5)
        #expect(try await store.feeds().count { $0.isPaused } == 1)

        let options = ["--config", world.config, "--state", world.state]
        let context = CommandContext(terminal: .file, environment: [:], now: Date())
        for text in [
            try await FeedsCheckCommand.parse(options).output(in: context).text,
            try await StatusCommand.parse(options).output(in: context).text,
        ] {
            #expect(text.contains("quarantined"))
            #expect(text.contains("feeds resume \(feed.id)"))
        }
        let resumed = try await FeedsResumeCommand.parse(options + [feed.id.description]).output(in: context)
        #expect(resumed.text == "\(feed.url) is refreshed again\n")
        #expect(try DaemonProcess(world, ["--once"]).wait() == 0)
        let free = try #require(try await store.feed(id: feed.id))
        #expect(!free.isPaused && free.state.memory.crashes == nil && free.state.memory.concerns == nil)
        #expect(try await store.stories(StoryQuery(feed: feed.id, limit: 10)).count == 10)
    }

    @Test func feedThatWasReadInPeaceIsNoLongerSuspected() async throws {
        let world = try NewsWorld(["/heavy.xml": .feed(Self.heavy)])
        _ = try await crash(world)

        let survivor = try DaemonProcess(world, ["--once"])

        #expect(survivor.wait() == 0)
        #expect(survivor.log.contains("it is read alone first"))
        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .reader)
        #expect(try await store.feeds().allSatisfy { $0.state.memory.crashes == nil && !$0.isPaused })
        #expect(try marked(world).isEmpty)
    }
}
