package import FoundationEssentials
import GRDB
package import NewsModel

/// A story with what names its entry, so that it can be put into another database.
package struct ExportedStory: Hashable, Sendable {
    package var story: Story
    package var feedURL: String
    /// The newest key of its entry in that feed.
    package var key: String
}

extension Store {
    /// Stories in the order of their numbers, from after `last` on; a page of a list that is never in memory as a whole.
    package func storyPage(
        after last: StoryID?, since: Date?, isRelevant: Bool?, limit: Int
    ) async throws(StoreError) -> [ExportedStory] {
        var filter = Filter()
        filter.requireColumns(StoryQuery(since: since, isRelevant: isRelevant, limit: limit))
        filter.require("s.id > ?", last?.rawValue ?? .min)
        let (sql, arguments) = filter.statement(Story.select, tail: "ORDER BY s.id LIMIT ?", limit: limit)
        return try await read("export the stories") { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
                let story = try Story(row: row)
                let source = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT f.url, e.key FROM feeds f LEFT JOIN entries e ON e.story_id = :story AND e.feed_id = f.id
                            WHERE f.id = :feed ORDER BY e.id DESC LIMIT 1
                            """),
                    arguments: ["story": story.id.rawValue, "feed": story.feed.rawValue])
                return ExportedStory(
                    story: story, feedURL: source?["url"] ?? "",
                    key: source?["key"] ?? story.link ?? "campwatch:\(story.id)")
            }
        }
    }

    /// Deals in the order of their numbers, from after `last` on, changed at or after a time.
    package func dealPage(
        after last: DealID?, since: Date?, limit: Int
    ) async throws(StoreError) -> [Deal] {
        var filter = Filter()
        filter.require("d.merged_into IS NULL AND d.rejected_at IS NULL")
        filter.require("d.id > ?", last?.rawValue ?? .min)
        filter.require("d.last_changed >= ?", ifGiven: since?.milliseconds)
        let (sql, arguments) = filter.statement(Deal.select, tail: "ORDER BY d.id LIMIT ?", limit: limit)
        return try await read("export the deals") { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map { try Deal(row: $0, db: db) }
        }
    }
}

extension StoreTransaction {
    /// The feed with this address, which becomes a known one without a subscription if it is none.
    package func feedOfImport(url: String, title: String, at now: Date) throws(StoreError) -> FeedID {
        let known = try step("look for a feed") { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT id FROM feeds WHERE url = :url
                        OR id = (SELECT feed_id FROM former_urls WHERE url = :url) LIMIT 1
                    """, arguments: ["url": url])
        }
        if let known { return FeedID(rawValue: known) }
        let id = try addFeed(url: url, title: title).id
        try removeFeed(id, at: now)
        return id
    }

    /// Whether an entry with this key of the feed, or a story with this address, is stored already.
    package func isKnown(key: String, link: String?, feed: FeedID) throws(StoreError) -> Bool {
        try step("look for a story") { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT 1 FROM entries WHERE feed_id = ? AND key = ?
                        UNION ALL SELECT 1 FROM stories WHERE canonical_link = ? LIMIT 1
                        """), arguments: [feed.rawValue, key, link.flatMap(CanonicalLink.of)]) != nil
        }
    }
}
