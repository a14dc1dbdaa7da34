import GRDB
import NewsModel

extension Deal {
    static let select: StaticString = "SELECT d.* FROM deals d"

    /// Reads a row of `deals` and its parties.
    init(row: Row, db: Database) throws {
        try self.init(row: row, parties: Self.parties(db, of: DealID(rawValue: row["id"])))
    }

    private init(row: Row, parties: [Party]) throws {
        self.init(
            id: DealID(rawValue: row["id"]), type: try row.value("type"), status: try row.value("status"),
            camp: try row.value("camp"), parties: parties,
            amount: try Amount(
                row: row, value: "amount_value", currency: "amount_currency", bound: "amount_bound"),
            valuation: try Amount(
                row: row, value: "valuation_value", currency: "valuation_currency", bound: "valuation_bound"),
            quantity: try Quantity(row: row), confidence: row["confidence"],
            firstSeen: row.requiredDate("first_seen"), lastChanged: row.requiredDate("last_changed"),
            outletCount: row["outlet_count"], firstOutlet: row["first_outlet"],
            firstLanguage: try row.value("first_language"),
            marks: try (row["marks"] as String?).map { try StoredJSON.value(DealMarks.self, from: $0) })
    }

    static func fetch(_ db: Database, id: DealID) throws -> Deal? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM deals WHERE id = ?"), arguments: [id.rawValue]
        ).map { try Deal(row: $0, db: db) }
    }

    /// The deals with some numbers, in the order of these; numbers without a deal are left out.
    ///
    /// Lists leave out the marks, which they do not show: to decode them costs more than all else of a deal.
    static func fetch(_ db: Database, ids: [Int64], withMarks: Bool) throws -> [Deal] {
        let list: StatementArguments = ["[" + ids.map(String.init).joined(separator: ",") + "]"]
        var parties: [Int64: [Party]] = [:]
        parties.reserveCapacity(ids.count)
        let roles = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT deal_id, party, role FROM deal_parties WHERE deal_id IN (SELECT value FROM json_each(?))
                    ORDER BY deal_id, position
                    """), arguments: list)
        while let row = try roles.next() {
            parties[row[0], default: []].append(Party(id: row[1], role: Role(rawValue: row[2])))
        }
        var deals: [Int64: Deal] = [:]
        deals.reserveCapacity(ids.count)
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(withMarks ? "*" : listed) FROM deals WHERE id IN (SELECT value FROM json_each(?))
                    """), arguments: list)
        while let row = try rows.next() {
            let id: Int64 = row["id"]
            deals[id] = try Deal(row: row, parties: parties[id] ?? [])
        }
        return ids.compactMap { deals[$0] }
    }

    /// All that a list shows of a deal.
    private static let listed = """
        id, type, status, camp, amount_value, amount_currency, amount_bound, valuation_value,
        valuation_currency, valuation_bound, quantity_value, quantity_unit, quantity_bound, confidence,
        first_seen, last_changed, outlet_count, first_outlet, first_language, NULL AS marks
        """

    /// The number that a deal goes by now, which is another's after a merge; nil when there is no such deal.
    static func standing(_ db: Database, id: DealID) throws -> DealID? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT coalesce(merged_into, id) FROM deals WHERE id = ?"),
            arguments: [id.rawValue]
        ).map(DealID.init(rawValue:))
    }

    private static func parties(_ db: Database, of id: DealID) throws -> [Party] {
        let statement = try db.cachedStatement(
            sql: "SELECT party, role FROM deal_parties WHERE deal_id = ? ORDER BY position")
        return try Row.fetchAll(statement, arguments: [id.rawValue]).map { row in
            Party(id: row["party"], role: try row.value("role"))
        }
    }

    /// Every column that a change of the deal may touch.
    var arguments: StatementArguments {
        get throws {
            [
                "id": id.rawValue, "type": type.rawValue, "status": status.rawValue, "camp": camp.rawValue,
                "amountValue": amount?.value, "amountCurrency": amount?.currency,
                "amountBound": amount?.bound.rawValue,
                "valuationValue": valuation?.value, "valuationCurrency": valuation?.currency,
                "valuationBound": valuation?.bound.rawValue,
                "quantityValue": quantity?.value, "quantityUnit": quantity?.unit,
                "quantityBound": quantity?.bound.rawValue,
                "confidence": confidence.asProbability, "lastChanged": lastChanged.milliseconds,
                "marks": try marks.map(StoredJSON.text),
            ]
        }
    }

    func replaceSounds(_ db: Database, of id: DealID) throws {
        try db.run("DELETE FROM deal_sounds WHERE deal_id = ?", [id.rawValue])
        for sound in marks?.sounds ?? [] {
            try db.run(
                "INSERT OR IGNORE INTO deal_sounds (deal_id, sound) VALUES (?, ?)", [id.rawValue, sound])
        }
    }

    /// Replaces the stored parties; a party named twice in one role is kept once.
    func replaceParties(_ db: Database, of id: DealID) throws {
        try db.run("DELETE FROM deal_parties WHERE deal_id = ?", [id.rawValue])
        try insertParties(db, of: id)
    }

    func insertParties(_ db: Database, of id: DealID) throws {
        for (position, party) in parties.enumerated() {
            try db.run(
                "INSERT OR IGNORE INTO deal_parties (deal_id, party, role, position) VALUES (?, ?, ?, ?)",
                [id.rawValue, party.id, party.role.rawValue, position])
        }
    }
}

extension Amount {
    fileprivate init?(row: Row, value: String, currency: String, bound: String) throws {
        guard let stored: Double = row[value] else { return nil }
        self.init(value: stored, currency: row[currency], bound: try row.value(bound))
    }
}

extension Quantity {
    fileprivate init?(row: Row) throws {
        guard let stored: Double = row["quantity_value"] else { return nil }
        self.init(value: stored, unit: row["quantity_unit"], bound: try row.value("quantity_bound"))
    }
}
