package import FoundationEssentials
import GRDB
package import NewsModel

/// What a person said about which stories report one deal.
package struct DealCorrection: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// Some stories left a deal and became one of their own.
        case split
        /// A deal was taken into another.
        case merge
    }

    package var time: Date
    package var kind: Kind
    /// The deal that stays.
    package var deal: DealID
    /// The deal that a split made, or that a merge took in.
    package var other: DealID
    /// The stories of `other` at that time.
    package var stories: [StoryID]
    /// Who corrected it, and why; empty where nothing was said.
    package var author: String
    package var reason: String

    package init(
        time: Date, kind: Kind, deal: DealID, other: DealID, stories: [StoryID], author: String,
        reason: String
    ) {
        self.time = time
        self.kind = kind
        self.deal = deal
        self.other = other
        self.stories = stories
        self.author = author
        self.reason = reason
    }
}

/// What people's corrections say about one story.
package struct StoryStanding: Hashable, Sendable {
    /// Deals that it was put into, the last first.
    package var homes: [DealID] = []
    /// Deals that it must not report.
    package var barred: Set<DealID> = []

    package init() {}
}

extension DealCorrection {
    /// The corrections of a deal, and of those that were merged into it, oldest first.
    static func all(_ db: Database, of id: DealID) throws -> [DealCorrection] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT c.*, (SELECT json_group_array(s.story_id) FROM corrected_stories s
                    WHERE s.correction_id = c.id AND s.deal_id = c.other_id) AS stories
                FROM deal_corrections c
                WHERE c.deal_id IN (SELECT id FROM deals WHERE id = :id OR merged_into = :id)
                    OR c.other_id IN (SELECT id FROM deals WHERE id = :id OR merged_into = :id)
                ORDER BY c.id
                """, arguments: ["id": id.rawValue])
        return try rows.map { row in
            DealCorrection(
                time: row.requiredDate("time"), kind: try row.value("kind"),
                deal: DealID(rawValue: row["deal_id"]), other: DealID(rawValue: row["other_id"]),
                stories: try StoredJSON.value([StoryID].self, from: row["stories"]).sorted(),
                author: row["author"], reason: row["reason"])
        }
    }
}
