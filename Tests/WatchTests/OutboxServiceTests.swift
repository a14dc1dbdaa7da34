import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Alerting
@testable import Watch

@Suite struct OutboxServiceTests {
    private struct RefusingSink: Sink {
        let name = "log"
        let batchLimit = 10
        let retrySchedule = RetrySchedule.local

        func deliver(_ alerts: [Alert]) async throws(SinkError) {
            throw SinkError(sink: name, message: "no space left", isRetryable: true)
        }
    }

    @Test func onceTellsThatASinkRefused() async throws {
        let world = try NewsWorld([:])
        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .owner)
        let service = OutboxService(
            store: store, sinks: [RefusingSink()], pulse: WorkPulse(watchdogInterval: nil),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

        #expect(await service.runOnce())
        try await enqueue(in: store)
        #expect(await !service.runOnce())
        #expect(try await store.summary().outbox.map(\.pending) == [1])
    }

    private func enqueue(in store: Store) async throws {
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
            let alert = Alert(
                id: "0123456789abcdef", time: now, rule: "all", severity: .info,
                change: DealChange(kind: .new), deal: deal, story: Alert.StoryReference(story: story),
                evidence: [])
            _ = try transaction.enqueue(alert: alert, sinks: ["log"], at: now)
        }
    }
}
