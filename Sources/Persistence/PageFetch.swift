package import FoundationEssentials
import GRDB
package import NewsModel

/// One request for an article page or a robots.txt, made while a feed was refreshed, or why none was made.
package struct PageFetch: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case page, robots
    }

    package enum Outcome: String, Sendable, CaseIterable {
        /// The page's text is the story's.
        case taken
        /// The page was read and the feed's own text stays: a wall, another page, nothing more.
        case notBetter = "not_better"
        case redirected
        case failed
        /// robots.txt or an earlier refusal forbids the request, so there was none.
        case notAsked = "not_asked"
    }

    package var feed: FeedID
    /// When the answer was there.
    package var time: Date
    package var kind: Kind
    package var url: String
    package var outcome: Outcome
    /// HTTP status; nil when there was no answer.
    package var status: Int?
    /// Size of the body after decompression.
    package var bytes: Int
    /// Seconds from the request to the end of the body.
    package var duration: Double
    /// Plain words.
    package var reason: String

    /// Whether a server was asked.
    package var isRequest: Bool { outcome != .notAsked }

    package init(
        feed: FeedID, time: Date, kind: Kind, url: String, outcome: Outcome, status: Int? = nil,
        bytes: Int = 0,
        duration: Double = 0, reason: String
    ) {
        self.feed = feed
        self.time = time
        self.kind = kind
        self.url = url
        self.outcome = outcome
        self.status = status
        self.bytes = bytes
        self.duration = duration
        self.reason = reason
    }
}

extension PageFetch {
    fileprivate init(row: Row) throws {
        self.init(
            feed: FeedID(rawValue: row["feed_id"]), time: row.requiredDate("time"),
            kind: try row.value("kind"), url: row["url"], outcome: try row.value("outcome"),
            status: row["status"], bytes: row["bytes"], duration: Double(row["duration"] as Int64) / 1000,
            reason: row["reason"])
    }

    fileprivate var arguments: StatementArguments {
        [
            "feed": feed.rawValue, "time": time.milliseconds, "kind": kind.rawValue, "url": url,
            "outcome": outcome.rawValue, "status": status, "bytes": bytes,
            "duration": Date(timeIntervalSince1970: duration).milliseconds, "reason": reason,
        ]
    }
}

extension StoreTransaction {
    /// How many lines about pages a feed's log keeps: some refreshes with all that they may ask for.
    package static let keptPages = 200

    /// Adds lines to a feed's log of pages and drops the oldest beyond `keptPages`.
    package func record(_ pages: [PageFetch], feed: FeedID) throws(StoreError) {
        guard !pages.isEmpty else { return }
        try step("log the pages of a refresh") { db in
            for page in pages {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO page_fetches
                            (feed_id, time, kind, url, outcome, status, bytes, duration, reason)
                        VALUES (:feed, :time, :kind, :url, :outcome, :status, :bytes, :duration, :reason)
                        """
                ).execute(arguments: page.arguments)
            }
            try db.cachedStatement(
                sql: """
                    DELETE FROM page_fetches WHERE feed_id = :feed AND id <= (SELECT id FROM page_fetches
                        WHERE feed_id = :feed ORDER BY id DESC LIMIT 1 OFFSET :kept)
                    """
            ).execute(arguments: ["feed": feed.rawValue, "kept": Self.keptPages])
        }
    }
}

extension Store {
    /// The log of pages of one feed, or of all that are subscribed, oldest first.
    package func pageLog(of feed: FeedID? = nil) async throws(StoreError) -> [PageFetch] {
        try await read("read the log of pages") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT p.* FROM page_fetches p JOIN feeds ON feeds.id = p.feed_id
                    WHERE feeds.removed_at IS NULL AND (:feed IS NULL OR p.feed_id = :feed) ORDER BY p.id
                    """,
                arguments: ["feed": feed?.rawValue]
            ).map(PageFetch.init(row:))
        }
    }

    /// What is stored already of entries that are new or changed: their pages are not asked for again.
    package func storedTexts(feed: FeedID, entries: [Entry]) async throws(StoreError) -> StoredTexts {
        let links = Dictionary(
            entries.compactMap { entry in
                entry.link.flatMap(CanonicalLink.of).map { (entry.key, $0) }
            }, uniquingKeysWith: { first, _ in first })
        let keys = entries.map(\.key)
        return try await read("compare entries with stories") { db in
            var stored = StoredTexts()
            let known = try Row.fetchAll(
                db,
                sql: """
                    SELECT e.key AS name, s.text, s.text_source FROM json_each(?) asked
                        CROSS JOIN entries e ON e.feed_id = ? AND e.key = asked.value
                        JOIN stories s ON s.id = e.story_id
                    """, arguments: [try StoredJSON.text(keys), feed.rawValue])
            for row in known { stored.take(row, as: row["name"]) }
            let linked = try Row.fetchAll(
                db,
                sql: """
                    SELECT s.canonical_link AS name, s.text, s.text_source FROM json_each(?) asked
                        CROSS JOIN stories s ON s.canonical_link = asked.value
                    """, arguments: [try StoredJSON.text(Array(links.values))])
            let byLink = Dictionary(
                linked.map { ($0["name"] as String, $0) }, uniquingKeysWith: { first, _ in first })
            for (key, link) in links where !stored.known.contains(key) {
                if let row = byLink[link] { stored.take(row, as: key) }
            }
            return stored
        }
    }
}

/// Entries, by their keys, that have a story already.
package struct StoredTexts: Hashable, Sendable {
    package private(set) var known: Set<String> = []
    /// The stories' texts that came from pages.
    package private(set) var pageTexts: [String: String] = [:]

    package init() {}

    fileprivate mutating func take(_ row: Row, as key: String) {
        known.insert(key)
        if row["text_source"] == TextSource.page.rawValue { pageTexts[key] = row["text"] }
    }
}
