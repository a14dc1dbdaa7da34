import Analysis
import Foundation
import NewsModel
import Persistence

/// What strengthened the open and the closed camp over time, by the number of deals and by money.
///
/// Only what is announced or completed counts: a rumour may come to nothing and a cancelled deal has, so both
/// stand apart. What is promised "up to" a sum is a ceiling and never added to what is stated as paid.
struct Balance {
    /// Of one camp in one period.
    struct Share: Equatable {
        var deals = 0
        /// Those without a sum in a currency that has a rate.
        var withoutSum = 0
        /// In US dollars at rough rates.
        var paid = 0.0
        var promised = 0.0
    }

    struct Row: Equatable {
        /// "2026-11-02"; of a layer its name.
        var name: String
        var shares: [Camp: Share] = [:]
        /// Deals that do not count, with the sums that they would move.
        var rumoured = Share()
        var cancelled = Share()

        subscript(camp: Camp) -> Share { shares[camp] ?? Share() }
        var isEmpty: Bool { shares.isEmpty && rumoured.deals == 0 && cancelled.deals == 0 }
    }

    static let camps: [Camp] = [.open, .closed, .mixed, .neither]

    var period: Period
    /// From the first period with a deal to that of now, without a gap.
    var rows: [Row]
    /// One for each layer that has deals.
    var layers: [Row]
    var total: Row

    init(_ days: [DailyDeals], by period: Period, layers: DealLayers, now: Date) {
        self.period = period
        // The calendar is slow, and a day has many rows.
        let starts = Set(days.map(\.day)).reduce(into: [:]) { $0[$1] = period.start(of: $1) }
        let byPeriod = Dictionary(grouping: days) { starts[$0.day] ?? $0.day }
        rows =
            (byPeriod.keys.min()).map { period.starts(from: $0, to: max(now, byPeriod.keys.max() ?? now)) }?
            .map { Row(name: period.name($0), counting: byPeriod[$0] ?? []) } ?? []
        let byLayer = Dictionary(grouping: days) { layers.layer(of: $0.type) }
        self.layers = layers.names.compactMap { name in
            byLayer[name].map { Row(name: name, counting: $0) }
        }
        total = Row(name: "all", counting: days)
    }

    var isEmpty: Bool { total.isEmpty }
}

extension Balance.Row {
    fileprivate init(name: String, counting days: [DailyDeals]) {
        self.init(name: name)
        for day in days {
            switch day.status {
            case .rumoured: rumoured.add(day)
            case .cancelled: cancelled.add(day)
            case .announced, .completed: shares[day.camp, default: .init()].add(day)
            }
        }
    }
}

extension Balance.Share {
    fileprivate mutating func add(_ day: DailyDeals) {
        deals += day.deals
        withoutSum += day.deals - day.sums
        if day.isPromise { promised += day.dollars } else { paid += day.dollars }
    }
}
