package import FoundationEssentials
import GRDB
package import NewsModel

/// Alerts of one rule for one sink that are to be told together.
package struct HeldAlerts: Hashable, Sendable {
    package var rule: String
    package var sink: String
    package var due: Date
    /// Its list may be empty when no alert can be read.
    package var summary: Alert.Summary
}

extension StoreTransaction {
    /// How many alerts of a rule leave one by one for a sink in a span.
    package func alertsLeaving(rule: String, sink: String, in span: Range<Date>) throws(StoreError) -> Int {
        try step("count the alerts of a rule") { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT count(*) FROM outbox
                    WHERE rule = ? AND sink = ? AND not_before >= ? AND not_before < ? AND held_for IS NULL
                    """)
            return try Int.fetchOne(
                statement,
                arguments: [rule, sink, span.lowerBound.milliseconds, span.upperBound.milliseconds]) ?? 0
        }
    }

    /// What was held back until now or earlier and is not told yet, the longest due first.
    package func heldAlerts(dueAt now: Date) throws(StoreError) -> [HeldAlerts] {
        try step("find the alerts that were held back") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT rule, sink, held_for, not_before, count(*) AS count FROM outbox
                    WHERE state = 'held' AND told_in IS NULL AND not_before <= ?
                    GROUP BY not_before, rule, sink, held_for
                    """,
                arguments: [now.milliseconds])
            return try rows.map { try HeldAlerts(row: $0, db: db) }
        }
    }

    /// Puts the summary into the outbox, due at once, and marks what it tells; without one, gives them up.
    package func tell(_ held: HeldAlerts, in summary: Alert?, at now: Date) throws(StoreError) {
        if let summary { _ = try enqueue(alert: summary, sinks: [held.sink], at: now) }
        try step("mark the alerts of a summary") { db in
            try db.run(
                """
                UPDATE outbox SET told_in = ?, state = iif(? IS NULL, 'failed', state)
                WHERE state = 'held' AND told_in IS NULL AND not_before = ? AND rule = ? AND sink = ?
                    AND held_for = ?
                """,
                [
                    summary?.id, summary?.id, held.due.milliseconds, held.rule, held.sink,
                    held.summary.kind.rawValue,
                ])
        }
    }
}

extension Store {
    /// Whether a summary is due.
    package func hasHeldAlerts(dueAt now: Date) async throws(StoreError) -> Bool {
        try await read("find the alerts that were held back") { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM outbox WHERE state = 'held' AND told_in IS NULL AND not_before <= ?)
                    """,
                arguments: [now.milliseconds]) ?? false
        }
    }

    /// The alert of an id, or nil; a summary counts as well.
    package func alert(id: String) async throws(StoreError) -> Alert? {
        try await read("read an alert") { db in
            try String.fetchOne(db, sql: "SELECT alert FROM alerts WHERE alert_id = ?", arguments: [id])
                .map { try StoredJSON.value(Alert.self, from: $0) }
        }
    }

    /// The ids in the outbox that begin so, newest first, also of alerts that cannot be read.
    package func alertIDs(beginningWith prefix: String, limit: Int) async throws(StoreError) -> [String] {
        try await read("find an alert") { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT alert_id FROM outbox WHERE substr(alert_id, 1, ?) = ?
                    GROUP BY alert_id ORDER BY max(id) DESC LIMIT ?
                    """,
                arguments: [prefix.unicodeScalars.count, prefix, max(0, limit)])
        }
    }
}

extension HeldAlerts {
    fileprivate init(row: Row, db: Database) throws {
        rule = row["rule"]
        sink = row["sink"]
        due = row.requiredDate("not_before")
        let kind: Alert.Summary.Kind = try row.value("held_for")
        let texts = try String.fetchAll(
            db,
            sql: """
                SELECT alert FROM outbox JOIN alerts USING (alert_id)
                WHERE state = 'held' AND told_in IS NULL AND not_before = ? AND rule = ? AND sink = ?
                    AND held_for = ? ORDER BY id LIMIT ?
                """,
            arguments: [due.milliseconds, rule, sink, kind.rawValue, Alert.Summary.mostListed])
        // One that cannot be read must not keep the others from being told.
        let alerts = texts.compactMap { try? StoredJSON.value(Alert.self, from: $0) }
        summary = Alert.Summary(kind: kind, count: row["count"], alerts: alerts)
    }
}
