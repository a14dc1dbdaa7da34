package import FoundationEssentials
import GRDB
package import NewsModel

extension StoreTransaction {
    /// What a person has said about a story, if anybody has.
    package func label(of story: StoryID) throws(StoreError) -> StoryLabel? {
        try step("read the label of a story") { db in try StoryLabel.fetch(db, of: story) }
    }

    /// Keeps what a person says about a story, in place of what was said before.
    package func setLabel(
        _ label: StoryLabel, of story: StoryID, author: String, reason: String, at now: Date
    ) throws(StoreError) {
        try step("keep the label of a story") { db in
            try db.run(
                "INSERT OR REPLACE INTO story_labels (story_id, time, author, reason, label) VALUES (?, ?, ?, ?, ?)",
                [story.rawValue, now.milliseconds, author, reason, try StoredJSON.text(label)])
        }
    }

    /// Gives a story another analysis of the same text; its reports of deals stay.
    package func restate(_ story: StoryID, as analysis: StoryAnalysis) throws(StoreError) {
        try step("give a story another analysis") { db in
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

    package func isRejected(_ deal: DealID) throws(StoreError) -> Bool {
        try step("read whether a deal is rejected") { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: "SELECT rejected_at IS NOT NULL AND rejected_at >= 0 FROM deals WHERE id = ?"),
                arguments: [deal.rawValue]) ?? false
        }
    }

    /// Stories with a number above `last` whose analysis is of another version and whose text is still there, in order.
    package func stories(
        analysedOtherThan version: String, after last: StoryID, publishedSince start: Date?, limit: Int
    ) throws(StoreError) -> [Story] {
        try step("list stories of another analysis") { db in
            try Row.fetchAll(
                db,
                sql: Story.select.description + """
                     WHERE s.id > ? AND s.published >= ? AND s.forgotten_at IS NULL
                        AND json_extract(s.analysis, '$.lexiconVersion') <> ? ORDER BY s.id LIMIT ?
                    """,
                arguments: [last.rawValue, start?.milliseconds ?? Int64.min, version, limit]
            ).map(Story.init(row:))
        }
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

    /// How many stories have an analysis of another version.
    package func count(
        analysedOtherThan version: String, publishedSince start: Date?
    ) async throws(StoreError) -> Int {
        try await read("count stories of another analysis") { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM stories
                    WHERE published >= ? AND forgotten_at IS NULL AND json_extract(analysis, '$.lexiconVersion') <> ?
                    """, arguments: [start?.milliseconds ?? Int64.min, version]) ?? 0
        }
    }
}
