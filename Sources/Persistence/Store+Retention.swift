package import FoundationEssentials
import GRDB
package import NewsModel

/// A story that retention may take the text of.
package struct ForgettableStory: Hashable, Sendable {
    package var id: StoryID
    package var firstSeen: Date
    /// About what it takes in the file, its share of the search index included.
    package var bytes: Int
}

extension Store {
    /// Stories that still have their text, were first seen before a time and are not kept, the oldest first.
    ///
    /// `last` is the one after which the list goes on. A story that reports a deal is never among them: deals are told
    /// anew from their stories when a person corrects them, and later stories are compared with their texts. Nor is one that a person has labelled: its text is what the label was given for.
    package func forgettableStories(
        areRelevant: Bool, seenBefore end: Date, after last: ForgettableStory?, limit: Int
    ) async throws(StoreError) -> [ForgettableStory] {
        try await read("find old stories") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT s.id, s.first_seen, length(s.analysis) + 4 * length(CAST(s.text AS BLOB)) AS bytes
                    FROM stories s
                    WHERE s.forgotten_at IS NULL AND s.is_relevant = :relevant
                        AND s.first_seen < :end AND (s.first_seen, s.id) > (:seen, :id)
                        AND \(Self.isNotKept)
                    ORDER BY s.first_seen, s.id LIMIT :limit
                    """,
                arguments: [
                    "relevant": areRelevant, "end": end.milliseconds,
                    "seen": last?.firstSeen.milliseconds ?? .min, "id": last?.id.rawValue ?? .min,
                    "limit": limit,
                ]
            ).map { row in
                ForgettableStory(
                    id: StoryID(rawValue: row["id"]), firstSeen: row.requiredDate("first_seen"),
                    bytes: row["bytes"])
            }
        }
    }

    /// SQL: story `s` reports no deal, and nobody has labelled it.
    fileprivate static let isNotKept = """
        NOT EXISTS (SELECT 1 FROM reports r WHERE r.story_id = s.id)
            AND NOT EXISTS (SELECT 1 FROM story_labels l WHERE l.story_id = s.id)
        """

    /// Bytes of the database that hold something; the rest of the file is free for what comes.
    package func usedBytes() async throws(StoreError) -> Int {
        try await read("measure the database") { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT (page_count - freelist_count) * page_size
                    FROM pragma_page_count, pragma_freelist_count, pragma_page_size
                    """) ?? 0
        }
    }
}

extension StoreTransaction {
    /// Takes from stories their texts, earlier forms and evidence; gives how many had them and were not kept.
    ///
    /// Title, link, labels and the keys of the entries stay: an entry that is still in a feed is known, and no news.
    package func forget(_ stories: [StoryID], at now: Date) throws(StoreError) -> Int {
        try step("forget the texts of stories") { db in
            try stories.reduce(0) { count, id in
                let analysis = try String.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT s.analysis FROM stories s WHERE s.id = ? AND s.forgotten_at IS NULL
                                AND \(Store.isNotKept)
                            """), arguments: [id.rawValue])
                guard let analysis else { return count }
                var labels = try StoredJSON.value(StoryAnalysis.self, from: analysis)
                labels.evidence = []
                for index in labels.deals.indices { labels.deals[index].evidence = [] }
                try db.run(
                    "UPDATE stories SET text = '', analysis = ?, forgotten_at = ? WHERE id = ?",
                    [try StoredJSON.text(labels), now.milliseconds, id.rawValue])
                try db.run("DELETE FROM story_revisions WHERE story_id = ?", [id.rawValue])
                return count + 1
            }
        }
    }

    /// Brings the search index a step nearer to its smallest size; false when there is nothing left to do.
    ///
    /// What is taken out of it leaves marks until its parts are merged (FTS5, "The 'merge' Command").
    package func shrinkSearch(pages: Int, isFirst: Bool) throws(StoreError) -> Bool {
        try step("merge the search index") { db in
            let before = db.totalChangesCount
            try db.run(
                "INSERT INTO story_search (story_search, rank) VALUES ('merge', ?)",
                [isFirst ? -pages : pages])
            return db.totalChangesCount - before >= 2
        }
    }
}
