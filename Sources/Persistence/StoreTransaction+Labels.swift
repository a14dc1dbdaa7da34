package import FoundationEssentials
import GRDB
package import NewsModel

extension StoreTransaction {
    /// What a person has said about a story, if anybody has.
    package func label(of story: StoryID) throws(StoreError) -> StoryLabel? {
        try step("read the label of a story") { db in try StoryLabel.fetch(db, of: story) }
    }

    /// Puts in force what people's words about a story come to, in place of what held before; nil for nothing.
    package func setLabel(_ label: StoryLabel?, of story: StoryID, by word: Judgement) throws(StoreError) {
        try step("keep the label of a story") { db in
            try db.run("DELETE FROM story_labels WHERE story_id = ?", [story.rawValue])
            guard let label else { return }
            try db.run(
                "INSERT INTO story_labels (story_id, time, author, reason, label) VALUES (?, ?, ?, ?, ?)",
                [
                    story.rawValue, word.time.milliseconds, word.author, word.reason,
                    try StoredJSON.text(label),
                ])
        }
    }

    /// When a story was last given another text; nil for one that has its first.
    package func lastRevision(of story: StoryID) throws(StoreError) -> Date? {
        try step("read when a story was revised") { db in
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT max(replaced_at) FROM story_revisions WHERE story_id = ?"),
                arguments: [story.rawValue]
            ).map(Date.init(milliseconds:))
        }
    }

    /// Gives a story another analysis of the same text; its reports of deals stay.
    package func restate(_ story: StoryID, as analysis: StoryAnalysis) throws(StoreError) {
        try step("give a story another analysis") { db in
            try StoryAnalysis.stored(db, of: story)?.deleteFacts(db, of: story)
            try analysis.insertFacts(db, of: story)
            try db.run(
                """
                UPDATE stories SET language = :language, is_relevant = :isRelevant, camp = :camp,
                    camp_confidence = :campConfidence, primary_type = :primaryType, analysis = :analysis
                WHERE id = :id
                """, ["id": story.rawValue] + analysis.arguments())
            try db.run("DELETE FROM story_deal_types WHERE story_id = ?", [story.rawValue])
            try analysis.insertTypes(db, of: story)
        }
    }

    /// Takes away those of a story's reports that are named, and hands them over.
    package func removeReports(
        of story: StoryID, where isGone: (FormerReport) -> Bool = { _ in true }
    ) throws(StoreError) -> [FormerReport] {
        try step("take away the reports of a story") { db in
            try FormerReport.remove(db, of: story, where: isGone)
        }
    }

    package func hasReports(_ deal: DealID) throws(StoreError) -> Bool {
        try step("read whether a deal has reports") { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM reports WHERE deal_id = ?)"),
                arguments: [deal.rawValue]) ?? false
        }
    }

    /// The stories that tell of a deal.
    package func stories(of deal: DealID) throws(StoreError) -> [StoryID] {
        try step("list the stories of a deal") { db in
            try Int64.fetchAll(
                db, sql: "SELECT DISTINCT story_id FROM reports WHERE deal_id = ? ORDER BY story_id",
                arguments: [deal.rawValue]
            ).map(StoryID.init(rawValue:))
        }
    }

    /// Leaves a deal out of lists that no story tells of any more, until one does again.
    package func shelve(deal: DealID) throws(StoreError) {
        try step("shelve a deal") { db in
            try db.run(
                "UPDATE deals SET rejected_at = -1 WHERE id = ? AND rejected_at IS NULL", [deal.rawValue])
        }
    }

    /// Marks a deal as none: it is listed no more, and later stories of it raise no alert.
    package func reject(deal: DealID, at now: Date) throws(StoreError) {
        try step("reject a deal") { db in
            try db.run(
                "UPDATE deals SET rejected_at = ? WHERE id = ?", [now.milliseconds, deal.rawValue])
        }
    }

    /// Takes that back.
    package func unreject(deal: DealID) throws(StoreError) {
        try step("take back that a deal is rejected") { db in
            try db.run("UPDATE deals SET rejected_at = NULL WHERE id = ?", [deal.rawValue])
        }
    }

    package func isRejected(_ deal: DealID) throws(StoreError) -> Bool {
        try step("read whether a deal is rejected") { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: "SELECT rejected_at IS NOT NULL AND rejected_at >= 0 FROM deals WHERE id = ?"),
                arguments: [deal.rawValue]) ?? false
        }
    }
}

extension StoryAnalysis {
    fileprivate static func stored(_ db: Database, of story: StoryID) throws -> StoryAnalysis? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT analysis FROM stories WHERE id = ?"), arguments: [story.rawValue]
        ).map { try StoredJSON.value(StoryAnalysis.self, from: $0) }
    }
}

extension StoryLabel {
    static func fetch(_ db: Database, of story: StoryID) throws -> StoryLabel? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT label FROM story_labels WHERE story_id = ?"),
            arguments: [story.rawValue]
        ).map { try StoredJSON.value(StoryLabel.self, from: $0) }
    }
}

extension Store {
    /// What people have said about stories.
    package func labels() async throws(StoreError) -> [StoryID: StoryLabel] {
        try await read("list the labels") { db in
            let rows = try Row.fetchAll(db, sql: "SELECT story_id, label FROM story_labels")
            return try Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    (
                        StoryID(rawValue: row["story_id"]),
                        try StoredJSON.value(StoryLabel.self, from: row["label"])
                    )
                })
        }
    }

    /// A piece of the stories whose analysis is of another version and whose text is still there.
    package struct StalePage: Sendable {
        package var stories: [Story]
        /// Where the next piece begins.
        package var last: StoryID
        package var isEnd: Bool
    }

    /// Looks at the stories with numbers above `last`, at `window` of them or until `limit` are found: a read of a few
    /// seconds at most, even of a file that is not in memory.
    package func stories(
        analysedOtherThan version: String, after last: StoryID, publishedSince start: Date?, window: Int64,
        limit: Int
    ) async throws(StoreError) -> StalePage {
        try await read("list stories of another analysis") { db in
            let end = last.rawValue + window
            let stories = try Row.fetchAll(
                db,
                sql: Story.select.description + """
                     WHERE s.id > ? AND s.id <= ? AND s.published >= ? AND s.forgotten_at IS NULL
                        AND json_extract(s.analysis, '$.lexiconVersion') <> ? ORDER BY s.id LIMIT ?
                    """,
                arguments: [last.rawValue, end, start?.milliseconds ?? Int64.min, version, limit]
            ).map(Story.init(row:))
            if stories.count == limit, let last = stories.last?.id {
                return StalePage(stories: stories, last: last, isEnd: false)
            }
            let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM stories") ?? 0
            return StalePage(stories: stories, last: StoryID(rawValue: end), isEnd: end >= newest)
        }
    }

    /// The highest number of a story; 0 without stories.
    package func newestStory() async throws(StoreError) -> Int64 {
        try await read("find the newest story") { db in
            try Int64.fetchOne(db, sql: "SELECT max(id) FROM stories") ?? 0
        }
    }
}
