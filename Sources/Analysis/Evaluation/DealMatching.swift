import NewsModel

/// Which predicted deal stands for which gold deal of the same story.
enum DealMatching {
    struct Pair {
        var gold: GoldDeal
        var goldIndex: Int
        var predicted: GoldDeal

        /// Overlapping enough to count as found: half of the parties named by either are named by both.
        var isHit: Bool { jaccard(gold.partyIDs, predicted.partyIDs) >= 0.5 }
        var isStrictHit: Bool { gold.partyRoles == predicted.partyRoles }
    }

    private struct Candidate {
        var score: Double
        var gold: Int
        var predicted: Int

        /// Best first; of equal scores the later deals first, as the reference's reversed sort has it.
        func precedes(_ other: Candidate) -> Bool {
            if score != other.score { return score > other.score }
            if gold != other.gold { return gold > other.gold }
            return predicted > other.predicted
        }
    }

    /// Pairs deals of equal type one to one, greedily, most overlap of parties (and half as much of roles) first.
    static func pairs(gold: [GoldDeal], predicted: [GoldDeal]) -> [Pair] {
        var freeGold = Set(gold.indices)
        var freePredicted = Set(predicted.indices)
        var pairs: [Pair] = []
        for candidate in candidates(gold, predicted).sorted(by: { $0.precedes($1) })
        where freeGold.contains(candidate.gold) && freePredicted.contains(candidate.predicted) {
            freeGold.remove(candidate.gold)
            freePredicted.remove(candidate.predicted)
            pairs.append(
                Pair(
                    gold: gold[candidate.gold], goldIndex: candidate.gold,
                    predicted: predicted[candidate.predicted]))
        }
        return pairs
    }

    private static func candidates(_ gold: [GoldDeal], _ predicted: [GoldDeal]) -> [Candidate] {
        var candidates: [Candidate] = []
        for (i, left) in gold.enumerated() {
            for (j, right) in predicted.enumerated() where left.type == right.type {
                let parties = left.partyIDs
                guard parties.isEmpty || !parties.isDisjoint(with: right.partyIDs) else { continue }
                let score =
                    jaccard(parties, right.partyIDs) + 0.5 * jaccard(left.partyRoles, right.partyRoles)
                candidates.append(Candidate(score: score, gold: i, predicted: j))
            }
        }
        return candidates
    }
}

extension GoldDeal {
    var partyIDs: Set<String> { Set(parties.map(\.id)) }
    var partyRoles: Set<Party> { Set(parties) }
}
