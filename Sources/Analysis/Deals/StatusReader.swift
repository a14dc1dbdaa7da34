import NewsModel

/// Reads how far a deal has come from the status cues around its own.
struct StatusReader {
    let lexicon: Lexicon
    let scan: StoryScan

    /// The status of a cluster and the hit that decided it, if any.
    func status(of cluster: DealCluster, schema: DealSchema) -> (status: DealStatus, hit: CueHit?) {
        var votes: [DealStatus: (weight: Double, hit: CueHit)] = [:]
        func vote(_ status: DealStatus, _ weight: Double, _ hit: CueHit) {
            let known = votes[status] ?? (0, hit)
            votes[status] = (known.weight + weight, known.hit)
        }
        let sentences = Set(cluster.candidates.filter { !$0.isBackground }.map(\.sentence)).union([0])
        for hit in sentences.sorted().flatMap({ scan.hits(inSentence: $0) }) {
            guard case .status(let status) = lexicon.cues[hit.cue].label else { continue }
            let place = scan.weight(ofSentence: hit.sentence) * nearness(hit, cluster)
            vote(status, lexicon.cues[hit.cue].weight * place, hit)
        }
        for candidate in cluster.candidates where !candidate.isBackground {
            if candidate.isNegated { vote(.cancelled, candidate.score * 0.7, candidate.hit) }
            if let implied = candidate.status { vote(implied, candidate.score, candidate.hit) }
        }
        return decide(votes, schema)
    }

    /// How close a status cue stands to the deal's own cues in its sentence: 1 beside them, less farther off.
    private func nearness(_ hit: CueHit, _ cluster: DealCluster) -> Double {
        let distances = cluster.candidates.filter { $0.sentence == hit.sentence }.map { candidate in
            max(
                hit.range.lowerBound - candidate.hit.range.upperBound,
                candidate.hit.range.lowerBound - hit.range.upperBound, 0)
        }
        return distances.min().map { 1 / (1 + Double($0) / 120) } ?? 0.5
    }

    /// A denial or a rumour outweighs the rest, because the plain words of the deal stand there as well.
    private func decide(
        _ votes: [DealStatus: (weight: Double, hit: CueHit)], _ schema: DealSchema
    ) -> (status: DealStatus, hit: CueHit?) {
        let strength: [DealStatus: Double] = [.cancelled: 1.3, .rumoured: 1.2, .completed: 1, .announced: 1]
        let best = votes.max { left, right in
            let a = left.value.weight * (strength[left.key] ?? 1)
            let b = right.value.weight * (strength[right.key] ?? 1)
            return a != b ? a < b : left.key.rawValue > right.key.rawValue
        }
        guard let best, best.value.weight >= 0.8 else { return (schema.defaultStatus, nil) }
        return (best.key, best.value.hit)
    }
}
