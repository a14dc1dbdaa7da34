package import FoundationEssentials
import GRDB
package import NewsModel

extension StoreTransaction {
    package func deal(id: DealID) throws(StoreError) -> Deal? {
        try step("read a deal") { db in try Deal.fetch(db, id: id) }
    }

    /// Stores a new deal; its `id` and `outletCount` are given by the store, not by the caller.
    package func insertDeal(_ deal: Deal) throws(StoreError) -> Deal {
        try step("store a deal") { db in
            let more: StatementArguments = [
                "id": nil, "firstSeen": deal.firstSeen.milliseconds, "firstOutlet": deal.firstOutlet,
                "firstLanguage": deal.firstLanguage.rawValue,
            ]
            try db.cachedStatement(
                sql: """
                    INSERT INTO deals (id, type, status, camp, amount_value, amount_currency, amount_bound,
                        valuation_value, valuation_currency, valuation_bound, quantity_value, quantity_unit,
                        quantity_bound, confidence, first_seen, last_changed, first_outlet, first_language, marks)
                    VALUES (:id, :type, :status, :camp, :amountValue, :amountCurrency, :amountBound,
                        :valuationValue, :valuationCurrency, :valuationBound, :quantityValue, :quantityUnit,
                        :quantityBound, :confidence, :firstSeen, :lastChanged, :firstOutlet, :firstLanguage, :marks)
                    """
            ).execute(arguments: try deal.arguments &+ more)
            let id = DealID(rawValue: db.lastInsertedRowID)
            try deal.insertParties(db, of: id)
            try deal.replaceSounds(db, of: id)
            return deal.stored(as: id)
        }
    }

    /// Saves a changed deal; first seen, first outlet, first language and outlet count are not the caller's.
    package func updateDeal(_ deal: Deal) throws(StoreError) {
        let operation = "save a deal"
        try step(operation) { db in
            try db.cachedStatement(
                sql: """
                    UPDATE deals SET type = :type, status = :status, camp = :camp,
                        amount_value = :amountValue, amount_currency = :amountCurrency,
                        amount_bound = :amountBound, valuation_value = :valuationValue,
                        valuation_currency = :valuationCurrency, valuation_bound = :valuationBound,
                        quantity_value = :quantityValue, quantity_unit = :quantityUnit,
                        quantity_bound = :quantityBound, confidence = :confidence,
                        last_changed = :lastChanged, marks = :marks
                    WHERE id = :id
                    """
            ).execute(arguments: try deal.arguments)
        }
        try requireChange(operation, "deal \(deal.id)")
        try step(operation) { db in
            try deal.replaceParties(db, of: deal.id)
            try deal.replaceSounds(db, of: deal.id)
        }
    }

    /// Records that a story reports a deal and counts the deal's outlets anew; gives the deal back.
    ///
    /// A second report of the same type by the same story replaces the first. `reasons` is JSON that says why the
    /// report was taken to be of this deal, nil for the report that made it.
    package func attach(
        report: DealReport, story: StoryID, deal: DealID, reasons: String? = nil, at now: Date
    ) throws(StoreError) -> Deal {
        try step("attach a report to a deal") { db in
            try db.run(
                """
                INSERT INTO reports (story_id, deal_id, type, is_main, time, report, reasons)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (story_id, deal_id, type) DO UPDATE
                SET is_main = excluded.is_main, time = excluded.time, report = excluded.report,
                    reasons = excluded.reasons
                """,
                [
                    story.rawValue, deal.rawValue, report.type.rawValue, report.isMain, now.milliseconds,
                    try StoredJSON.text(report), reasons,
                ])
            try Deal.recountOutlets(db, of: deal)
            // What no story told of any more is told of again.
            try db.run(
                "UPDATE deals SET rejected_at = NULL WHERE id = ? AND rejected_at < 0", [deal.rawValue])
            guard let deal = try Deal.fetch(db, id: deal) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a deal just written is not there")
            }
            return deal
        }
    }
}

extension StoreTransaction {
    /// Whether a story has reported, or had reported before it was revised, a deal as one of a type.
    package func hasReport(of deal: DealID, as type: DealType) throws(StoreError) -> Bool {
        try step("look for a report of a deal") { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT 1 FROM reports WHERE deal_id = :deal AND type = :type UNION ALL
                        SELECT 1 FROM deal_changes, json_each(change, '$.details') d
                        WHERE deal_id = :deal AND d.value ->> '$.side._0' = :type LIMIT 1
                        """), arguments: ["deal": deal.rawValue, "type": type.rawValue]) != nil
        }
    }

    /// The beginnings of the texts of the stories that have reported a deal, the newest first.
    package func storyTexts(of deal: DealID) throws(StoreError) -> [(title: String, text: String)] {
        try step("read the stories of a deal") { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT DISTINCT s.id, s.title, substr(s.text, 1, 4000) AS text
                        FROM reports r JOIN stories s ON s.id = r.story_id
                        WHERE r.deal_id = ? ORDER BY s.id DESC LIMIT 20
                        """), arguments: [deal.rawValue]
            ).map { ($0["title"], $0["text"]) }
        }
    }
}

extension Deal {
    /// Counts the owners of the feeds that have brought a story which reports a deal, carriers included.
    static let recount = """
        UPDATE deals SET outlet_count = max(1, (
            SELECT count(DISTINCT coalesce(f.owner, e.feed_id))
            FROM reports r JOIN entries e ON e.story_id = r.story_id JOIN feeds f ON f.id = e.feed_id
            WHERE r.deal_id = deals.id))
        """

    static func recountOutlets(_ db: Database, of id: DealID) throws {
        try db.cachedStatement(sql: recount + " WHERE id = ?").execute(arguments: [id.rawValue])
    }

    /// What a read would give back for a deal just inserted.
    fileprivate func stored(as id: DealID) -> Deal {
        var deal = self
        deal.id = id
        deal.parties = []
        for party in parties where !party.id.isEmpty && !party.role.rawValue.isEmpty {
            if !deal.parties.contains(party) { deal.parties.append(party) }
        }
        deal.confidence = confidence.asProbability
        deal.firstSeen = firstSeen.asStored
        deal.lastChanged = lastChanged.asStored
        deal.outletCount = 1
        return deal
    }
}
