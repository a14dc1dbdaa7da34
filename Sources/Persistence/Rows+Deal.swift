import FoundationEssentials
import GRDB
import NewsModel

extension Deal {
    static let select: StaticString = """
        SELECT d.id, d.type, d.status, d.camp, d.amount_value, d.amount_currency, d.amount_bound, d.valuation_value,
            d.valuation_currency, d.valuation_bound, d.quantity_value, d.quantity_unit, d.quantity_bound,
            d.confidence, d.first_seen, d.last_changed, d.outlet_count, d.first_outlet, d.first_language, d.marks
        FROM deals d
        """

    /// Reads a row of `select` and its parties.
    init(row: Row, db: Database) throws {
        try self.init(row: row, parties: Self.parties(db, of: DealID(rawValue: row[0])))
    }

    /// By the places of the columns: a graph is made of twenty thousand deals.
    private init(row: Row, parties: [Party]) throws {
        self.init(
            id: DealID(rawValue: row[0]), type: try row.value(at: 1), status: try row.value(at: 2),
            camp: try row.value(at: 3), parties: parties, amount: try Amount(row: row, at: 4),
            valuation: try Amount(row: row, at: 7), quantity: try Quantity(row: row, at: 10),
            confidence: row[13], firstSeen: Date(milliseconds: row[14]),
            lastChanged: Date(milliseconds: row[15]), outletCount: row[16], firstOutlet: row[17],
            firstLanguage: try row.value(at: 18),
            marks: try (row[19] as String?).map { try StoredJSON.value(DealMarks.self, from: $0) })
    }

    static func fetch(_ db: Database, id: DealID) throws -> Deal? {
        try Row.fetchOne(
            db.cachedStatement(sql: select.description + " WHERE d.id = ?"), arguments: [id.rawValue]
        ).map { try Deal(row: $0, db: db) }
    }

    /// The deals with some numbers, in the order of these; numbers without a deal are left out.
    ///
    /// Lists leave out the marks, which they do not show: to decode them costs more than all else of a deal.
    static func fetch(_ db: Database, ids: [Int64], withMarks: Bool) throws -> [Deal] {
        let list: StatementArguments = ["[" + ids.map(String.init).joined(separator: ",") + "]"]
        let places = Dictionary(
            ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var parties: [[Party]] = Array(repeating: [], count: ids.count)
        let roles = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT deal_id, party, role FROM deal_parties WHERE deal_id IN (SELECT value FROM json_each(?))
                    ORDER BY deal_id, position
                    """), arguments: list)
        // The same place for all parties of a deal, which come one after the other.
        var (last, place): (Int64?, Int?) = (nil, nil)
        while let row = try roles.next() {
            let id: Int64 = row[0]
            if id != last { (last, place) = (id, places[id]) }
            if let place { parties[place].append(Party(id: row[1], role: Role(rawValue: row[2]))) }
        }
        var deals: [Deal?] = Array(repeating: nil, count: ids.count)
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    \(withMarks ? select : listed) WHERE d.id IN (SELECT value FROM json_each(?))
                    """), arguments: list)
        while let row = try rows.next() {
            guard let place = places[row[0]] else { continue }
            deals[place] = try Deal(row: row, parties: parties[place])
        }
        return deals.compactMap(\.self)
    }

    /// The same without the marks.
    private static let listed: StaticString = """
        SELECT d.id, d.type, d.status, d.camp, d.amount_value, d.amount_currency, d.amount_bound, d.valuation_value,
            d.valuation_currency, d.valuation_bound, d.quantity_value, d.quantity_unit, d.quantity_bound,
            d.confidence, d.first_seen, d.last_changed, d.outlet_count, d.first_outlet, d.first_language, NULL
        FROM deals d
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
    /// From three columns: value, currency, bound.
    fileprivate init?(row: Row, at first: Int) throws {
        guard let stored: Double = row[first] else { return nil }
        self.init(value: stored, currency: row[first + 1], bound: try row.value(at: first + 2))
    }
}

extension Quantity {
    /// From three columns: value, unit, bound.
    fileprivate init?(row: Row, at first: Int) throws {
        guard let stored: Double = row[first] else { return nil }
        self.init(value: stored, unit: row[first + 1], bound: try row.value(at: first + 2))
    }
}
