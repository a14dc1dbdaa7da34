package import FoundationEssentials
import GRDB
package import NewsModel

extension StoreTransaction {
    /// Puts an alert into the outbox of each sink, due at once; says how many rows are new.
    package func enqueue(alert: Alert, sinks: [String], at now: Date) throws(StoreError) -> Int {
        try enqueue(alert: alert, to: sinks.map { ($0, Departure(notBefore: now)) }, at: now)
    }

    /// Puts an alert into the outbox of each sink, to leave when it says; says how many rows are new.
    ///
    /// An alert that a sink's outbox holds already, in whatever state, is not added again.
    package func enqueue(
        alert: Alert, to sinks: [(name: String, departure: Departure)], at now: Date
    ) throws(StoreError) -> Int {
        try step("put an alert into the outbox") { db in
            // Once for all sinks: it is most of the work.
            let text = try StoredJSON.text(alert)
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO outbox
                        (alert_id, sink, alert, created_at, rule, not_before, held_for, state, next_attempt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (alert_id, sink) DO NOTHING
                    """)
            let rule = alert.summary == nil ? alert.rule : nil
            return try sinks.reduce(0) { count, sink in
                let leaves = sink.departure.notBefore.milliseconds
                let heldFor = sink.departure.summary?.rawValue
                let state: OutboxItem.State = heldFor == nil ? .pending : .held
                try statement.execute(
                    arguments: [
                        alert.id, sink.name, text, now.milliseconds, rule, leaves, heldFor, state.rawValue,
                        heldFor == nil ? leaves : nil,
                    ])
                return count + db.changesCount
            }
        }
    }

    /// The sink has taken the alert.
    package func markDelivered(_ id: OutboxID, at now: Date) throws(StoreError) {
        let operation = "record a delivery"
        try step(operation) { db in
            try db.run(
                """
                UPDATE outbox SET state = 'delivered', delivered_at = ?, next_attempt = NULL,
                    attempts = attempts + 1, last_error = NULL
                WHERE id = ?
                """,
                [now.milliseconds, id.rawValue])
        }
        try requireChange(operation, "outbox row \(id)")
        try insertDelivery(id, at: now, result: .delivered, detail: nil)
    }

    /// The sink has not taken the alert: try again at `nextAttempt`, or give up when it is nil.
    package func markFailed(
        _ id: OutboxID, at now: Date, error: String, nextAttempt: Date?
    ) throws(StoreError) {
        let operation = "record a failed delivery"
        try step(operation) { db in
            try db.run(
                """
                UPDATE outbox SET state = iif(:next IS NULL, 'failed', 'pending'), next_attempt = :next,
                    delivered_at = NULL, attempts = attempts + 1, last_error = :error
                WHERE id = :id
                """,
                ["next": nextAttempt?.milliseconds, "error": error, "id": id.rawValue])
        }
        try requireChange(operation, "outbox row \(id)")
        try insertDelivery(id, at: now, result: nextAttempt == nil ? .failed : .retry, detail: error)
    }

    private func insertDelivery(
        _ id: OutboxID, at now: Date, result: DeliveryRecord.Result, detail: String?
    ) throws(StoreError) {
        try step("record a delivery") { db in
            try db.run(
                "INSERT INTO deliveries (outbox_id, time, result, detail) VALUES (?, ?, ?, ?)",
                [id.rawValue, now.milliseconds, result.rawValue, detail])
        }
    }
}
