import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Watch

/// The report itself on invented logs, and our own behaviour measured by it.
@Suite(.timeLimit(.minutes(2)), .serialized) struct PolitenessTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)
    private static let a = FeedValidators(entityTag: "\"a\"")
    private static let b = FeedValidators(entityTag: "\"b\"")
    private static let none = FeedValidators()

    /// One fetch of an invented log.
    private static func fetch(
        _ feed: Int64 = 1, at second: Double, _ outcome: FetchRecord.Outcome = .updated,
        sent: FeedValidators = none, received: FeedValidators = none,
        cause: FetchRecord.Cause = .due, asked: Double? = nil
    ) -> FetchRecord {
        FetchRecord(
            feed: FeedID(rawValue: feed), time: now.addingTimeInterval(second), outcome: outcome, status: 200,
            bytes: 1, duration: 0.5, newStories: 0, reason: "", cause: cause, sent: ValidatorPrint(sent),
            received: ValidatorPrint(received), askedWait: asked)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let log: [FetchRecord]
        let broken: [String]
    }

    static let cases: [Case] = [
        Case(testDescription: "nothing done", log: [], broken: []),
        Case(
            testDescription: "as it should be",
            log: [
                fetch(at: 0, received: a), fetch(at: 4_000, .notModified, sent: a),
                fetch(at: 8_000, sent: a, received: b), fetch(at: 12_000, .notModified, sent: b, received: b),
                fetch(at: 16_000, .failed, sent: b), fetch(at: 20_000, sent: b, received: a, cause: .due),
                fetch(at: 24_000, received: a, cause: .audit),
            ], broken: []),
        Case(
            testDescription: "validators forgotten", log: [fetch(at: 0, received: a), fetch(at: 4_000)],
            broken: ["conditional requests"]),
        Case(
            testDescription: "validators forgotten after a 304",
            log: [fetch(at: 0, received: a), fetch(at: 4_000, .notModified, sent: a), fetch(at: 8_000)],
            broken: ["conditional requests"]),
        Case(
            testDescription: "old validators",
            log: [
                fetch(at: 0, received: a), fetch(at: 4_000, sent: a, received: b),
                fetch(at: 8_000, .notModified, sent: a),
            ], broken: ["fresh validators"]),
        Case(
            testDescription: "too soon", log: [fetch(at: 0), fetch(at: 100)], broken: ["pacing"]),
        Case(
            testDescription: "soon, by hand", log: [fetch(at: 0), fetch(at: 100, cause: .byHand)], broken: []),
        Case(
            testDescription: "sooner than asked", log: [fetch(at: 0, asked: 7_200), fetch(at: 3_600)],
            broken: ["pacing"]),
        Case(
            testDescription: "ten years asked", log: [fetch(at: 0, asked: 3e8), fetch(at: 90_000)], broken: []
        ),
        Case(
            testDescription: "two feeds of a host at once", log: [fetch(1, at: 0), fetch(2, at: 0.2)],
            broken: ["no bursts"]),
        Case(
            testDescription: "two hosts at once", log: [fetch(1, at: 0), fetch(3, at: 0.2)], broken: []),
    ]

    @Test(arguments: cases)
    func reportFindsWhatIsRude(_ example: Case) {
        let feeds = [(1, "https://x.example/1"), (2, "https://x.example/2"), (3, "https://y.example/")].map {
            Feed(id: FeedID(rawValue: $0.0), url: $0.1, title: "")
        }

        let report = PolitenessReport(
            feeds: feeds, log: example.log, fetch: Configuration.Fetch(), polling: Configuration.Polling())

        #expect(report.criteria.filter { !$0.offences.isEmpty }.map(\.name) == example.broken)
    }

    @Test(arguments: [
        ([fetch(at: 0)], "no feed was asked twice by itself"),
        (
            [fetch(at: 0), fetch(at: 5, cause: .byHand), fetch(at: 9, cause: .byHand)],
            "no feed was asked twice by itself, 2 by hand left out"
        ),
        (
            [fetch(at: 0), fetch(at: 3_600.5), fetch(at: 3_700, cause: .byHand)],
            "at least 1h between two requests to a feed, 1 by hand left out"
        ),
    ])
    func requestsByHandAreToldApart(log: [FetchRecord], finding: String) throws {
        let report = PolitenessReport(
            feeds: [Feed(id: FeedID(rawValue: 1), url: "https://x.example/1", title: "")], log: log,
            fetch: Configuration.Fetch(), polling: Configuration.Polling())

        #expect(try #require(report.criteria.first { $0.name == "pacing" }).finding == finding)
    }

    /// Runs the daemon's refresh loop until the server has seen `count` requests in all.
    private func run(_ world: NewsWorld, _ store: Store, until count: Int) async throws {
        let directories = Directories(config: world.config, state: world.state, environment: [:])
        let settings = LiveSettings(try Settings.load(directories, sinks: ["log"]))
        let transfers = try TransferPool(fetch: settings.current.configuration.fetch)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let service = RefreshService(
            store: store, settings: settings, transfers: transfers,
            pulse: WorkPulse(watchdogInterval: nil),
            report: RefreshReport(logger: logger, onAlerts: {}))
        let running = Task { try await service.run() }
        let deadline = ContinuousClock.now + .seconds(30)
        while world.server.requests.count < count, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
        }
        running.cancel()
        _ = await running.result
        transfers.stop()
    }

    @Test func ourOwnLoopIsPoliteOverSeveralCyclesAndARestart() async throws {
        let story = WorldStories.stories
        let world = try NewsWorld([
            "/a.xml": .feed(WorldStories.feed("A", [story[0]])),
            "/b.xml": .feed(WorldStories.feed("B", [story[1]])),
            "/cut.xml": .feed(String(WorldStories.feed("C", [story[2]]).dropLast(30))),
            "/busy.xml": .reply(LoopbackReply(status: 429, headers: ["Retry-After": "1"])),
            "/moved.xml": .reply(.redirect(to: "/b.xml", status: 301)),
            "/page.xml": .feed("<!DOCTYPE html><html><body>Hello</body></html>"),
        ])
        try world.write(
            NewsWorld.settings.replacing("per_host_gap = \"0s\"", with: "per_host_gap = \"0.1s\"")
                .replacing("jitter = 0", with: "jitter = 0.1"),
            to: "campwatch.toml")
        let directories = Directories(config: world.config, state: world.state, environment: [:])
        let store = try Store.open(path: directories.database, mode: .owner)
        for path in ["/a.xml", "/b.xml", "/cut.xml", "/busy.xml", "/moved.xml", "/page.xml"] {
            _ = try await store.write { try $0.addFeed(url: world.url(path), title: "") }
        }

        try await run(world, store, until: 20)
        world.replace("/a.xml", with: .feed(WorldStories.feed("A", [story[0], story[3]])))
        try await run(world, store, until: 40)

        let configuration = try Configuration.load(path: directories.configurationFile)
        let report = PolitenessReport(
            feeds: try await store.feeds(), log: try await store.fetchLog(), fetch: configuration.fetch,
            polling: configuration.polling)
        for criterion in report.criteria { #expect(criterion.offences == [], "\(criterion.name)") }
        #expect(world.server.requests.count >= 40)
        let tags = world.server.requests.filter { $0.path == "/a.xml" }.map { $0.headers["If-None-Match"] }
        #expect(tags.first == .some(nil) && tags.dropFirst().allSatisfy { $0 != nil })
        let cookies = world.server.requests.filter {
            $0.headers["Cookie"] != nil || $0.headers["Referer"] != nil
        }
        #expect(cookies.isEmpty)
    }
}
