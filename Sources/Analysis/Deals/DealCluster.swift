import NewsModel

/// Candidates of one type that speak of one deal, with what they add up to.
struct DealCluster: Sendable {
    var type: DealType
    var candidates: [DealCandidate] = []

    /// The sum of the candidates' scores; a cue that comes again counts half as much each time.
    var score: Double { sum(candidates) }

    private func sum(_ candidates: [DealCandidate]) -> Double {
        guard candidates.count > 1 else { return candidates.first?.score ?? 0 }
        var repeats: [Int: Int] = [:]
        return candidates.sorted { $0.score > $1.score }.reduce(0) { total, candidate in
            let count = repeats[candidate.hit.cue, default: 0]
            repeats[candidate.hit.cue] = count + 1
            return total + candidate.score / Double(1 << min(count, 8))
        }
    }
    /// Words that are in no list speak for it.
    var isUncued: Bool { candidates.contains { $0.hit.cue == CueHit.noCue } }
    var isInTitle: Bool { candidates.contains { $0.sentence == 0 } }

    /// Entities by role with the sum of the scores that speak for them; a candidate that names one party
    /// only says less about who is in the deal.
    var votes: RoleMap<[Int: Double]> {
        var votes = RoleMap<[Int: Double]>()
        for candidate in candidates {
            let count = candidate.parties.values.reduce(0) { $0 + $1.count }
            let weight = candidate.score * (count > 1 ? 1 : 0.4)
            for (role, entities) in candidate.parties.entries {
                votes.update(role, from: [:]) { for entity in entities { $0[entity, default: 0] += weight } }
            }
        }
        return votes
    }
}

/// Joins candidates at the level of the story: one record for each separate deal.
struct CandidateMerger {
    /// The strongest cues of a story say what it is about; a text stuffed with more is not worth the comparison.
    private static let mostCandidates = 120

    func clusters(_ candidates: [DealCandidate]) -> [DealCluster] {
        var clusters: [DealCluster] = []
        var names: [Set<Int>] = []
        let strongestFirst = candidates.enumerated().sorted {
            $0.element.score != $1.element.score ? $0.element.score > $1.element.score : $0.offset < $1.offset
        }
        for (_, candidate) in strongestFirst.prefix(Self.mostCandidates) {
            let mine = Set(candidate.parties.values.joined())
            if let home = clusters.indices.first(where: {
                clusters[$0].type == candidate.type && joins(candidate, mine, clusters[$0], names[$0])
            }) {
                clusters[home].candidates.append(candidate)
                names[home].formUnion(mine)
            } else {
                clusters.append(DealCluster(type: candidate.type, candidates: [candidate]))
                names.append(mine)
            }
        }
        return clusters
    }

    /// Whether a candidate with some names speaks of the deal of a cluster with others: nothing contradicts, and
    /// something is shared or unsaid.
    private func joins(
        _ candidate: DealCandidate, _ mine: Set<Int>, _ cluster: DealCluster, _ theirs: Set<Int>
    ) -> Bool {
        let schema = candidate.schema
        if mine.isEmpty || theirs.isEmpty { return true }
        // Two names in common are one deal, even where one of the sentences was read the wrong way round.
        if mine.intersection(theirs).count > 1 { return true }
        if schema.isSymmetric { return mine.count < 2 || theirs.count < 2 || !mine.isDisjoint(with: theirs) }
        let votes = cluster.votes
        var shares = false
        for role in schema.principals {
            let left = Set(candidate.parties[role] ?? [])
            let right = Set((votes[role] ?? [:]).keys)
            if left.isEmpty || right.isEmpty { continue }
            if left.isDisjoint(with: right) { return false }
            shares = true
        }
        return shares || !mine.isDisjoint(with: theirs) || completes(candidate, cluster)
    }

    /// Whether the next sentence fills the roles that this one leaves open.
    ///
    /// As in "H Company raises 220 million. The round was led by Accel."
    private func completes(_ candidate: DealCandidate, _ cluster: DealCluster) -> Bool {
        let isNear = cluster.candidates.contains { abs($0.sentence - candidate.sentence) <= 1 }
        return isNear && Set(cluster.votes.keys).isDisjoint(with: candidate.parties.keys)
    }
}
