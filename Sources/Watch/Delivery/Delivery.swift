import Alerting
import Foundation
import Logging
import NewsModel
import Persistence

/// One batch from the outbox to a sink, and what is written down of it.
///
/// An alert is marked delivered after the sink has taken it, so a crash between the two brings it again: network
/// receivers know it by its id, and the log sink writes it once.
struct Delivery {
    /// What became of one batch.
    enum Outcome {
        case delivered
        case postponed
        /// Nothing was due; the next is at this time, if any waits.
        case idle(next: Date?)
        /// The sink is stopped until a person starts it.
        case stopped
        case storeFailed

        var isFailure: Bool {
            switch self {
            case .postponed, .storeFailed: true
            case .delivered, .idle, .stopped: false
            }
        }
    }

    /// Read from the database at a time, where the sink itself takes more.
    private static let largestBatch = 500
    /// What one summary stands for at most.
    private static let largestStorm = 20_000

    private let store: Store
    private let logger: Logger
    private let book: DeliveryBook

    init(store: Store, logger: Logger) {
        self.store = store
        self.logger = logger
        book = DeliveryBook(store: store)
    }

    /// Makes one attempt at everything that is due, up to the first failure; false when there was one.
    func deliverAll(to sink: any Sink) async -> Bool {
        while true {
            switch await deliverBatch(to: sink) {
            case .delivered: if sink.gap > .zero { try? await Task.sleep(for: sink.gap) }
            case .idle, .stopped: return true
            case .postponed, .storeFailed: return false
            }
        }
    }

    /// Delivers what is due, at most one batch.
    func deliverBatch(to sink: any Sink) async -> Outcome {
        do throws(StoreError) {
            return try await attempt(sink)
        } catch {
            logger.error("\(error)", metadata: ["sink": "\(sink.name)", "stage": "store"])
            return .storeFailed
        }
    }

    private func attempt(_ sink: any Sink) async throws(StoreError) -> Outcome {
        try await book.catchUp(sink.name)
        let batch = try await due(for: sink)
        guard !batch.isEmpty else { return .idle(next: try await store.nextDelivery(sink: sink.name)) }
        guard try await store.stoppedSinks()[sink.name] == nil else { return .stopped }
        try await giveUp(batch.unreadable, sink)
        guard !batch.items.isEmpty else { return .delivered }
        #if PLANTED_FAULTS  // See PlantedFault: marked before it is sent.
            if PlantedFault.current == .markedFirst { try await markDelivered(batch.items, sink) }
        #endif
        do {
            try await batch.send()
        } catch {
            try await postpone(batch.items, sink, error)
            return .postponed
        }
        try await markDelivered(batch.items, sink)
        return .delivered
    }

    /// What a sink is to be given now: very many as one summary if it wants that, else its next few.
    private func due(for sink: any Sink) async throws(StoreError) -> DueBatch {
        let now = Date()
        if let summarising = sink as? any SummarisingSink,
            try await store.dueCount(sink: sink.name, at: now) > summarising.stormLimit
        {
            return DueBatch(
                try await store.pendingOutlines(sink: sink.name, at: now, limit: Self.largestStorm),
                for: summarising)
        }
        let limit = min(sink.batchLimit, Self.largestBatch)
        return DueBatch(
            try await store.pendingDeliveries(sink: sink.name, at: now, limit: limit), for: sink)
    }

    private func markDelivered(_ items: [DueBatch.Item], _ sink: any Sink) async throws(StoreError) {
        let now = Date()
        try await book.write(sink.name) { try $0.markDelivered(items.map(\.id), at: now) }
        DaemonMetrics.delivered(items.count, to: sink.name, .delivered)
        for item in items {
            logger.debug("alert delivered", metadata: ["alert": "\(item.alertID)", "sink": "\(sink.name)"])
        }
    }

    /// No later attempt could read them, and they must not keep the others from being delivered.
    private func giveUp(_ rows: [UnreadableOutboxRow], _ sink: any Sink) async throws(StoreError) {
        guard !rows.isEmpty else { return }
        let now = Date()
        try await store.write { transaction in
            for row in rows {
                try transaction.markFailed(row.id, at: now, error: row.reason, nextAttempt: nil)
            }
        }
        DaemonMetrics.delivered(rows.count, to: sink.name, .failed)
        for row in rows {
            logger.error(
                "alert given up: \(row.reason)", metadata: ["sink": "\(sink.name)", "outbox": "\(row.id)"])
        }
    }

    /// Writes down a failure, and with it until when the receiver wants nothing, or that it is gone.
    private func postpone(
        _ items: [DueBatch.Item], _ sink: any Sink, _ error: SinkError
    ) async throws(StoreError) {
        let now = Date()
        // One for all, so that what was tried together is due together.
        let chance = Double.random(in: 0...1)
        let times = items.map { nextAttempt(of: $0, sink, error, now: now, chance: chance) }
        let waiting = times.count { $0 != nil }
        // Before it is stored, because the database may be on the same full disk.
        report(error, sink, waiting: waiting, givenUp: items.count - waiting)
        try await book.write(sink.name) { transaction in
            for (item, time) in zip(items, times) {
                try transaction.markFailed(item.id, at: now, error: error.message, nextAttempt: time)
            }
            if let wait = error.retryAfter {
                try transaction.holdBack(sink: sink.name, until: now.addingTimeInterval(wait))
            }
            if error.endsSink {
                try transaction.stopSink(sink.name, SinkStop(since: now, reason: error.message))
            }
        }
        DaemonMetrics.delivered(waiting, to: sink.name, .retry)
        DaemonMetrics.delivered(items.count - waiting, to: sink.name, .failed)
    }

    /// When to try again; nil gives the alert up.
    private func nextAttempt(
        of item: DueBatch.Item, _ sink: any Sink, _ error: SinkError, now: Date, chance: Double
    ) -> Date? {
        // An alert is not to blame for a receiver that has gone: it waits for the sink to be started.
        if error.endsSink { return now }
        guard error.isRetryable else { return nil }
        // The attempt that just failed was number attempts + 1.
        guard let delay = sink.retrySchedule.delay(beforeAttempt: item.attempts + 2, chance: chance) else {
            return nil
        }
        return now.addingTimeInterval(max(delay, error.retryAfter ?? 0))
    }

    private func report(_ error: SinkError, _ sink: any Sink, waiting: Int, givenUp: Int) {
        let metadata: Logger.Metadata = ["sink": "\(sink.name)"]
        if waiting > 0 {
            logger.warning("\(waiting.counting("alert")) not delivered: \(error)", metadata: metadata)
        }
        if givenUp > 0 {
            logger.error(
                "\(givenUp.counting("alert")) given up: \(error); `campwatch alerts retry ID` tries again",
                metadata: metadata)
        }
        if error.endsSink {
            logger.error(
                "sink stopped: \(error); `campwatch alerts enable \(sink.name)` starts it again",
                metadata: metadata)
        }
    }
}
