package import FoundationEssentials
import GRDB
package import NewsModel

/// A story with what names its entry, so that it can be put into another database.
package struct ExportedStory: Hashable, Sendable {
    package var story: Story
    package var feedURL: String
    /// The newest key of its entry in that feed.
    package var key: String
    /// What people have said about it, oldest first, and what that comes to.
    package var words: [Judgement] = []
    package var label: StoryLabel?
}

extension Store {
    /// Stories in the order of their numbers, from after `last` on; a page of a list that is never in memory as a whole.
    ///
    /// `withLabelled` adds those that people have labelled, relevant or not.
    package func storyPage(
        after last: StoryID?, since: Date?, isRelevant: Bool?, withLabelled: Bool, limit: Int
    ) async throws(StoreError) -> [ExportedStory] {
        var filter = Filter()
        let isMixed = withLabelled && isRelevant == true
        filter.requireColumns(
            StoryQuery(since: since, isRelevant: isMixed ? nil : isRelevant, limit: limit))
        if isMixed { filter.require("(s.is_relevant = 1 OR s.id IN (SELECT story_id FROM story_labels))") }
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
                let label = try StoryLabel.fetch(db, of: story.id)
                return ExportedStory(
                    story: story, feedURL: source?["url"] ?? "",
                    key: source?["key"] ?? story.link ?? "campwatch:\(story.id)",
                    words: label == nil ? [] : try Judgement.all(db, of: story.id), label: label)
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

    /// The story that an entry with this key of the feed is, or one with this address; nil when neither is stored.
    package func knownStory(key: String, link: String?, feed: FeedID) throws(StoreError) -> StoryID? {
        try step("look for a story") { db in
            try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT story_id FROM entries WHERE feed_id = ? AND key = ?
                        UNION ALL SELECT id FROM stories WHERE canonical_link = ? LIMIT 1
                        """), arguments: [feed.rawValue, key, link.flatMap(CanonicalLink.of)]
            ).map(StoryID.init(rawValue:))
        }
    }

    /// What a story reports of deals.
    package func reports(by story: StoryID) throws(StoreError) -> [FormerReport] {
        try step("read the reports of a story") { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT deal_id, report FROM reports WHERE story_id = ? ORDER BY id"),
                arguments: [story.rawValue]
            ).map { row in
                FormerReport(
                    deal: DealID(rawValue: row["deal_id"]),
                    report: try StoredJSON.value(DealReport.self, from: row["report"]))
            }
        }
    }
}
