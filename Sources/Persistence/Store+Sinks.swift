package import FoundationEssentials
import GRDB
import NewsModel

/// A sink that sends nothing until a person says otherwise.
package struct SinkStop: Hashable, Sendable, Codable {
    package var since: Date
    package var reason: String

    package init(since: Date, reason: String) {
        self.since = since
        self.reason = reason
    }
}

extension Store {
    /// The sinks that are stopped, by name.
    package func stoppedSinks() async throws(StoreError) -> [String: SinkStop] {
        try await read("read which sinks are stopped") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT key, value FROM meta WHERE substr(key, 1, ?) = ?",
                arguments: [SinkStop.keyPrefix.count, SinkStop.keyPrefix])
            return Dictionary(
                try rows.map { row in
                    let name = String((row["key"] as String).dropFirst(SinkStop.keyPrefix.count))
                    return (name, try StoredJSON.value(SinkStop.self, from: row["value"]))
                },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// How many alerts a sink is to be given now.
    package func dueCount(sink: String, at now: Date) async throws(StoreError) -> Int {
        try await read("count what is due") { db in
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM outbox WHERE sink = ? AND state = 'pending' AND next_attempt <= ?",
                arguments: [sink, now.milliseconds]) ?? 0
        }
    }

    /// Outbox rows, newest first: those of a sink or all, in one state or any, of one alert or all.
    ///
    /// An alert whose text cannot be read hides no row: what else is known of it stands there.
    package func outbox(
        sink: String? = nil, state: OutboxItem.State? = nil, alert: String? = nil, limit: Int
    ) async throws(StoreError) -> [ListedDelivery] {
        var filter = Filter()
        filter.require("sink = ?", ifGiven: sink)
        filter.require("state = ?", ifGiven: state?.rawValue)
        filter.require("alert_id = ?", ifGiven: alert)
        let (sql, arguments) = filter.statement(
            "SELECT outbox.*, alert FROM outbox LEFT JOIN alerts USING (alert_id)",
            tail: "ORDER BY created_at DESC, id DESC LIMIT ?", limit: limit)
        return try await read("list the outbox") { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map(ListedDelivery.init(row:))
        }
    }
}

extension StoreTransaction {
    /// Ends the deliveries of a sink until `startSink`; its alerts wait.
    package func stopSink(_ name: String, _ stop: SinkStop) throws(StoreError) {
        try step("stop a sink") { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                arguments: [SinkStop.keyPrefix + name, try StoredJSON.text(stop)])
        }
    }

    /// False when the sink was not stopped.
    package func startSink(_ name: String) throws(StoreError) -> Bool {
        try step("start a sink") { db in
            try db.execute(sql: "DELETE FROM meta WHERE key = ?", arguments: [SinkStop.keyPrefix + name])
            return db.changesCount > 0
        }
    }

    /// Nothing that waits for the sink is due before `time`.
    package func holdBack(sink: String, until time: Date) throws(StoreError) {
        try step("hold a sink's alerts back") { db in
            try db.execute(
                sql:
                    "UPDATE outbox SET next_attempt = ? WHERE sink = ? AND state = 'pending' AND next_attempt < ?",
                arguments: [time.milliseconds, sink, time.milliseconds])
        }
    }

    /// Makes an alert that waits or was given up due at once, with all attempts before it, at one sink or at all; says
    /// of how many outbox rows.
    package func retry(alert: String, sink: String?, at now: Date) throws(StoreError) -> Int {
        try step("retry an alert") { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET state = 'pending', next_attempt = :now, attempts = 0
                    WHERE alert_id = :alert AND state IN ('pending', 'failed') AND (:sink IS NULL OR sink = :sink)
                    """,
                arguments: ["now": now.milliseconds, "alert": alert, "sink": sink])
            return db.changesCount
        }
    }
}

extension SinkStop {
    fileprivate static let keyPrefix = "stopped_sink."
}
