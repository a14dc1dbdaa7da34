import NewsModel

/// Reads how far a deal has come from the status cues around its own.
struct StatusReader {
    let lexicon: Lexicon
    let scan: StoryScan

    /// Bytes over which a status cue loses half of its say.
    private static let reach = 120.0

    /// The status of a cluster and the hit that speaks most for it, if any.
    func status(of cluster: DealCluster, schema: DealSchema) -> (status: DealStatus, hit: CueHit?) {
        let (signs, hits) = signs(of: cluster, schema: schema)
        let status = lexicon.models.status.status(signs, cluster.type)
        return (status, hits[status])
    }

    /// What speaks for each status, and the first hit of each.
    func signs(
        of cluster: DealCluster, schema: DealSchema
    ) -> (signs: StatusModel.Signs, hits: [DealStatus: CueHit]) {
        var signs = StatusModel.Signs(usual: schema.defaultStatus, isInTitle: cluster.isInTitle)
        var hits: [DealStatus: CueHit] = [:]
        let news = cluster.candidates.filter { !$0.isBackground }
        for number in Set(news.map(\.sentence)).union([0]).sorted() {
            for hit in scan.hits(inSentence: number) {
                guard case .status(let status) = lexicon.cues[hit.cue].label else { continue }
                let weight = lexicon.cues[hit.cue].weight * nearness(hit, cluster)
                signs.votes[status, default: 0] += weight * scan.weight(ofSentence: number)
                if scan.hasTitle, number == 0 { signs.titleVotes[status, default: 0] += weight }
                hits[status] = hits[status] ?? hit
            }
        }
        for candidate in news {
            if candidate.isNegated { signs.isNegated = true }
            guard let status = candidate.status else { continue }
            signs.implied[status, default: 0] += candidate.score
            hits[status] = hits[status] ?? candidate.hit
        }
        return (signs, hits)
    }

    /// How close a status cue stands to the deal's own cues in its sentence: 1 beside them, less farther off.
    private func nearness(_ hit: CueHit, _ cluster: DealCluster) -> Double {
        let distances = cluster.candidates.filter { $0.sentence == hit.sentence }.map { candidate in
            max(
                hit.range.lowerBound - candidate.hit.range.upperBound,
                candidate.hit.range.lowerBound - hit.range.upperBound, 0)
        }
        return distances.min().map { 1 / (1 + Double($0) / Self.reach) } ?? 0.5
    }
}
