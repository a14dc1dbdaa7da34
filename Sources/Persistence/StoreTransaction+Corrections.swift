import FoundationEssentials
import GRDB
package import NewsModel

extension StoreTransaction {
    /// The number that a deal goes by now; nil when there is no such deal.
    package func standing(deal id: DealID) throws(StoreError) -> DealID? {
        try step("find a deal") { db in try Deal.standing(db, id: id) }
    }

    /// A deal's reports with their stories, in the order in which they came.
    package func reports(of deal: DealID) throws(StoreError) -> [(story: Story, report: DealReport)] {
        try step("read the reports of a deal") { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT story_id, report FROM reports WHERE deal_id = ? ORDER BY id"),
                arguments: [deal.rawValue]
            ).compactMap { row in
                guard let story = try Story.fetch(db, id: StoryID(rawValue: row["story_id"])) else {
                    return nil
                }
                return (story, try StoredJSON.value(DealReport.self, from: row["report"]))
            }
        }
    }

    /// What is reported of a deal and under which titles, the newest of many.
    package func statements(of deal: DealID) throws(StoreError) -> [(title: String, report: DealReport)] {
        try step("read the reports of a deal") { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT s.title, r.report FROM reports r JOIN stories s ON s.id = r.story_id
                        WHERE r.deal_id = ? ORDER BY r.id DESC LIMIT 100
                        """), arguments: [deal.rawValue]
            ).map { ($0["title"], try StoredJSON.value(DealReport.self, from: $0["report"])) }
        }
    }

    /// Whether a person has merged another deal into this one.
    package func isUnion(_ deal: DealID) throws(StoreError) -> Bool {
        try step("look for merged deals") { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM deals WHERE merged_into = ? LIMIT 1"),
                arguments: [deal.rawValue]) != nil
        }
    }

    /// Hands the reports of some stories from one deal to another, with what they told as new.
    ///
    /// Where the other deal has a report of that story and type already, that one stays.
    package func moveReports(
        of stories: Set<StoryID>, from deal: DealID, to other: DealID
    ) throws(StoreError) {
        try step("move reports to another deal") { db in
            let list = try StoredJSON.text(stories.sorted())
            let move: StatementArguments = ["deal": deal.rawValue, "other": other.rawValue, "list": list]
            try db.run(
                """
                UPDATE OR IGNORE reports SET deal_id = :other
                WHERE deal_id = :deal AND story_id IN (SELECT value FROM json_each(:list))
                """, move)
            try db.run(
                """
                UPDATE deal_changes SET deal_id = :other
                WHERE deal_id = :deal AND story_id IN (SELECT value FROM json_each(:list))
                """, move)
            try db.run(
                "DELETE FROM reports WHERE deal_id = ? AND story_id IN (SELECT value FROM json_each(?))",
                [deal.rawValue, list])
            for id in [deal, other] { try Deal.recountOutlets(db, of: id) }
        }
    }

    /// Makes one deal a former face of another: later stories are still known by it, lists no longer have it.
    package func markMerged(_ deal: DealID, into whole: DealID) throws(StoreError) {
        try step("merge deals") { db in
            try db.run(
                "UPDATE deals SET merged_into = :whole WHERE id = :deal OR merged_into = :deal",
                ["whole": whole.rawValue, "deal": deal.rawValue])
        }
    }

    /// Hands to another deal the former faces of a deal whose stories all leave it.
    package func moveFaces(
        of deal: DealID, leavingWith stories: Set<StoryID>, to other: DealID
    ) throws(StoreError) {
        try step("split a deal") { db in
            // A face's stories are those that the merge brought and that are still of the deal.
            try db.run(
                """
                UPDATE deals SET merged_into = :other WHERE merged_into = :deal AND id IN (
                    SELECT s.deal_id FROM corrected_stories s
                        JOIN reports r ON r.story_id = s.story_id AND r.deal_id = :deal
                    GROUP BY s.deal_id
                    HAVING min(s.story_id IN (SELECT value FROM json_each(:stories))) = 1)
                """,
                [
                    "deal": deal.rawValue, "other": other.rawValue,
                    "stories": try StoredJSON.text(stories.sorted()),
                ])
        }
    }

    /// Saves a deal that was told anew from its reports: all of it, where it was seen first included.
    package func restate(_ deal: Deal) throws(StoreError) {
        try updateDeal(deal)
        try step("save a deal") { db in
            try db.run(
                "UPDATE deals SET first_seen = ?, first_outlet = ?, first_language = ? WHERE id = ?",
                [
                    deal.firstSeen.milliseconds, deal.firstOutlet, deal.firstLanguage.rawValue,
                    deal.id.rawValue,
                ])
        }
    }

    /// Keeps what a person said; `staying` are the stories of `correction.deal` at that time.
    package func record(_ correction: DealCorrection, staying: [StoryID]) throws(StoreError) {
        try step("record a correction") { db in
            try db.run(
                """
                INSERT INTO deal_corrections (time, kind, deal_id, other_id, author, reason)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    correction.time.milliseconds, correction.kind.rawValue, correction.deal.rawValue,
                    correction.other.rawValue, correction.author, correction.reason,
                ])
            let id = db.lastInsertedRowID
            let sides = [(correction.deal, staying), (correction.other, correction.stories)]
            for (deal, stories) in sides {
                for story in stories {
                    try db.run(
                        """
                        INSERT OR IGNORE INTO corrected_stories (correction_id, story_id, deal_id)
                        VALUES (?, ?, ?)
                        """, [id, story.rawValue, deal.rawValue])
                }
            }
        }
    }

    /// Where people's corrections put a story, and where they forbid it to be; a later word counts more.
    package func standing(of story: StoryID) throws(StoreError) -> StoryStanding {
        try step("read the corrections of a story") { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT c.kind, coalesce(mine.merged_into, mine.id) AS home,
                            coalesce(its.merged_into, its.id) AS other
                        FROM corrected_stories s JOIN deal_corrections c ON c.id = s.correction_id
                            JOIN deals mine ON mine.id = s.deal_id
                            JOIN deals its ON its.id = c.deal_id + c.other_id - s.deal_id
                        WHERE s.story_id = ? ORDER BY c.id
                        """), arguments: [story.rawValue])
            var standing = StoryStanding()
            for row in rows {
                let (home, other) = (DealID(rawValue: row["home"]), DealID(rawValue: row["other"]))
                standing.homes.removeAll { $0 == home || $0 == other }
                standing.homes.insert(home, at: 0)
                standing.barred.remove(home)
                // What was split may have been merged again since.
                if row["kind"] == "split", home != other { standing.barred.insert(other) }
            }
            return standing
        }
    }

    /// The deals that people have told apart from a deal.
    package func toldApart(from deal: DealID) throws(StoreError) -> Set<DealID> {
        try step("read the corrections of a deal") { db in
            let ids = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT coalesce(b.merged_into, b.id)
                        FROM deals a JOIN deal_corrections c ON a.id IN (c.deal_id, c.other_id)
                            JOIN deals b ON b.id = c.deal_id + c.other_id - a.id
                        WHERE c.kind = 'split' AND (a.id = :deal OR a.merged_into = :deal)
                        """), arguments: ["deal": deal.rawValue])
            return Set(ids.map(DealID.init(rawValue:))).subtracting([deal])
        }
    }
}
