import NewsModel

/// Gives each deal the sums that belong to it: the price, the worth of the company, the power or chips.
struct AmountAttacher {
    let scan: StoryScan
    let amounts: SentenceAmounts

    /// What one cluster moves.
    struct Sums {
        var amount: (mention: AmountMention, value: Amount)?
        var valuation: (mention: AmountMention, value: Amount)?
        var quantity: (mention: AmountMention, value: Quantity)?
    }

    /// The sums of a cluster; the title's sum goes to the cluster that the title announces.
    func sums(of cluster: DealCluster, investors: Int, allowed: Set<String>) -> Sums {
        var sums = Sums()
        let sentences = Self.sentenceOrder(cluster)
        for sentence in sentences where sums.amount == nil && allowed.contains("amount") {
            sums.amount = price(in: sentence, cluster, investors: investors)
        }
        for sentence in sentences + neighbours(of: sentences) {
            if sums.valuation == nil, allowed.contains("valuation") { sums.valuation = worth(in: sentence) }
            if sums.quantity == nil, allowed.contains("quantity") { sums.quantity = size(in: sentence) }
        }
        return sums
    }

    /// Title first, then by the score that speaks for the cluster there.
    private static func sentenceOrder(_ cluster: DealCluster) -> [Int] {
        var seen: Set<Int> = []
        let ranked = cluster.candidates.filter { !$0.isBackground }.sorted {
            ($0.sentence == 0 ? 0 : 1, -$0.score, $0.sentence) < (
                $1.sentence == 0 ? 0 : 1, -$1.score, $1.sentence
            )
        }
        return ranked.map(\.sentence).filter { seen.insert($0).inserted }
    }

    /// The sentences right after: "… . The round values it at $14bn."
    private func neighbours(of sentences: [Int]) -> [Int] {
        sentences.filter { $0 > 0 }.map { $0 + 1 }.filter {
            $0 < scan.sentences.count && !sentences.contains($0)
        }
    }

    private func price(
        in sentence: Int, _ cluster: DealCluster, investors: Int
    ) -> (mention: AmountMention, value: Amount)? {
        let sums = amounts[sentence].filter { $0.hint == .none && !$0.isConversion && $0.amount != nil }
        guard let first = sums.first, let firstValue = first.amount else { return nil }
        if investors > 1, sums.count == investors, let total = Self.total(sums) { return (first, total) }
        let cues = cluster.candidates.filter { $0.sentence == sentence }.map(\.hit.range)
        let nearest = sums.min { distance($0.range, cues) < distance($1.range, cues) }
        guard let nearest, let value = nearest.amount else { return (first, firstValue) }
        return (nearest, value)
    }

    /// "Nvidia up to $10bn and Microsoft up to $5bn": one sum for each investor adds up.
    private static func total(_ sums: [AmountMention]) -> Amount? {
        let amounts = sums.compactMap(\.amount)
        guard let first = amounts.first, amounts.allSatisfy({ $0.currency == first.currency }) else {
            return nil
        }
        let bound = amounts.first { $0.bound != .exact }?.bound ?? .exact
        return Amount(value: amounts.reduce(0) { $0 + $1.value }, currency: first.currency, bound: bound)
    }

    private func distance(_ range: Range<Int>, _ cues: [Range<Int>]) -> Int {
        cues.map { cue in
            range.lowerBound >= cue.upperBound
                ? range.lowerBound - cue.upperBound : max(cue.lowerBound - range.upperBound, 0)
        }.min() ?? Int.max
    }

    private func worth(in sentence: Int) -> (mention: AmountMention, value: Amount)? {
        amounts[sentence].first { $0.hint == .valuation && !$0.isConversion }.flatMap { mention in
            mention.amount.map { (mention, $0) }
        }
    }

    private func size(in sentence: Int) -> (mention: AmountMention, value: Quantity)? {
        amounts[sentence].first { $0.kind == .quantity }.flatMap { mention in
            mention.quantity.map { (mention, $0) }
        }
    }
}
