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
        /// Kept back until someone releases it.
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

extension OutboxItem {
    init(row: Row) throws {
        self.init(
            id: OutboxID(rawValue: row["id"]), alert: try StoredJSON.value(Alert.self, from: row["alert"]),
            sink: row["sink"], state: try row.value("state"), createdAt: row.requiredDate("created_at"),
            nextAttempt: row.date("next_attempt"), attempts: row["attempts"], lastError: row["last_error"])
    }
}
