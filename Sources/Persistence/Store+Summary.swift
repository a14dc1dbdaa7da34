package import FoundationEssentials
import GRDB

/// How much there is, and whether anything waits.
package struct StoreSummary: Hashable, Sendable, Codable {
    /// The outbox rows of one sink by state.
    package struct Backlog: Hashable, Sendable, Codable {
        package var sink: String
        package var pending: Int
        /// Waiting because their rule says so: for the end of quiet hours, or for a summary.
        package var held: Int
        package var failed: Int
        package var delivered: Int
        /// When the oldest pending alert was raised.
        package var oldestPending: Date?
    }

    package var feeds: Int
    package var pausedFeeds: Int
    /// Feeds whose last refresh failed.
    package var failingFeeds: Int
    package var entries: Int
    package var stories: Int
    package var relevantStories: Int
    package var deals: Int
    package var reports: Int
    /// By name of the sink.
    package var outbox: [Backlog]
    /// The database without its write-ahead log.
    package var databaseBytes: Int

    /// When the oldest alert that still waits was raised, over all sinks.
    package var oldestPending: Date? { outbox.compactMap(\.oldestPending).min() }
}

extension Store {
    package func summary() async throws(StoreError) -> StoreSummary {
        try await read("count what there is") { db in
            guard let row = try Row.fetchOne(db, sql: StoreSummary.counts) else {
                throw DatabaseError(message: "no counts")
            }
            return StoreSummary(
                feeds: row["feeds"], pausedFeeds: row["paused_feeds"], failingFeeds: row["failing_feeds"],
                entries: row["entries"], stories: row["stories"], relevantStories: row["relevant_stories"],
                deals: row["deals"], reports: row["reports"],
                outbox: try Row.fetchAll(db, sql: StoreSummary.backlogs).map(StoreSummary.Backlog.init(row:)),
                databaseBytes: row["database_bytes"])
        }
    }
}

extension StoreSummary {
    /// One walk through an index of the stories gives both of their numbers.
    fileprivate static let counts = """
        SELECT
            (SELECT count(*) FROM feeds WHERE removed_at IS NULL) AS feeds,
            (SELECT count(*) FROM feeds WHERE removed_at IS NULL AND is_paused = 1) AS paused_feeds,
            (SELECT count(*) FROM feeds WHERE removed_at IS NULL AND failure_count > 0) AS failing_feeds,
            (SELECT count(*) FROM entries) AS entries,
            stories, relevant_stories,
            (SELECT count(*) FROM deals WHERE merged_into IS NULL AND rejected_at IS NULL) AS deals,
            (SELECT count(*) FROM reports) AS reports,
            (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS database_bytes
        FROM (SELECT count(*) AS stories, coalesce(sum(is_relevant), 0) AS relevant_stories FROM stories)
        """

    fileprivate static let backlogs = """
        SELECT sink,
            count(*) FILTER (WHERE state = 'pending' AND NOT waits) AS pending,
            count(*) FILTER (WHERE waits) AS held,
            count(*) FILTER (WHERE state = 'failed') AS failed,
            count(*) FILTER (WHERE state = 'delivered') AS delivered,
            min(created_at) FILTER (WHERE state = 'pending' AND NOT waits) AS oldest_pending
        FROM (
            SELECT *, state = 'held' AND told_in IS NULL
                OR state = 'pending' AND attempts = 0 AND not_before > created_at AS waits
            FROM outbox)
        GROUP BY sink ORDER BY sink
        """
}

extension StoreSummary.Backlog {
    fileprivate init(row: Row) {
        self.init(
            sink: row["sink"], pending: row["pending"], held: row["held"], failed: row["failed"],
            delivered: row["delivered"], oldestPending: row.date("oldest_pending"))
    }
}
