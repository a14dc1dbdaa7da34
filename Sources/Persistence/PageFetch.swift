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

    /// What is stored already of entries that are new or changed: new pages are for new stories.
    package func storedTexts(feed: FeedID, entries: [Entry]) async throws(StoreError) -> StoredTexts {
        let links = Dictionary(
            entries.compactMap { entry in
                entry.link.flatMap(CanonicalLink.of).map { (entry.key, $0) }
            }, uniquingKeysWith: { first, _ in first })
        let texts = Dictionary(entries.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
        return try await read("compare entries with stories") { db in
            var stored = StoredTexts()
            let known = try Row.fetchAll(
                db,
                sql: """
                    SELECT e.key AS name, e.content_hash AS hash, \(StoredTexts.columns) FROM json_each(:keys) asked
                        CROSS JOIN entries e ON e.feed_id = :feed AND e.key = asked.value
                        JOIN stories s ON s.id = e.story_id JOIN feeds f ON f.id = s.feed_id
                    """,
                arguments: ["keys": try StoredJSON.text(entries.map(\.key)), "feed": feed.rawValue])
            for row in known {
                let key: String = row["name"]
                stored.take(row, as: key, text: texts[key] ?? "", feed: feed)
            }
            let linked = try Row.fetchAll(
                db,
                sql: """
                    SELECT s.canonical_link AS name, (SELECT content_hash FROM entries
                            WHERE story_id = s.id AND feed_id = :feed ORDER BY id DESC LIMIT 1) AS hash,
                        \(StoredTexts.columns) FROM json_each(:links) asked
                        CROSS JOIN stories s ON s.canonical_link = asked.value JOIN feeds f ON f.id = s.feed_id
                    """,
                arguments: ["links": try StoredJSON.text(Array(links.values)), "feed": feed.rawValue])
            let byLink = Dictionary(
                linked.map { ($0["name"] as String, $0) }, uniquingKeysWith: { first, _ in first })
            for (key, link) in links where !stored.known.contains(key) {
                if let row = byLink[link] { stored.take(row, as: key, text: texts[key] ?? "", feed: feed) }
            }
            return stored
        }
    }
}

/// Entries, by their keys, that have a story already.
package struct StoredTexts: Hashable, Sendable {
    package private(set) var known: Set<String> = []
    /// The stories' texts that came from pages; of entries in `changed` without the teaser put before them.
    package private(set) var pageTexts: [String: String] = [:]
    /// Entries of the feed's own stories with a page's text whose teaser is another by now.
    package private(set) var changed: Set<String> = []

    /// A teaser of more paragraphs is not looked for before a page's text.
    private static let mostParagraphs = 64
    fileprivate static let columns =
        "s.title, s.link, s.text, s.text_source, s.feed_id, f.removed_at IS NOT NULL AS is_orphan"

    package init() {}

    /// The teaser of a page's story, as changed last, stands before the page's text.
    package static func joined(teaser: String, page: String) -> String {
        page.contains(teaser) ? page : teaser + "\n\n" + page
    }

    fileprivate mutating func take(_ row: Row, as key: String, text: String, feed: FeedID) {
        known.insert(key)
        guard row["text_source"] == TextSource.page.rawValue else { return }
        let page: String = row["text"]
        pageTexts[key] = page
        let isOwn: Bool = row["feed_id"] == feed.rawValue || row["is_orphan"]
        guard isOwn, let hash: Int64 = row["hash"] else { return }
        // The teaser itself is not stored, but its fingerprint is.
        var last = Entry(key: key, title: row["title"], link: row["link"], text: text)
        guard ContentHash.of(last) != hash else { return }
        changed.insert(key)
        for end in page.ranges(of: "\n\n").prefix(Self.mostParagraphs) {
            last.text = String(page[..<end.lowerBound])
            guard ContentHash.of(last) == hash else { continue }
            pageTexts[key] = String(page[end.upperBound...])
            return
        }
    }
}
