package import FoundationEssentials
import GRDB
package import NewsModel

/// The deals first seen on one day (UTC) that are alike in type, status, camp and how their sum is meant.
package struct DailyDeals: Hashable, Sendable {
    /// Midnight.
    package var day: Date
    package var type: DealType
    package var status: DealStatus
    package var camp: Camp
    /// Their sums are promised at most ("up to").
    package var isPromise: Bool
    package var deals: Int
    /// How many of them state a sum in a currency with a rate, and these in US dollars.
    package var sums: Int
    package var dollars: Double

    package init(
        day: Date, type: DealType, status: DealStatus, camp: Camp, isPromise: Bool, deals: Int, sums: Int,
        dollars: Double
    ) {
        self.day = day
        self.type = type
        self.status = status
        self.camp = camp
        self.isPromise = isPromise
        self.deals = deals
        self.sums = sums
        self.dollars = dollars
    }
}

extension Store {
    private static let dayMilliseconds: Int64 = 86_400_000

    /// Deals first seen at or after a time, counted by day; the oldest day first.
    package func dailyDeals(since: Date) async throws(StoreError) -> [DailyDeals] {
        try await read("count the deals of each day") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT first_seen / \(Self.dayMilliseconds) AS day, type, status, camp,
                        coalesce(amount_bound = 'up_to', 0) AS is_promise, count(*) AS deals,
                        count(\(Deal.dollars)) AS sums, total(\(Deal.dollars)) AS dollars
                    FROM deals d WHERE merged_into IS NULL AND rejected_at IS NULL AND first_seen >= ?
                    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
                    """, arguments: [since.milliseconds]
            ).map { try DailyDeals(row: $0) }
        }
    }
}

extension DailyDeals {
    fileprivate init(row: Row) throws {
        let day: Int64 = row["day"]
        self.init(
            day: Date(timeIntervalSince1970: Double(day) * 86_400), type: DealType(rawValue: row["type"]),
            status: try row.value("status"), camp: Camp(rawValue: row["camp"]),
            isPromise: row["is_promise"], deals: row["deals"], sums: row["sums"], dollars: row["dollars"])
    }
}
