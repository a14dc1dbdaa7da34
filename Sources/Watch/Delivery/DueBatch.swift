import Alerting
import NewsModel
import Persistence

/// Rows of the outbox that one sink is given at once, and how.
struct DueBatch: Sendable {
    /// What is written down of a row afterwards.
    struct Item: Sendable {
        var id: OutboxID
        var alertID: String
        var attempts: Int
    }

    let items: [Item]
    let unreadable: [UnreadableOutboxRow]
    let send: @Sendable () async throws(SinkError) -> Void

    var isEmpty: Bool { items.isEmpty && unreadable.isEmpty }

    /// Each of them in full.
    init(_ batch: OutboxBatch<OutboxItem>, for sink: any Sink) {
        items = batch.items.map { Item(id: $0.id, alertID: $0.alert.id, attempts: $0.attempts) }
        unreadable = batch.unreadable
        let alerts = batch.items.map(\.alert)
        send = { () async throws(SinkError) in try await sink.deliver(alerts) }
    }

    /// One summary of them all.
    init(_ batch: OutboxBatch<OutboxOutline>, for sink: any SummarisingSink) {
        items = batch.items.map { Item(id: $0.id, alertID: $0.alert.id, attempts: $0.attempts) }
        unreadable = batch.unreadable
        let alerts = batch.items.map(\.alert)
        send = { () async throws(SinkError) in try await sink.summarise(alerts) }
    }
}
