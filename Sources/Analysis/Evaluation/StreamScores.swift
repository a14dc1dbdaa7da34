/// What was made of one item of a stream: which deal it was filed under, and what readers were told.
package struct StreamOutcome: Hashable, Sendable {
    package enum Alert: String, Sendable {
        case new, update, none
    }

    package var id: String
    /// Nil for an item that tells of no deal.
    package var deal: String?
    package var alert: Alert
    /// What an update says, "status: announced → completed".
    package var change: [String]

    package init(id: String, deal: String?, alert: Alert, change: [String] = []) {
        self.id = id
        self.deal = deal
        self.alert = alert
        self.change = change
    }
}

/// How well the deals of a stream were told apart, and how often readers were told of each.
///
/// B-cubed is that of Bagga and Baldwin (1998); a missing outcome counts as an item of no deal without an alert.
package struct StreamScores: Sendable {
    private let items: [StreamItem]
    private let outcomes: [String: StreamOutcome]

    package init(gold: [StreamItem], outcomes: [StreamOutcome]) {
        items = gold
        self.outcomes = Dictionary(outcomes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package var scoreboard: Scoreboard {
        let (precision, recall) = bCubed
        let (cross, falseMerge) = pairs
        let (updatePrecision, updateRecall) = updates
        return Scoreboard(
            counts: [
                "items": items.count, "deals": dealsOfGold.count,
                "missing": items.count { outcomes[$0.id] == nil },
                "missed_deals": dealsOfGold.subtracting(newAlerts.keys).count,
                "false_new_alerts": falseNewAlerts,
            ],
            ratios: [
                "cluster_b3_precision": precision, "cluster_b3_recall": recall,
                "cluster_b3_f1": Self.harmonic(precision, recall), "cross_language_recall": cross,
                "false_merge": falseMerge, "alerts_per_deal": alertsPerDeal,
                "update_precision": updatePrecision,
                "update_recall": updateRecall,
            ])
    }

    private func deal(of item: StreamItem) -> String? { outcomes[item.id]?.deal }
    private func alert(of item: StreamItem) -> StreamOutcome.Alert { outcomes[item.id]?.alert ?? .none }

    private var dealItems: [StreamItem] { items.filter { $0.deal != nil } }
    private var dealsOfGold: Set<String> { Set(items.compactMap(\.deal)) }

    // MARK: Clusters

    private var bCubed: (precision: Double, recall: Double) {
        let known = dealItems
        guard !known.isEmpty else { return (0, 0) }
        let gold = Dictionary(grouping: known) { $0.deal ?? "" }.mapValues { Set($0.map(\.id)) }
        let own = Dictionary(grouping: known, by: cluster).mapValues { Set($0.map(\.id)) }
        var precision = 0.0
        var recall = 0.0
        for item in known {
            guard let right = gold[item.deal ?? ""], let found = own[cluster(item)] else { continue }
            let common = Double(right.intersection(found).count)
            precision += common / Double(found.count)
            recall += common / Double(right.count)
        }
        return (precision / Double(known.count), recall / Double(known.count))
    }

    private func cluster(_ item: StreamItem) -> String { deal(of: item) ?? "single:" + item.id }

    /// Pairs of one deal in two languages that were found, and pairs that were taken for one deal and are not.
    private var pairs: (crossLanguage: Double, falseMerge: Double) {
        let plain = items.filter { $0.deals == nil }
        var (cross, found, merged, wrong) = (0, 0, 0, 0)
        for (number, one) in plain.enumerated() {
            for other in plain[(number + 1)...] {
                let isOne = one.deal != nil && one.deal == other.deal
                let isTakenForOne = deal(of: one) != nil && deal(of: one) == deal(of: other)
                if isOne, one.lang != other.lang {
                    cross += 1
                    found += isTakenForOne ? 1 : 0
                }
                if isTakenForOne {
                    merged += 1
                    wrong += isOne ? 0 : 1
                }
            }
        }
        return (Self.share(found, of: cross), Self.share(wrong, of: merged))
    }

    // MARK: Alerts

    /// How often each deal was told as new.
    private var newAlerts: [String: Int] {
        dealItems.filter { alert(of: $0) == .new }.reduce(into: [:]) { $0[$1.deal ?? "", default: 0] += 1 }
    }

    private var alertsPerDeal: Double {
        let alerts = newAlerts
        return alerts.isEmpty ? 0 : Double(alerts.values.reduce(0, +)) / Double(alerts.count)
    }

    private var falseNewAlerts: Int {
        items.count { $0.deal == nil && $0.deals == nil && alert(of: $0) == .new }
    }

    private var updates: (precision: Double, recall: Double) {
        let isNews = { (item: StreamItem) in [.status, .amount, .party].contains(item.change) }
        let told = items.filter { alert(of: $0) == .update }
        let right = told.count(where: isNews)
        return (Self.share(right, of: told.count), Self.share(right, of: dealItems.count(where: isNews)))
    }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }
    private static func harmonic(_ one: Double, _ other: Double) -> Double {
        one + other == 0 ? 0 : 2 * one * other / (one + other)
    }
}
