package import FoundationEssentials
import GRDB
package import NewsModel

extension Store {
    /// Who pays whom by deals that are announced or completed, with when each deal was first stored.
    package func firmFlows() async throws(StoreError) -> [(flow: MoneyFlow, known: Date)] {
        try await read("list who pays whom") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT p.deal_id, p.party, p.role,
                        coalesce((SELECT min(r.time) FROM reports r WHERE r.deal_id = d.id), d.first_seen)
                            AS known
                    FROM deals d JOIN deal_parties p ON p.deal_id = d.id
                    WHERE d.merged_into IS NULL AND d.rejected_at IS NULL
                        AND d.status IN ('announced', 'completed')
                    ORDER BY p.deal_id, p.position
                    """)
            let known = Dictionary(
                rows.map { ($0["deal_id"] as Int64, $0.requiredDate("known")) },
                uniquingKeysWith: { first, _ in first })
            return MoneyFlow.all(rows).map { ($0, known[$0.deal.rawValue] ?? .distantPast) }
        }
    }
}

extension StoreTransaction {
    /// Bounds the work for a company that is in very many deals; the newest count.
    private static let mostDeals = 1_000

    /// Who pays a company and whom it pays by deals that are announced or completed.
    package func firmFlows(of company: String) throws(StoreError) -> [MoneyFlow] {
        try step("find who pays whom") { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT p.deal_id, p.party, p.role
                        FROM (SELECT DISTINCT deal_id FROM deal_parties WHERE party = ?
                            ORDER BY deal_id DESC LIMIT ?) own
                        JOIN deals d ON d.id = own.deal_id JOIN deal_parties p ON p.deal_id = d.id
                        WHERE d.merged_into IS NULL AND d.rejected_at IS NULL
                        AND d.status IN ('announced', 'completed')
                        ORDER BY p.deal_id, p.position
                        """), arguments: [company, Self.mostDeals])
            return MoneyFlow.all(rows).filter { $0.from == company || $0.to == company }
        }
    }
}

extension MoneyFlow {
    /// The flows of deals from rows of their parties, in order of the deals.
    fileprivate static func all(_ rows: [Row]) -> [MoneyFlow] {
        var flows: [MoneyFlow] = []
        var parties: [Party] = []
        for (index, row) in rows.enumerated() {
            let id: Int64 = row["deal_id"]
            parties.append(Party(id: row["party"], role: Role(rawValue: row["role"])))
            guard index + 1 == rows.count || rows[index + 1]["deal_id"] as Int64 != id else { continue }
            flows += MoneyFlow.all(of: DealID(rawValue: id), parties: parties)
            parties = []
        }
        return flows
    }
}
