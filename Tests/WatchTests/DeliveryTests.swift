import Foundation
import HTTPTransfer
import Logging
import NewsModel
import Persistence
import Synchronization
import TestSupport
import Testing

@testable import Alerting
@testable import Watch

/// The outbox with real receivers on the loopback interface and a real database.
@Suite(.timeLimit(.minutes(2))) struct DeliveryTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private let directory: TemporaryDirectory
    private let store: Store

    init() throws {
        directory = try TemporaryDirectory()
        store = try Store.open(path: directory.file("campwatch.sqlite"), mode: .owner)
    }

    private func sink(_ name: String, at url: String) throws -> WebSink {
        WebSink(
            name: name, format: WebhookFormat(url: url, secrets: try WebhookSecrets(Self.secret)),
            transport: WebTransport(configuration: TransferConfiguration(userAgent: "campwatch/tests")),
            allowed: [try AddressBlock("127.0.0.1")])
    }

    private func service(_ sinks: any Sink..., on store: Store? = nil) -> OutboxService {
        OutboxService(
            store: store ?? self.store, sinks: sinks, pulse: WorkPulse(watchdogInterval: nil),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func items(_ sink: String) async throws -> [ListedDelivery] {
        try await store.outbox(sink: sink, limit: 100)
    }

    /// Runs a service until the condition holds, at most twenty seconds; false when it never did.
    private func run(_ service: OutboxService, until holds: () async throws -> Bool) async throws -> Bool {
        let task = Task { try await service.run() }
        defer { task.cancel() }
        for _ in 0..<4_000 {
            if try await holds() { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    @Test func aStuckSinkDelaysNoOther() async throws {
        let stuck = try LoopbackServer { _ in .scripted([.hang]) }
        let dead = try LoopbackServer { _ in LoopbackReply(status: 200) }
        let deadURL = dead.url()
        dead.stop()
        let healthy = try LoopbackServer { _ in LoopbackReply(status: 200) }
        try await enqueue(5, for: ["stuck", "dead", "healthy"])
        let service = service(
            try sink("stuck", at: stuck.url()), try sink("dead", at: deadURL),
            try sink("healthy", at: healthy.url()))

        let isDone = try await run(service) {
            try await items("healthy").allSatisfy { $0.state == .delivered }
        }

        #expect(isDone && healthy.requests.count == 5 && stuck.requests.count <= 1)
        #expect(Set(healthy.requests.map { $0.headers["webhook-id"] }).count == 5)
        #expect(try await items("stuck").allSatisfy { $0.state == .pending })
        #expect(try await items("dead").allSatisfy { $0.state == .pending })
    }

    @Test func retryStateSurvivesARestart() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 500) }
        try await enqueue(1, for: ["desk"])
        let before = Date()
        #expect(await !service(try sink("desk", at: server.url())).runOnce())

        let reopened = try Store.open(path: directory.file("campwatch.sqlite"), mode: .reader)
        let item = try #require(try await reopened.outbox(limit: 1).first)
        let wait = try #require(item.nextAttempt).timeIntervalSince(before)

        #expect(item.attempts == 1 && item.lastError?.contains("500") == true)
        #expect((5...8).contains(wait))
        // It is not due: nothing more is sent.
        #expect(await service(try sink("desk", at: server.url())).runOnce())
        #expect(server.requests.count == 1)
    }

    @Test func theLastFailedAttemptGivesUpAndRetryBeginsAnew() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 500) }
        try await enqueue(1, for: ["desk"])
        let sink = try sink("desk", at: server.url())
        let id = try #require(try await items("desk").first).id
        for _ in 0..<9 {
            try await store.write { try $0.markFailed(id, at: Date(), error: "500", nextAttempt: Date()) }
        }

        _ = await service(sink).runOnce()

        #expect(try await items("desk").map(\.state) == [.failed] && server.requests.count == 1)
        let request = ControlRequest(.retryAlert, alert: "alert-0")
        #expect(await StoreCommands.perform(request, on: store, now: Date()).ok)
        _ = await service(sink).runOnce()
        #expect(try await items("desk").map(\.attempts) == [1] && server.requests.count == 2)
        let unknown = ControlRequest(.retryAlert, alert: "alert-9")
        #expect(await !StoreCommands.perform(unknown, on: store, now: Date()).ok)
    }

    @Test func goneStopsTheSinkUntilAPersonStartsIt() async throws {
        let isFirst = Mutex(true)
        let server = try LoopbackServer { _ in
            LoopbackReply(
                status: isFirst.withLock { isFirst in
                    defer { isFirst = false }; return isFirst
                } ? 410 : 200)
        }
        try await enqueue(2, for: ["desk"])
        let sink = try sink("desk", at: server.url())

        #expect(await !service(sink).runOnce())
        #expect(await service(sink).runOnce())
        #expect(server.requests.count == 1)
        #expect(try await store.stoppedSinks()["desk"]?.reason.contains("410") == true)
        #expect(try await items("desk").allSatisfy { $0.state == .pending })

        let answer = await StoreCommands.perform(
            ControlRequest(.enableSink, sink: "desk"), on: store, now: Date())
        #expect(answer.ok)
        #expect(await service(sink).runOnce())
        #expect(try await items("desk").allSatisfy { $0.state == .delivered })
    }

    @Test func retryAfterHoldsTheWholeSinkBack() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(status: 429, headers: ["Retry-After": "1800"])
        }
        try await enqueue(3, for: ["desk", "other"])

        _ = await service(try sink("desk", at: server.url())).runOnce()

        let times = try await items("desk").compactMap { $0.nextAttempt?.timeIntervalSinceNow }
        #expect(times.count == 3 && times.allSatisfy { $0 > 1_700 })
        #expect(try await items("other").allSatisfy { ($0.nextAttempt ?? .distantFuture) <= Date() })
        #expect(server.requests.count == 1)
    }

    @Test func sinksComeAndGoWhileItRuns() async throws {
        let first = try LoopbackServer { _ in LoopbackReply(status: 200) }
        let second = try LoopbackServer { _ in LoopbackReply(status: 200) }
        try await enqueue(1, for: ["a", "b"])
        let service = service(try sink("a", at: first.url()))
        let task = Task { try await service.run() }
        defer { task.cancel() }
        while first.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }

        service.use([try sink("b", at: second.url())])
        while second.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }

        #expect(first.requests.count == 1 && second.requests.count == 1)
    }

    @Test func aDisabledSinkSendsNothing() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 200) }
        try await enqueue(1, for: ["desk"])
        let stop = ControlRequest(.disableSink, sink: "desk")
        #expect(await StoreCommands.perform(stop, on: store, now: Date()).ok)

        #expect(await service(try sink("desk", at: server.url())).runOnce())

        #expect(server.requests.isEmpty)
        let log = ControlRequest(.disableSink, sink: "log")
        #expect(await !StoreCommands.perform(log, on: store, now: Date()).ok)
    }

    @Test func aStormIsOneSummaryForANetworkSinkAndWholeInTheLog() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 200) }
        let log = LogSink(directory: directory.path)
        try await enqueue(2_000, for: ["desk", "log"])

        #expect(await service(try sink("desk", at: server.url()), log).runOnce())

        let lines = try String(contentsOfFile: directory.file("alerts.jsonl"), encoding: .utf8)
        #expect(lines.split(separator: "\n").count == 2_000)
        let body = try #require(server.requests.first).bodyText
        #expect(server.requests.count == 1 && body.utf8.count < 20_000)
        #expect(body.contains(#""summary":{"alerts":2000,"new":2000,"updates":0"#))
        #expect(try await store.dueCount(sink: "desk", at: .distantFuture) == 0)
    }

    /// As on a full disk: the receiver has the alert, and the database cannot note it.
    @Test func whatCouldNotBeNotedIsNotSentAgain() async throws {
        let (path, aside) = (directory.file("campwatch.sqlite"), directory.file("aside"))
        let server = try LoopbackServer { _ in
            // The store writes to no file that has gone.
            _ = rename(path, aside)
            return LoopbackReply(status: 200)
        }
        try await enqueue(1, for: ["desk"])
        let service = service(try sink("desk", at: server.url()))
        #expect(await !service.runOnce())
        #expect(await !service.runOnce())
        #expect(rename(aside, path) == 0)

        #expect(await service.runOnce())

        #expect(server.requests.count == 1)
        #expect(try await items("desk").map(\.state) == [.delivered])
    }

    @Test func aSummaryThatFailsComesAgainUnderTheSameId() async throws {
        let isFirst = Mutex(true)
        let server = try LoopbackServer { _ in
            let isRefused = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            return LoopbackReply(status: isRefused ? 500 : 200)
        }
        try await enqueue(101, for: ["desk"])
        let sink = try sink("desk", at: server.url())
        #expect(await !service(sink).runOnce())
        try await store.write { transaction in
            for number in 0..<101 {
                _ = try transaction.retry(
                    alert: "alert-\(number)", sink: nil, at: Date(timeIntervalSinceNow: -1))
            }
        }

        #expect(await service(sink).runOnce())

        #expect(
            server.requests.count == 2 && Set(server.requests.map { $0.headers["webhook-id"] }).count == 1)
    }

    /// Alerts `alert-0`, `alert-1` … about one deal.
    private func enqueue(_ count: Int, for sinks: [String]) async throws {
        let now = Date()
        try await store.write { transaction in
            let feed = try transaction.addFeed(url: "https://a.example/f", title: "Wire").id
            let outcome = try transaction.store(
                entry: Entry(key: "1", title: "Acme buys Globex", published: now, text: ""), feed: feed,
                analysis: StoryAnalysis(language: .english, lexiconVersion: "1"), now: now)
            guard case .new(let story) = outcome else { return }
            let deal = Deal(
                id: DealID(rawValue: 1), type: .acquisition, status: .announced, camp: .open, parties: [],
                confidence: 1, firstSeen: now, lastChanged: now, firstOutlet: "Wire", firstLanguage: .english)
            for number in 0..<count {
                let alert = Alert(
                    id: "alert-\(number)", time: now, rule: "all", severity: .info,
                    change: DealChange(kind: .new), deal: deal, story: Alert.StoryReference(story: story),
                    evidence: [])
                _ = try transaction.enqueue(alert: alert, sinks: sinks, at: now)
            }
        }
    }
}
