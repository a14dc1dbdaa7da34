import FoundationEssentials
import GRDB

/// Which companies have the most deals: all are counted, of the first alone the camps are looked at.
enum CompanyRanking {
    /// Of the deals first seen at or after a time, if one is given.
    static func busiest(_ db: Database, since: Date?, limit: Int) throws -> [CompanyActivity] {
        let start = since?.milliseconds ?? .min
        let companies = try Row.fetchCursor(
            db,
            sql: """
                SELECT party, count(*) AS deals FROM company_deals WHERE first_seen >= ?
                GROUP BY party ORDER BY deals DESC
                """, arguments: [start])
        let activity = try db.cachedStatement(sql: activity)
        var found: [CompanyActivity] = []
        while limit > 0, let company = try companies.next() {
            // Of those with as many deals, all are compared.
            if found.count >= limit, (company["deals"] as Int) < found[limit - 1].deals { break }
            let id: String = company["party"]
            guard let row = try Row.fetchOne(activity, arguments: [id, start]) else { continue }
            found.append(CompanyActivity(id: id, row: row))
        }
        return Array(found.sorted(by: isBefore).prefix(limit))
    }

    private static let activity = """
        SELECT count(*) AS deals, sum(camp = 'open') AS open, sum(camp = 'closed') AS closed,
            max(last_changed) AS last_changed
        FROM company_deals WHERE party = ? AND first_seen >= ?
        """

    private static func isBefore(_ one: CompanyActivity, _ other: CompanyActivity) -> Bool {
        if one.deals != other.deals { return one.deals > other.deals }
        if one.lastChanged != other.lastChanged { return one.lastChanged > other.lastChanged }
        return one.id < other.id
    }
}

extension CompanyActivity {
    init(id: String, row: Row) {
        self.init(
            id: id, deals: row["deals"], open: row["open"], closed: row["closed"],
            lastChanged: row.requiredDate("last_changed"))
    }
}
