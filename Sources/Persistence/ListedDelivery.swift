package import FoundationEssentials
import GRDB
package import NewsModel

/// A row of the outbox as a list shows it, with what is known of an alert that cannot be read.
package struct ListedDelivery: Hashable, Sendable {
    package var id: OutboxID
    package var alert: String
    /// Nil where only the alert's text would tell it.
    package var rule: String?
    package var sink: String
    package var state: OutboxItem.State
    package var createdAt: Date
    /// Nil unless pending.
    package var nextAttempt: Date?
    /// Attempts made so far.
    package var attempts: Int
    package var lastError: String?
    /// Why the alert's text cannot be read; nil where it can.
    package var unreadable: String?
}

extension ListedDelivery {
    init(row: Row) throws {
        let text = row["alert"] as String?
        let alert = Result { try StoredJSON.value(Alert.self, from: text ?? "") }
        var unreadable: String?
        if case .failure(let error) = alert { unreadable = text == nil ? "it is lost" : "\(error)" }
        self.init(
            id: OutboxID(rawValue: row["id"]), alert: row["alert_id"],
            rule: (try? alert.get().rule) ?? row["rule"], sink: row["sink"], state: try row.value("state"),
            createdAt: row.requiredDate("created_at"), nextAttempt: row.date("next_attempt"),
            attempts: row["attempts"], lastError: row["last_error"], unreadable: unreadable)
    }
}
