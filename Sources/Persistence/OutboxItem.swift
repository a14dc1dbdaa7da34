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

/// A row of the outbox as a summary of very many needs it.
package struct OutboxOutline: Hashable, Sendable {
    package var id: OutboxID
    package var alert: AlertOutline
    /// Attempts made so far.
    package var attempts: Int
}

/// The outbox rows that a sink is to be given, and those of them that cannot be read.
package struct OutboxBatch<Item: Hashable & Sendable>: Hashable, Sendable {
    package var items: [Item] = []
    package var unreadable: [UnreadableOutboxRow] = []

    package var isEmpty: Bool { items.isEmpty && unreadable.isEmpty }

    mutating func add(_ row: Row, _ read: (Row) throws -> Item) {
        do {
            items.append(try read(row))
        } catch {
            let reason = "the stored alert cannot be read: \(error)"
            unreadable.append(UnreadableOutboxRow(id: OutboxID(rawValue: row["id"]), reason: reason))
        }
    }
}

package struct UnreadableOutboxRow: Hashable, Sendable {
    package var id: OutboxID
    /// In words, for the log.
    package var reason: String
}

extension OutboxItem {
    init(row: Row) throws {
        self.init(
            id: OutboxID(rawValue: row["id"]), alert: try StoredJSON.value(Alert.self, from: row["alert"]),
            sink: row["sink"], state: try row.value("state"), createdAt: row.requiredDate("created_at"),
            nextAttempt: row.date("next_attempt"), attempts: row["attempts"], lastError: row["last_error"])
    }
}

extension OutboxOutline {
    init(row: Row) throws {
        guard let time = row.date("time"), let rule = row["rule"] as String?,
            let severity = (row["severity"] as String?).flatMap(Alert.Severity.init(rawValue:)),
            let kind = (row["kind"] as String?).flatMap(DealChange.Kind.init(rawValue:))
        else { throw NoOutline() }
        let alert = AlertOutline(id: row["alert_id"], time: time, rule: rule, severity: severity, kind: kind)
        self.init(id: OutboxID(rawValue: row["id"]), alert: alert, attempts: row["attempts"])
    }

    private struct NoOutline: Error, CustomStringConvertible {
        let description = "it lacks time, rule, severity or kind of change"
    }
}
