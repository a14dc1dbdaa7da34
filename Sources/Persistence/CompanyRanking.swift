import GRDB

/// Which companies have the most deals, without counting those of all companies.
///
/// The number of a company's roles is read from an index in one go and is never less than that of its deals, so companies
/// are looked at from the most roles down, until none that follows can have as many deals as those found.
enum CompanyRanking {
    static func busiest(_ db: Database, limit: Int) throws -> [CompanyActivity] {
        let companies = try Row.fetchCursor(
            db,
            sql: """
                SELECT party, count(*) AS roles FROM deal_parties INDEXED BY deal_parties_of_party
                GROUP BY party ORDER BY roles DESC
                """)
        let count = try db.cachedStatement(sql: activity)
        var found: [CompanyActivity] = []
        while limit > 0, let company = try companies.next() {
            if found.count >= limit, (company["roles"] as Int) < found[limit - 1].deals { break }
            let id: String = company["party"]
            guard let row = try Row.fetchOne(count, arguments: [id]), row["deals"] as Int > 0 else {
                continue
            }
            let activity = CompanyActivity(id: id, row: row)
            found.insert(activity, at: found.firstIndex { isBefore(activity, $0) } ?? found.endIndex)
            if found.count > limit { found.removeLast() }
        }
        return found
    }

    private static let activity = """
        SELECT count(*) AS deals, sum(camp = 'open') AS open, sum(camp = 'closed') AS closed,
            max(last_changed) AS last_changed
        FROM (SELECT DISTINCT deal_id FROM deal_parties WHERE party = ?) p CROSS JOIN deals d ON d.id = p.deal_id
        WHERE d.merged_into IS NULL AND d.rejected_at IS NULL
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
