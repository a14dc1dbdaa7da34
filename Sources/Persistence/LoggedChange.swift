package import FoundationEssentials
import GRDB
package import NewsModel

/// A change of a deal as it was told, with the story that told it first.
package struct LoggedChange: Hashable, Sendable {
    package var story: StoryID
    /// When it was stored.
    package var time: Date
    package var change: DealChange
}

extension LoggedChange {
    /// The changes of one deal that a page can bear.
    private static let mostListed = 200

    /// The newest changes of a deal, oldest first.
    static func all(_ db: Database, of id: DealID) throws -> [LoggedChange] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM deal_changes WHERE deal_id = ? ORDER BY id DESC LIMIT ?",
            arguments: [id.rawValue, mostListed]
        ).reversed().map(LoggedChange.init(row:))
    }

    init(row: Row) throws {
        self.init(
            story: StoryID(rawValue: row["story_id"]), time: row.requiredDate("time"),
            change: try StoredJSON.value(DealChange.self, from: row["change"]))
    }
}

extension StoreTransaction {
    /// Keeps what a story changed about a deal.
    package func log(
        _ change: DealChange, deal: DealID, story: StoryID, at now: Date
    ) throws(StoreError) {
        try step("log a change of a deal") { db in
            try db.run(
                "INSERT INTO deal_changes (deal_id, story_id, time, change) VALUES (?, ?, ?, ?)",
                [deal.rawValue, story.rawValue, now.milliseconds, try StoredJSON.text(change)])
        }
    }
}
