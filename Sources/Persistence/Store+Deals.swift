package import FoundationEssentials
import GRDB
package import NewsModel

/// A deal with the stories that report it.
package struct DealDetails: Hashable, Sendable {
    /// One story's report of the deal.
    package struct Item: Hashable, Sendable {
        package var story: Story
        package var report: DealReport
        /// JSON that says why the report was taken to be of this deal; nil for the one that made it.
        package var reasons: String?
        /// When the report was stored or last replaced.
        package var time: Date
    }

    /// A feed that brought one of the stories.
    package struct Carrier: Hashable, Sendable {
        package var feed: FeedID
        package var title: String
        /// Whose the feed is, by registrable domain; the feed itself where there is none.
        package var owner: String
        package var firstSeen: Date
    }

    package var deal: Deal
    /// Oldest first; at most the first `Store.listedReports`.
    package var reports: [Item]
    /// The feeds that brought each story, the first first.
    package var carriers: [StoryID: [Carrier]] = [:]
    /// What was told as new, oldest first.
    package var changes: [LoggedChange] = []
    /// What people have corrected about it, oldest first.
    package var corrections: [DealCorrection] = []
    /// Whether a person has said that it is none, and what people have said about that, oldest first.
    package var isRejected = false
    package var judgements: [Judgement] = []
    /// No story tells of it any more.
    package var isShelved = false
    /// The word of a person about one of its stories that its camp is.
    package var campWord: Judgement?
}

extension Store {
    /// Bounds the memory that one deal's page takes, since every report brings its story's text.
    package static let listedReports = 100

    /// Deals that pass every filter of the query, in its order.
    package func deals(_ query: DealQuery) async throws(StoreError) -> [Deal] {
        try await read("list the deals") { db in
            let (sql, arguments) = try query.statement(db)
            return try Deal.fetch(
                db, ids: try Int64.fetchAll(db, sql: sql, arguments: arguments), withMarks: false)
        }
    }

    /// The numbers of the deals that pass every filter of the query, in its order, for who reads them bit by bit.
    package func dealIDs(_ query: DealQuery) async throws(StoreError) -> [DealID] {
        try await read("find the deals") { db in
            let (sql, arguments) = try query.statement(db)
            return try Int64.fetchAll(db, sql: sql, arguments: arguments).map(DealID.init(rawValue:))
        }
    }

    /// The deals with some numbers, in the order of these.
    package func deals(ids: [DealID]) async throws(StoreError) -> [Deal] {
        try await read("list the deals") { db in
            try Deal.fetch(db, ids: ids.map(\.rawValue), withMarks: false)
        }
    }

    /// The deal with its reports, or nil when there is no such deal; of one that was merged, the deal that it is now.
    package func deal(id: DealID) async throws(StoreError) -> DealDetails? {
        try await read("read a deal") { db in
            guard let id = try Deal.standing(db, id: id), let deal = try Deal.fetch(db, id: id) else {
                return nil
            }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT story_id, report, reasons, time FROM reports WHERE deal_id = ? ORDER BY id LIMIT ?
                    """,
                arguments: [id.rawValue, Self.listedReports])
            let reports = try rows.compactMap { try DealDetails.Item(row: $0, db: db) }
            let word = try Judgement.ofCamp(db, of: id)
            let rejected = try Int64.fetchOne(
                db, sql: "SELECT rejected_at FROM deals WHERE id = ?", arguments: [id.rawValue])
            return DealDetails(
                deal: deal, reports: reports, carriers: try DealDetails.carriers(db, of: id),
                changes: try LoggedChange.all(db, of: id), corrections: try DealCorrection.all(db, of: id),
                isRejected: rejected.map { $0 >= 0 } ?? false, judgements: try Judgement.all(db, of: id),
                isShelved: rejected.map { $0 < 0 } ?? false,
                campWord: word?.label?.camp == deal.camp ? word : nil)
        }
    }

    /// Whether something holds for one of the stories that report a deal, however many there are; no more are read than needed.
    package func hasReport(
        of id: DealID, where holds: @Sendable @escaping (Story) -> Bool
    ) async throws(StoreError) -> Bool {
        try await read("read the stories of a deal") { db in
            let rows = try Row.fetchCursor(
                db,
                sql: Story.select.description + " JOIN reports r ON r.story_id = s.id WHERE r.deal_id = ?",
                arguments: [id.rawValue])
            while let row = try rows.next() {
                if holds(try Story(row: row)) { return true }
            }
            return false
        }
    }
}

extension DealDetails {
    fileprivate static func carriers(_ db: Database, of id: DealID) throws -> [StoryID: [Carrier]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT e.story_id, e.feed_id, f.title, f.url, f.owner, min(e.first_seen) AS first_seen
                FROM entries e JOIN feeds f ON f.id = e.feed_id
                WHERE e.story_id IN (
                    SELECT story_id FROM reports WHERE deal_id = ? ORDER BY id LIMIT ?)
                GROUP BY e.story_id, e.feed_id ORDER BY first_seen, e.feed_id
                """, arguments: [id.rawValue, Store.listedReports])
        return rows.reduce(into: [:]) { carriers, row in
            carriers[StoryID(rawValue: row["story_id"]), default: []].append(
                Carrier(
                    feed: FeedID(rawValue: row["feed_id"]), title: row["title"],
                    owner: row["owner"] ?? row["url"], firstSeen: row.requiredDate("first_seen")))
        }
    }
}

extension DealDetails.Item {
    fileprivate init?(row: Row, db: Database) throws {
        guard let story = try Story.fetch(db, id: StoryID(rawValue: row["story_id"])) else { return nil }
        self.init(
            story: story, report: try StoredJSON.value(DealReport.self, from: row["report"]),
            reasons: row["reasons"], time: row.requiredDate("time"))
    }
}
