package import NewsModel

/// Money that comes back: companies of which each pays the next, and the last the first.
package struct DealCycle: Hashable, Sendable {
    /// What one company pays the next.
    package struct Hop: Hashable, Sendable {
        package var from: String
        package var to: String
        /// First seen first.
        package var deals: [Deal]

        /// Sums of firm deals but what is "up to", in US dollars at rough rates; nil when none is stated.
        package var paid: Double? { sum { $0.bound != .upTo } }

        /// The same of what is promised at most.
        package var promised: Double? { sum { $0.bound == .upTo } }

        /// Some sum is that of several payers or payees together, so that this pair's own may be smaller.
        package var isShared: Bool { deals.contains { $0.amount != nil && $0.flows.count > 1 } }

        private func sum(_ isWanted: (Amount) -> Bool) -> Double? {
            deals.reduce(nil) { sum, deal in
                guard deal.status.isFirm, let amount = deal.amount, isWanted(amount),
                    let dollars = CurrencyRates.dollars(amount)
                else { return sum }
                return (sum ?? 0) + dollars
            }
        }
    }

    package var hops: [Hop]

    /// What can have gone the whole way round and so stands in more than one of the sums: the smallest of
    /// them, in dollars.
    ///
    /// No more money can come back than the narrowest hop lets through. Nil when some hop states no paid sum:
    /// then nothing is known of what went round.
    package var countedTwice: Double? {
        let sums = hops.compactMap(\.paid)
        return sums.count == hops.count ? sums.min() : nil
    }

    /// All paid sums together: what headlines add up to.
    package var stated: Double { hops.compactMap(\.paid).reduce(0, +) }

    package var flows: [MoneyFlow] {
        hops.flatMap { hop in hop.deals.map { MoneyFlow(deal: $0.id, from: hop.from, to: hop.to) } }
    }
}

extension DealCycle {
    /// The cycles among deals, those in which most money can have gone round first, then the shorter ones.
    ///
    /// Cancelled deals are in none; rumoured ones are if `rumours` says so.
    package static func all(
        among deals: [Deal], rumours: Bool
    ) -> (cycles: [DealCycle], isComplete: Bool) {
        let used = deals.filter { $0.status.isFirm || (rumours && $0.status == .rumoured) }
        let flows = used.map(\.flows)
        let found = CycleFinder(flows.joined()).all()
        let pairs = found.cycles.map(Pair.all)
        let hops = Pair.hops(of: Set(pairs.joined()), used, flows)
        let cycles = pairs.map { DealCycle(hops: $0.compactMap { hops[$0] }) }
        // A sum goes over many deals: once for each cycle, not for each comparison.
        let sorted = cycles.map { (cycle: $0, sum: $0.countedTwice ?? -1) }.sorted { one, other in
            one.sum != other.sum ? one.sum > other.sum : isShorter(one.cycle, other.cycle)
        }
        return (sorted.map(\.cycle), found.isComplete)
    }

    /// Two companies of which the first pays the second.
    private struct Pair: Hashable {
        var from: String
        var to: String

        static func all(of companies: [String]) -> [Pair] {
            companies.indices.map { Pair(from: companies[$0], to: companies[($0 + 1) % companies.count]) }
        }

        /// The deals by which each pair's money goes; `flows` are those of each deal.
        ///
        /// Most deals are of no cycle, and some pairs of many.
        static func hops(of pairs: Set<Pair>, _ deals: [Deal], _ flows: [[MoneyFlow]]) -> [Pair: Hop] {
            var parallel: [Pair: [Deal]] = [:]
            for (deal, flows) in zip(deals, flows) {
                for pair in flows.lazy.map({ Pair(from: $0.from, to: $0.to) }) where pairs.contains(pair) {
                    parallel[pair, default: []].append(deal)
                }
            }
            return Dictionary(
                uniqueKeysWithValues: parallel.map { pair, deals in
                    let sorted = deals.sorted { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }
                    return (pair, Hop(from: pair.from, to: pair.to, deals: sorted))
                })
        }
    }

    private static func isShorter(_ one: DealCycle, _ other: DealCycle) -> Bool {
        if one.hops.count != other.hops.count { return one.hops.count < other.hops.count }
        return one.hops.map(\.from).lexicographicallyPrecedes(other.hops.map(\.from))
    }
}
