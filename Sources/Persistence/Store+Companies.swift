package import FoundationEssentials
import GRDB

/// How much a company is in the deals.
package struct CompanyActivity: Hashable, Sendable {
    /// Canonical name.
    package var id: String
    package var deals: Int
    /// Those that strengthen the open and the closed camp.
    package var open: Int
    package var closed: Int
    package var lastChanged: Date
}

/// A company beside another one in the same deals.
package struct Counterparty: Hashable, Sendable {
    package var id: String
    package var deals: Int
}

extension Store {
    /// The companies of the deals first seen at or after a time, those with the most deals first.
    package func companies(since: Date?, limit: Int) async throws(StoreError) -> [CompanyActivity] {
        try await read("count the deals of the companies") { db in
            try CompanyRanking.busiest(db, since: since, limit: limit)
        }
    }

    /// With whom a company has most deals.
    package func counterparties(of party: String, limit: Int) async throws(StoreError) -> [Counterparty] {
        try await read("count the partners of a company") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT other.party AS id, count(DISTINCT other.deal_id) AS deals
                    FROM company_deals own CROSS JOIN deal_parties other ON other.deal_id = own.deal_id
                    WHERE own.party = ?1 AND other.party <> ?1
                    GROUP BY other.party ORDER BY deals DESC, other.party LIMIT ?2
                    """, arguments: [party, limit]
            ).map { Counterparty(id: $0["id"], deals: $0["deals"]) }
        }
    }
}
