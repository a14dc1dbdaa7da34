package import FoundationEssentials
import GRDB
package import NewsModel

/// A change of a deal with the deal as it is now.
package struct RecentChange: Hashable, Sendable {
    package var deal: Deal
    package var logged: LoggedChange
}

/// A company's change of camp with the story that tells it.
package struct RecentShift: Hashable, Sendable {
    package var shift: CampShift
    package var story: StoryID
    package var published: Date
}

extension Store {
    /// Updates of deals that were stored at or after a time, newest first.
    package func changes(since: Date, limit: Int) async throws(StoreError) -> [RecentChange] {
        try await read("list what changed about deals") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT c.* FROM deal_changes c JOIN deals d ON d.id = c.deal_id
                    WHERE c.time >= ? AND d.merged_into IS NULL AND d.rejected_at IS NULL
                        AND instr(c.change, '"update"') > 0 AND json_extract(c.change, '$.kind') = 'update'
                    ORDER BY c.time DESC, c.id DESC LIMIT ?
                    """, arguments: [since.milliseconds, limit]
            ).compactMap { row in
                guard let deal = try Deal.fetch(db, id: DealID(rawValue: row["deal_id"])) else { return nil }
                return RecentChange(deal: deal, logged: try LoggedChange(row: row))
            }
        }
    }

    /// Shifts of camp that stories first seen at or after a time tell, those of the last seen first.
    package func shifts(since: Date, limit: Int) async throws(StoreError) -> [RecentShift] {
        try await read("list the changes of camp") { db in
            try Row.fetchAll(
                db, sql: RecentShift.query, arguments: [since.milliseconds, limit]
            ).flatMap { row in
                try StoredJSON.value([CampShift].self, from: row["shifts"]).map {
                    RecentShift(
                        shift: $0, story: StoryID(rawValue: row["id"]),
                        published: row.requiredDate("published"))
                }
            }
        }
    }
}

extension RecentShift {
    /// In the order in which `stories_seen` has the stories.
    ///
    /// In that of publication SQLite would look through all there are when none was seen since.
    static let query = """
        SELECT id, published, json_extract(analysis, '$.shifts') AS shifts FROM stories
        WHERE first_seen >= ? AND is_relevant = 1
            AND instr(analysis, '"shifts":[{') > 0 AND json_array_length(analysis, '$.shifts') > 0
        ORDER BY first_seen DESC, id DESC LIMIT ?
        """
}
