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
    /// How many of them state a sum in a currency with a rate, and these in US dollars, each rounded to whole ones.
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

    /// The deals of a day and those after it, counted by the day on which they were first seen; the oldest day first.
    package func dailyDeals(since: Date) async throws(StoreError) -> [DailyDeals] {
        try await read("count the deals of each day") { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT day, type, status, camp, is_promise, deals, sums, dollars FROM daily_deals
                    WHERE day >= ? ORDER BY day, type, status, camp, is_promise
                    """, arguments: [since.milliseconds / Self.dayMilliseconds])
            var days: [DailyDeals] = []
            while let row = try rows.next() { days.append(try DailyDeals(row: row)) }
            return days
        }
    }
}

extension DailyDeals {
    /// By the places of the columns: there are tens of thousands in a few years.
    fileprivate init(row: Row) throws {
        let day: Int64 = row[0]
        self.init(
            day: Date(timeIntervalSince1970: Double(day) * 86_400), type: DealType(rawValue: row[1]),
            status: try row.value("status"), camp: Camp(rawValue: row[3]), isPromise: row[4], deals: row[5],
            sums: row[6], dollars: row[7])
    }
}
