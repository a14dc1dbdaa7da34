package import FoundationEssentials
import GRDB

/// How much later than its story an alert was raised, over the alerts of some days.
package struct AlertLag: Hashable, Sendable, Codable {
    /// Alerts that were measured.
    package var alerts: Int
    /// Seconds within which half of them were raised.
    package var p50: Double
    /// Seconds within which 95 of 100 were raised.
    package var p95: Double

    /// By nearest rank; nil without a measured alert.
    package init?(seconds: [Double]) {
        guard !seconds.isEmpty else { return nil }
        let sorted = seconds.sorted()
        func rank(_ share: Double) -> Double {
            sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)]
        }
        alerts = sorted.count
        p50 = rank(0.5)
        p95 = rank(0.95)
    }
}

extension Store {
    /// A check of the whole file may take longer than an ordinary read.
    private static let checkDeadline = Duration.seconds(30)
    /// What is wrong with a broken file is clear from a few lines.
    private static let mostFaults = 5
    /// The newest alerts that a lag is measured on.
    private static let mostLags = 10_000

    /// The version of the schema that the file has.
    package func schemaVersion() async throws(StoreError) -> Int? {
        try await read("read the schema version") { db in
            try Int.fetchOne(
                db, sql: "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema_version'")
        }
    }

    /// The version of the schema that this program reads and writes.
    package static var newestSchema: Int { Migrations.current.migrations.count }

    /// What SQLite finds broken in the file; empty when it is whole.
    ///
    /// `PRAGMA quick_check` reads every page, without comparing indexes with their tables.
    package func faults() async throws(StoreError) -> [String] {
        try await read("check the file", within: Self.checkDeadline) { db in
            try String.fetchAll(db, sql: "PRAGMA quick_check(\(Self.mostFaults))").filter { $0 != "ok" }
        }
    }

    /// How long after the publication of their stories alerts were raised since `start`; nil when there were none.
    ///
    /// Only stories count that were published after their feed was first read: an archive is old by its nature. So do
    /// no stories whose date is doubted. A date ahead of the clock counts as no lag.
    package func alertLag(since start: Date) async throws(StoreError) -> AlertLag? {
        try await read("measure the lag of the alerts") { db in
            AlertLag(
                seconds: try Double.fetchAll(
                    db, sql: AlertLag.query, arguments: [start.milliseconds, Self.mostLags]))
        }
    }

    /// How many alerts were given up since a time, by sink.
    package func givenUp(since start: Date) async throws(StoreError) -> [String: Int] {
        try await read("count the alerts that were given up") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT sink, count(*) AS count FROM outbox
                    WHERE created_at >= ? AND state = 'failed' GROUP BY sink
                    """,
                arguments: [start.milliseconds])
            return Dictionary(
                rows.map { ($0["sink"] as String, $0["count"] as Int) },
                uniquingKeysWith: { first, _ in first })
        }
    }
}

extension AlertLag {
    /// A feed was first read when its first entry was stored.
    fileprivate static let query = """
        WITH raised AS MATERIALIZED (
            SELECT min(created_at) AS time, json_extract(alert, '$.story.published') AS published,
                json_extract(alert, '$.story.id') AS story
            FROM outbox INDEXED BY outbox_newest JOIN alerts USING (alert_id) WHERE created_at >= ? AND rule IS NOT NULL
            GROUP BY alert_id ORDER BY time DESC LIMIT ?),
        begun AS MATERIALIZED (
            SELECT feed_id, first_seen AS time FROM entries WHERE id IN (
                SELECT min(id) FROM entries WHERE feed_id IN (
                    SELECT s.feed_id FROM raised r JOIN stories s ON s.id = r.story)
                GROUP BY feed_id))
        SELECT max(0, r.time - r.published) / 1000.0
        FROM raised r JOIN stories s ON s.id = r.story JOIN begun b ON b.feed_id = s.feed_id
        WHERE s.date_doubted = 0 AND r.published > b.time
        """
}
