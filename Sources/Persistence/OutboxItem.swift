package import FoundationEssentials
import GRDB
package import NewsModel

/// One alert on its way to one sink.
package struct OutboxItem: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// To be tried at `nextAttempt`.
        case pending
        case delivered
        /// Given up after the last attempt.
        case failed
        /// Waits to be told in a summary, or has been.
        case held
    }

    package var id: OutboxID
    package var alert: Alert
    package var sink: String
    package var state: State
    package var createdAt: Date
    /// Nil unless pending.
    package var nextAttempt: Date?
    /// Attempts made so far.
    package var attempts: Int
    package var lastError: String?
}

/// The outbox rows that a sink is to be given, and those of them that cannot be read.
package struct OutboxBatch: Hashable, Sendable {
    package struct Unreadable: Hashable, Sendable {
        package var id: OutboxID
        /// In words, for the log.
        package var reason: String
    }

    package var items: [OutboxItem] = []
    package var unreadable: [Unreadable] = []

    package var isEmpty: Bool { items.isEmpty && unreadable.isEmpty }

    mutating func add(_ row: Row) {
        do {
            items.append(try OutboxItem(row: row))
        } catch {
            let reason = "the stored alert cannot be read: \(error)"
            unreadable.append(Unreadable(id: OutboxID(rawValue: row["id"]), reason: reason))
        }
    }
}

extension OutboxItem {
    init(row: Row) throws {
        self.init(
            id: OutboxID(rawValue: row["id"]), alert: try StoredJSON.value(Alert.self, from: row["alert"]),
            sink: row["sink"], state: try row.value("state"), createdAt: row.requiredDate("created_at"),
            nextAttempt: row.date("next_attempt"), attempts: row["attempts"], lastError: row["last_error"])
    }
}
