import NewsModel

/// Gives each deal the sums that belong to it: the price, the worth of the company, the power or chips.
struct AmountAttacher {
    let lexicon: Lexicon
    let reading: StoryReading
    private var scan: StoryScan { reading.scan }
    private var amounts: SentenceAmounts { reading.amounts }

    /// What one cluster moves.
    struct Sums {
        var amount: (mention: AmountMention, value: Amount)?
        var valuation: (mention: AmountMention, value: Amount)?
        var quantity: (mention: AmountMention, value: Quantity)?
    }

    /// The sums of a cluster between some parties.
    func sums(of cluster: DealCluster, parties: [PartyModel.Choice], allowed: Set<String>) -> Sums {
        var sums = Sums()
        if allowed.contains("amount") { sums.amount = price(of: cluster, parties) }
        let sentences = Self.sentenceOrder(cluster)
        for sentence in sentences + neighbours(of: sentences) {
            if sums.valuation == nil, allowed.contains("valuation") { sums.valuation = worth(in: sentence) }
            if sums.quantity == nil, allowed.contains("quantity") { sums.quantity = size(in: sentence) }
        }
        return sums
    }

    /// The sums that the price is chosen from, and what is seen of each.
    func candidates(
        for cluster: DealCluster, _ parties: [PartyModel.Choice]
    ) -> (sums: [SumCandidate], features: [FeatureVector]) {
        let candidates = SumCandidates(
            scan: scan, amounts: amounts, background: reading.background, cluster: cluster,
            rivals: rivals(of: cluster), parties: Set(parties.map(\.entity)))
        let sums = candidates.all(
            investors: Set(parties.filter { $0.role.rawValue == "investor" }.map(\.entity)))
        return (sums, candidates.features(of: sums))
    }

    /// The cues of the other types of deal; a cue that both share says nothing.
    private func rivals(of cluster: DealCluster) -> [DealCandidate] {
        reading.clusters.filter { $0.type != cluster.type }.flatMap(\.candidates).filter { !$0.isBackground }
    }

    private func price(
        of cluster: DealCluster, _ parties: [PartyModel.Choice]
    ) -> (mention: AmountMention, value: Amount)? {
        let (sums, features) = candidates(for: cluster, parties)
        guard let chosen = lexicon.models.amount.choice(among: features, cluster.type),
            let mention = sums[chosen].mentions.first?.mention
        else { return nil }
        return (mention, total(over: sums[chosen], sums) ?? sums[chosen].stated)
    }

    /// The total of its sentence, where each investor has a sum of its own and the title names none.
    private func total(over sum: SumCandidate, _ sums: [SumCandidate]) -> Amount? {
        let sentences = Set(sum.mentions.map(\.sentence))
        guard !sentences.contains(0) || !scan.hasTitle else { return nil }
        return sums.first { $0.isTotal && sentences.contains($0.mentions[0].sentence) }?.amount
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
