package import FoundationEssentials
import GRDB
package import NewsModel

extension Store {
    /// What a sink is to be given now, the longest due first; a row that cannot be read, or whose text is lost, does not
    /// hide the others.
    package func pendingDeliveries(
        sink: String, at now: Date, limit: Int
    ) async throws(StoreError) -> OutboxBatch<OutboxItem> {
        try await pending("outbox.*, coalesce(alert, '') AS alert", sink, now, limit, OutboxItem.init(row:))
    }

    /// The same for a summary: a storm is read ten times as fast without decoding its alerts.
    package func pendingOutlines(
        sink: String, at now: Date, limit: Int
    ) async throws(StoreError) -> OutboxBatch<OutboxOutline> {
        let columns = """
            id, alert_id, attempts, alert ->> '$.time' AS time, alert ->> '$.rule' AS rule,
            alert ->> '$.severity' AS severity, alert ->> '$.change.kind' AS kind
            """
        return try await pending(columns, sink, now, limit, OutboxOutline.init(row:))
    }

    private func pending<Item>(
        _ columns: String, _ sink: String, _ now: Date, _ limit: Int,
        _ item: @escaping @Sendable (Row) throws -> Item
    ) async throws(StoreError) -> OutboxBatch<Item> {
        try await read("read the outbox") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(columns) FROM outbox LEFT JOIN alerts USING (alert_id)
                    WHERE sink = ? AND state = 'pending' AND next_attempt <= ?
                    ORDER BY next_attempt, id LIMIT ?
                    """,
                arguments: [sink, now.milliseconds, max(0, limit)]
            ).reduce(into: OutboxBatch<Item>()) { $0.add($1, item) }
        }
    }

    /// When a sink's next delivery is due, or nil when nothing waits for it.
    package func nextDelivery(sink: String) async throws(StoreError) -> Date? {
        try await read("read the outbox") { db in
            try Int64.fetchOne(
                db, sql: "SELECT min(next_attempt) FROM outbox WHERE sink = ? AND state = 'pending'",
                arguments: [sink]
            ).map(Date.init(milliseconds:))
        }
    }

    /// Alerts raised at or after a time, newest first, each once however many sinks it went to.
    ///
    /// Summaries are left out: each of their alerts is there. Those that cannot be read are left out; `outbox` lists them.
    package func alerts(since: Date, limit: Int) async throws(StoreError) -> [Alert] {
        try await read("list the alerts") { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT alert FROM outbox o JOIN alerts USING (alert_id)
                    WHERE created_at >= ? AND rule IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM outbox earlier WHERE earlier.alert_id = o.alert_id AND earlier.id < o.id)
                    ORDER BY created_at DESC, id DESC LIMIT ?
                    """,
                arguments: [since.milliseconds, max(0, limit)]
            ).compactMap { try? StoredJSON.value(Alert.self, from: $0) }
        }
    }

    /// The attempts to deliver an outbox row, oldest first.
    package func deliveries(of item: OutboxID) async throws(StoreError) -> [DeliveryRecord] {
        try await read("read the deliveries") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM deliveries WHERE outbox_id = ? ORDER BY id",
                arguments: [item.rawValue]
            ).map(DeliveryRecord.init(row:))
        }
    }
}

/// One attempt to hand an alert to a sink.
package struct DeliveryRecord: Hashable, Sendable {
    package enum Result: String, Sendable, CaseIterable {
        case delivered
        /// Failed, and to be tried again.
        case retry
        /// Failed for good.
        case failed
    }

    package var time: Date
    package var result: Result
    /// What the sink said; nil after a success.
    package var detail: String?
}

extension DeliveryRecord {
    fileprivate init(row: Row) throws {
        self.init(time: row.requiredDate("time"), result: try row.value("result"), detail: row["detail"])
    }
}
