import Alerting
import Foundation
import Logging
import NewsModel
import Persistence
import ServiceLifecycle
import Synchronization

/// Hands the alerts of the outbox to their sinks, each sink by a loop of its own: a stuck one delays no other.
///
/// An alert is marked delivered after the sink has taken it, so a crash between the two brings it again; the log
/// sink knows it by its id and writes it once.
final class OutboxService: Service {
    private static let storePause = Duration.seconds(15)
    /// Read from the database at a time, where the sink itself takes more.
    private static let largestBatch = 500

    private let store: Store
    private let sinks: [any Sink]
    private let pulse: WorkPulse
    private let logger: Logger
    private let bells: [String: Bell]
    private let isStopping = Mutex(false)

    init(store: Store, sinks: [any Sink], pulse: WorkPulse, logger: Logger) {
        self.store = store
        self.sinks = sinks
        self.pulse = pulse
        self.logger = logger
        bells = Dictionary(uniqueKeysWithValues: sinks.map { ($0.name, Bell()) })
    }

    /// Makes every loop look at the outbox at once.
    func wake() {
        for bell in bells.values { bell.ring() }
    }

    /// Delivers until shutdown; a delivery under way is finished first.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                for sink in sinks {
                    guard let bell = bells[sink.name] else { continue }
                    group.addTask { await self.work(sink, bell) }
                }
            }
        } onCancelOrGracefulShutdown: {
            self.isStopping.withLock { $0 = true }
            self.wake()
        }
    }

    /// Makes one attempt at everything that is due; false when the store or a sink has failed.
    func runOnce() async -> Bool {
        var isDone = true
        for sink in sinks {
            do {
                var outcome = try await deliverBatch(to: sink)
                while outcome != .idle {
                    if outcome == .postponed { isDone = false }
                    outcome = try await deliverBatch(to: sink)
                }
            } catch {
                storeFailed(sink, error)
                isDone = false
            }
        }
        return isDone
    }

    private func work(_ sink: any Sink, _ bell: Bell) async {
        while !isStopping.withLock({ $0 }) {
            var rest = pulse.interval
            do {
                if try await deliverBatch(to: sink) != .idle {
                    rest = .zero
                } else if let next = try await store.nextDelivery(sink: sink.name) {
                    rest = min(rest, .seconds(max(0.05, next.timeIntervalSinceNow)))
                }
            } catch {
                storeFailed(sink, error)
                rest = min(Self.storePause, pulse.interval)
            }
            pulse.beat(.outbox)
            if rest > .zero { await bell.wait(atMost: rest) }
        }
    }

    /// What became of one batch.
    private enum Outcome {
        case delivered
        case postponed
        /// Nothing was due.
        case idle
    }

    /// Delivers what is due, at most one batch.
    private func deliverBatch(to sink: any Sink) async throws(StoreError) -> Outcome {
        let limit = min(sink.batchLimit, Self.largestBatch)
        let batch = try await store.pendingDeliveries(sink: sink.name, at: Date(), limit: limit)
        guard !batch.isEmpty else { return .idle }
        try await giveUp(batch.unreadable, sink)
        let items = batch.items
        guard !items.isEmpty else { return .delivered }
        do {
            try await sink.deliver(items.map(\.alert))
        } catch {
            try await postpone(items, sink, error)
            return .postponed
        }
        let now = Date()
        try await store.write { transaction in
            for item in items { try transaction.markDelivered(item.id, at: now) }
        }
        for item in items {
            logger.debug("alert delivered", metadata: ["alert": "\(item.alert.id)", "sink": "\(sink.name)"])
        }
        return .delivered
    }

    /// No later attempt could read them, and they must not keep the others from being delivered.
    private func giveUp(_ rows: [OutboxBatch.Unreadable], _ sink: any Sink) async throws(StoreError) {
        guard !rows.isEmpty else { return }
        let now = Date()
        try await store.write { transaction in
            for row in rows {
                try transaction.markFailed(row.id, at: now, error: row.reason, nextAttempt: nil)
            }
        }
        for row in rows {
            logger.error(
                "alert given up: \(row.reason)", metadata: ["sink": "\(sink.name)", "outbox": "\(row.id)"])
        }
    }

    private func postpone(_ items: [OutboxItem], _ sink: any Sink, _ error: SinkError)
        async throws(StoreError)
    {
        let now = Date()
        let schedule = sink.retrySchedule
        try await store.write { transaction in
            for item in items {
                // The attempt that just failed was number attempts + 1.
                let delay = error.isRetryable ? schedule.delay(beforeAttempt: item.attempts + 2) : nil
                try transaction.markFailed(
                    item.id, at: now, error: error.message,
                    nextAttempt: delay.map { now.addingTimeInterval($0) })
            }
        }
        logger.warning("\(items.count) alerts not delivered: \(error)", metadata: ["sink": "\(sink.name)"])
    }

    private func storeFailed(_ sink: any Sink, _ error: StoreError) {
        logger.error("\(error)", metadata: ["sink": "\(sink.name)", "stage": "store"])
    }
}
