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
    /// An alert that a sink's outbox holds already, in whatever state, is not added again, and its text stays as it was
    /// first raised.
    package func enqueue(
        alert: Alert, to sinks: [(name: String, departure: Departure)], at now: Date
    ) throws(StoreError) -> Int {
        guard !sinks.isEmpty else { return 0 }
        return try step("put an alert into the outbox") { db in
            try db.run(
                "INSERT INTO alerts (alert_id, alert) VALUES (?, ?) ON CONFLICT (alert_id) DO NOTHING",
                [alert.id, try StoredJSON.text(alert)])
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO outbox
                        (alert_id, sink, created_at, rule, not_before, held_for, state, next_attempt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (alert_id, sink) DO NOTHING
                    """)
            let rule = alert.summary == nil ? alert.rule : nil
            return try sinks.reduce(0) { count, sink in
                let leaves = sink.departure.notBefore.milliseconds
                let heldFor = sink.departure.summary?.rawValue
                let state: OutboxItem.State = heldFor == nil ? .pending : .held
                try statement.execute(
                    arguments: [
                        alert.id, sink.name, now.milliseconds, rule, leaves, heldFor, state.rawValue,
                        heldFor == nil ? leaves : nil,
                    ])
                return count + db.changesCount
            }
        }
    }

    /// The sink has taken the alerts of these rows; throws `notFound` when one of them is not there.
    package func markDelivered(_ ids: [OutboxID], at now: Date) throws(StoreError) {
        let operation = "record a delivery"
        let list = "[" + ids.map(\.description).joined(separator: ",") + "]"
        try step(operation) { db in
            try db.run(
                """
                UPDATE outbox SET state = 'delivered', delivered_at = ?, next_attempt = NULL,
                    attempts = attempts + 1, last_error = NULL
                WHERE id IN (SELECT value FROM json_each(?))
                """,
                [now.milliseconds, list])
        }
        guard db.changesCount == ids.count else {
            throw notFound(operation, "outbox row for \(ids.count - db.changesCount) of \(ids.count) alerts")
        }
        try step(operation) { db in
            try db.run(
                """
                INSERT INTO deliveries (outbox_id, time, result)
                    SELECT value, ?, 'delivered' FROM json_each(?)
                """,
                [now.milliseconds, list])
        }
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
        let result: DeliveryRecord.Result = nextAttempt == nil ? .failed : .retry
        try step(operation) { db in
            try db.run(
                "INSERT INTO deliveries (outbox_id, time, result, detail) VALUES (?, ?, ?, ?)",
                [id.rawValue, now.milliseconds, result.rawValue, error])
        }
    }
}
