package import FoundationEssentials
import GRDB
package import NewsModel

extension Store {
    /// Every subscribed feed, by folder and title.
    package func feeds() async throws(StoreError) -> [Feed] {
        try await read("list the feeds") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM feeds WHERE removed_at IS NULL ORDER BY folder, title, id"
            ).map(Feed.init(row:))
        }
    }

    /// How many feeds are subscribed.
    package func feedCount() async throws(StoreError) -> Int {
        try await read("count the feeds") { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM feeds WHERE removed_at IS NULL") ?? 0
        }
    }

    /// The feed, or nil when it is not subscribed.
    package func feed(id: FeedID) async throws(StoreError) -> Feed? {
        try await read("read a feed") { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM feeds WHERE id = ? AND removed_at IS NULL", arguments: [id.rawValue]
            ).map(Feed.init(row:))
        }
    }

    /// The feed that has or had exactly this address, or nil when it is not subscribed.
    package func feed(url: String) async throws(StoreError) -> Feed? {
        try await read("read a feed") { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT * FROM feeds WHERE removed_at IS NULL
                        AND (url = :url OR id = (SELECT feed_id FROM former_urls WHERE url = :url))
                    ORDER BY url = :url DESC LIMIT 1
                    """,
                arguments: ["url": url]
            ).map(Feed.init(row:))
        }
    }

    /// Feeds to refresh now: those never fetched first, then the longest due.
    ///
    /// Those beyond `horizon` count as due: no schedule leads there, so the clock was set back since.
    package func dueFeeds(
        at now: Date, limit: Int, horizon: Date = .distantFuture
    ) async throws(StoreError) -> [Feed] {
        try await read("find the due feeds") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM feeds
                    WHERE removed_at IS NULL AND is_paused = 0 AND (next_check IS NULL OR next_check <= ?
                        OR next_check > ?)
                    ORDER BY next_check, id LIMIT ?
                    """,
                arguments: [now.milliseconds, horizon.milliseconds, max(0, limit)]
            ).map(Feed.init(row:))
        }
    }

    /// When the next feed is due: `.distantPast` for at once, nil when no feed is active.
    package func nextDue() async throws(StoreError) -> Date? {
        try await read("find the next due feed") { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT next_check FROM feeds WHERE removed_at IS NULL AND is_paused = 0
                    ORDER BY next_check LIMIT 1
                    """
            ).map { $0.date("next_check") ?? .distantPast }
        }
    }

    /// The newest refreshes of a feed first; the log keeps the last `StoreTransaction.keptFetches`.
    package func fetches(of feed: FeedID, limit: Int) async throws(StoreError) -> [FetchRecord] {
        try await read("read the log of a feed") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM fetches WHERE feed_id = ? ORDER BY id DESC LIMIT ?",
                arguments: [feed.rawValue, max(0, limit)]
            ).map(FetchRecord.init(row:))
        }
    }

    /// The whole log of refreshes of the subscribed feeds, by feed, oldest first.
    package func fetchLog() async throws(StoreError) -> [FetchRecord] {
        try await read("read the log of all feeds") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT f.* FROM fetches f JOIN feeds ON feeds.id = f.feed_id
                    WHERE feeds.removed_at IS NULL ORDER BY f.feed_id, f.id
                    """
            ).map(FetchRecord.init(row:))
        }
    }

    /// Those of a feed's entries that are not stored yet or have changed since, each key once.
    ///
    /// Only they are worth an analysis.
    package func unseen(feed: FeedID, entries: [Entry]) async throws(StoreError) -> [Entry] {
        let known = try await hashes(feed: feed, keys: entries.map(\.key))
        var done: Set<String> = []
        return entries.filter { entry in
            done.insert(entry.key).inserted && known[entry.key] != ContentHash.of(entry)
        }
    }

    /// CROSS JOIN keeps SQLite from walking all of a feed's entries once per key that is asked for.
    func hashes(feed: FeedID, keys: [String]) async throws(StoreError) -> [String: Int64] {
        try await read("compare the entries of a feed") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT e.key, e.content_hash
                    FROM json_each(?) asked CROSS JOIN entries e ON e.feed_id = ? AND e.key = asked.value
                    """,
                arguments: [try StoredJSON.text(keys), feed.rawValue])
            return Dictionary(
                rows.map { ($0["key"] as String, $0["content_hash"] as Int64) },
                uniquingKeysWith: { first, _ in first })
        }
    }
}
