import Foundation
import Logging
import NewsModel
import Persistence
import Synchronization
import TestSupport
import Testing

@testable import Watch

/// What the daemon's loop does when no host of many gives an answer.
@Suite(.timeLimit(.minutes(1))) struct OutageTests {
    /// Keeps the lines that are logged.
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private struct Recorder: LogHandler {
        let lines: Lines
        var logLevel = Logger.Level.info
        var metadata = Logger.Metadata()
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { lines.add("\(event.level) \(event.message)") }
    }

    @Test func manySilentHostsAreToldOnceAndLeftInPeace() async throws {
        let world = try NewsWorld([:])
        let directories = Directories(config: world.config, state: world.state, environment: [:])
        let store = try Store.open(path: directories.database, mode: .owner)
        // Ports that were free a moment ago: nobody listens there.
        let ports = try (0..<12).map { _ in try LoopbackServer { _ in LoopbackReply() } }.map(\.port)
        for port in ports {
            _ = try await store.write { try $0.addFeed(url: "http://127.0.0.1:\(port)/f", title: "") }
        }
        let settings = LiveSettings(try Settings.load(directories, sinks: ["log"]))
        let transfers = try TransferPool(fetch: settings.current.configuration.fetch)
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        let report = RefreshReport(logger: logger, onAlerts: {})
        let service = RefreshService(
            store: store, settings: settings, transfers: transfers, pulse: WorkPulse(watchdogInterval: nil),
            report: report)

        let running = Task { try await service.run() }
        let deadline = ContinuousClock.now + .seconds(20)
        while !lines.all.contains(where: { $0.contains("fetching is down") }), ContinuousClock.now < deadline
        {
            try await Task.sleep(for: .milliseconds(20))
        }
        // Long enough for every feed to be due again several times.
        try await Task.sleep(for: .seconds(3))
        running.cancel()
        _ = await running.result
        transfers.stop()

        #expect(lines.all.count { $0.contains("fetching is down") } == 1)
        #expect(lines.all.contains { $0.hasPrefix("error fetching is down: none of the last") })
        let tries = try await store.fetchLog().count
        #expect(tries >= 5 && tries <= 14)
        #expect(report.outageSince != nil)
    }

    @Test func feedsThatComeInAnOutageAreTriedAtOnce() async throws {
        let world = try NewsWorld(["/f": .status(304)])
        let directories = Directories(config: world.config, state: world.state, environment: [:])
        let store = try Store.open(path: directories.database, mode: .owner)
        let ports = try (0..<40).map { _ in try LoopbackServer { _ in LoopbackReply() } }.map(\.port)
        let dead = try await store.write { transaction in
            try ports.map { try transaction.addFeed(url: "http://127.0.0.1:\($0)/f", title: "").id }
        }
        let settings = LiveSettings(try Settings.load(directories, sinks: ["log"]))
        let transfers = try TransferPool(fetch: settings.current.configuration.fetch)
        let report = RefreshReport(
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onAlerts: {})
        let service = RefreshService(
            store: store, settings: settings, transfers: transfers, pulse: WorkPulse(watchdogInterval: nil),
            report: report)

        let running = Task { try await service.run() }
        let deadline = ContinuousClock.now + .seconds(20)
        while report.outageSince == nil, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        try await store.write { transaction in
            for feed in dead { try transaction.removeFeed(feed, at: Date()) }
            _ = try transaction.addFeed(url: world.url("/f"), title: "")
        }
        service.wake()

        // The next try of what waited would come after twenty seconds, and with a feed that is gone.
        #expect(try await world.waitForRequests(1))
        running.cancel()
        _ = await running.result
        transfers.stop()
    }

    @Test func onceTellsThatFetchingIsDown() async throws {
        let world = try NewsWorld([:])
        let ports = try (0..<6).map { _ in try LoopbackServer { _ in LoopbackReply() } }.map(\.port)
        let outlines = ports.map { "<outline xmlUrl=\"http://127.0.0.1:\($0)/f\"/>" }
        try world.write("<opml version=\"2.0\"><body>\(outlines.joined())</body></opml>", to: "feeds.opml")
        let lines = Lines()
        let daemon = try Daemon(
            directories: Directories(config: world.config, state: world.state, environment: [:]),
            environment: [:], logger: Logger(label: "test") { _ in Recorder(lines: lines) })

        #expect(try await !daemon.runOnce())

        #expect(lines.all.contains { $0.hasPrefix("error fetching is down: none of the last") })
        #expect(lines.all.contains { $0.hasSuffix("0 alerts; fetching is down") })
    }
}
