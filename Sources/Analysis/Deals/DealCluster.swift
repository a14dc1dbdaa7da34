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
    var isInTitle: Bool { candidates.contains { $0.sentence == 0 } }

    /// Entities by role with the sum of the scores that speak for them; a candidate that names one party
    /// only says less about who is in the deal.
    var votes: [Role: [Int: Double]] {
        var votes: [Role: [Int: Double]] = [:]
        for candidate in candidates {
            let count = candidate.parties.values.reduce(0) { $0 + $1.count }
            let weight = candidate.score * (count > 1 ? 1 : 0.4)
            for (role, entities) in candidate.parties {
                for entity in entities { votes[role, default: [:]][entity, default: 0] += weight }
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
        let strongestFirst = candidates.enumerated().sorted {
            $0.element.score != $1.element.score ? $0.element.score > $1.element.score : $0.offset < $1.offset
        }
        for (_, candidate) in strongestFirst.prefix(Self.mostCandidates) {
            if let home = clusters.firstIndex(where: {
                $0.type == candidate.type && joins(candidate, $0, candidate.schema)
            }) {
                clusters[home].candidates.append(candidate)
            } else {
                clusters.append(DealCluster(type: candidate.type, candidates: [candidate]))
            }
        }
        return clusters
    }

    /// Whether a candidate speaks of a cluster's deal: nothing contradicts, and something is shared or unsaid.
    private func joins(_ candidate: DealCandidate, _ cluster: DealCluster, _ schema: DealSchema) -> Bool {
        let mine = Set(candidate.parties.values.joined())
        let theirs = cluster.candidates.reduce(into: Set<Int>()) { $0.formUnion($1.parties.values.joined()) }
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
