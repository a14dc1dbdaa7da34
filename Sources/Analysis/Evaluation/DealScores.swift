import NewsModel

/// The figures about deals: found or not, parties in their roles, status, amounts.
struct DealScores {
    /// Deals found.
    private(set) var deals = Tally()
    /// Deals found with every party in its role.
    private(set) var strict = Tally()
    /// (deal type, party, role) triples.
    private(set) var arguments = Tally()
    private var pairCount = 0
    private var reversedCount = 0
    private var equalStatusCount = 0
    private var mainCount = 0
    private var mainHitCount = 0
    private var amountCount = 0
    private var amountHitCount = 0
    private var boundHitCount = 0

    var mainRecall: Double { share(mainHitCount, of: mainCount) }
    var roleReversal: Double { share(reversedCount, of: pairCount) }
    var statusAccuracy: Double { share(equalStatusCount, of: pairCount) }
    var amountAccuracy: Double { share(amountHitCount, of: amountCount) }
    var amountBoundAccuracy: Double { share(boundHitCount, of: amountCount) }

    init(_ stories: [ScoredStory]) {
        for story in stories { add(gold: story.gold.liveDeals, predicted: story.predicted.liveDeals) }
    }

    private mutating func add(gold: [GoldDeal], predicted: [GoldDeal]) {
        let pairs = DealMatching.pairs(gold: gold, predicted: predicted)
        count(&deals, hits: pairs.count { $0.isHit }, gold: gold.count, predicted: predicted.count)
        count(&strict, hits: pairs.count { $0.isStrictHit }, gold: gold.count, predicted: predicted.count)
        arguments.count(gold: Argument.all(gold), predicted: Argument.all(predicted))
        pairCount += pairs.count
        reversedCount += pairs.count { RoleReversal.reverses($0.gold, $0.predicted) }
        equalStatusCount += pairs.count { $0.gold.status == $0.predicted.status }
        for (index, deal) in gold.enumerated() where deal.main {
            addMain(deal, pair: pairs.first { $0.goldIndex == index })
        }
    }

    private mutating func addMain(_ deal: GoldDeal, pair: DealMatching.Pair?) {
        mainCount += 1
        if let pair, pair.isHit { mainHitCount += 1 }
        guard let amount = deal.amount else { return }
        amountCount += 1
        guard let found = pair?.predicted.amount, amount.agrees(with: found) else { return }
        amountHitCount += 1
        if amount.bound == found.bound { boundHitCount += 1 }
    }

    private func count(_ tally: inout Tally, hits: Int, gold: Int, predicted: Int) {
        tally.truePositives += hits
        tally.falsePositives += predicted - hits
        tally.falseNegatives += gold - hits
    }
}

/// One party in one role of one type of deal.
private struct Argument: Hashable {
    var type: DealType
    var party: Party

    static func all(_ deals: [GoldDeal]) -> Set<Argument> {
        Set(deals.flatMap { deal in deal.parties.map { Argument(type: deal.type, party: $0) } })
    }
}

extension Amount {
    /// Same currency and within 0.5 % of this one.
    fileprivate func agrees(with other: Amount) -> Bool {
        currency == other.currency && abs(value - other.value) <= 0.005 * abs(value)
    }
}
