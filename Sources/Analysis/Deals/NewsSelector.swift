import NewsModel

/// Chooses which clusters of a story are its news.
///
/// News stands in the title or the lead. What comes only later counts as secondary news when it shares a
/// party with a deal of the lead and its own sentence announces it; everything else is retold history.
struct NewsSelector {
    let lexicon: Lexicon
    let scan: StoryScan

    /// A plain "partnership" with concrete parts beside it is rarely what the title is about.
    private static let generalShare = 0.55
    /// The part of the threshold that the lead must reach, so that a long text's asides do not add up to news.
    private static let leadShare = 0.6

    func news(_ clusters: [DealCluster]) -> [(cluster: DealCluster, score: Double)] {
        let lead = clusters.filter { isLead($0) && reachesThreshold($0) }
        let leadParties = Set(lead.flatMap(parties))
        let secondary = clusters.filter { cluster in
            !isLead(cluster) && reachesThreshold(cluster, share: 0.6) && isAnnounced(cluster)
                && !leadParties.isDisjoint(with: parties(cluster))
                && !lead.contains { $0.type == cluster.type }
        }
        let concrete = Set(lead.filter { $0.type != .partnership }.flatMap(parties))
        return (lead + secondary).map { cluster in
            let isGeneral = cluster.type == .partnership && !concrete.isDisjoint(with: parties(cluster))
            return (cluster, cluster.score * (isGeneral ? Self.generalShare : 1))
        }.sorted { $0.1 > $1.1 }
    }

    private func parties(_ cluster: DealCluster) -> [Int] {
        cluster.candidates.flatMap { $0.parties.values.joined() }
    }

    /// The title and the first sentences say enough of it by themselves, and do not retell it.
    private func isLead(_ cluster: DealCluster) -> Bool {
        var lead = DealCluster(type: cluster.type)
        lead.candidates = cluster.candidates.filter { !$0.isBackground && scan.isLead(sentence: $0.sentence) }
        return !lead.candidates.isEmpty && reachesThreshold(lead, share: Self.leadShare)
    }

    private func reachesThreshold(_ cluster: DealCluster, share: Double = 1) -> Bool {
        guard let schema = lexicon.schema(of: cluster.type) else { return false }
        return cluster.score >= schema.threshold * share
    }

    /// A sentence of the cluster carries a word of announcement or completion.
    private func isAnnounced(_ cluster: DealCluster) -> Bool {
        let sentences = Set(cluster.candidates.filter { !$0.isBackground }.map(\.sentence))
        return sentences.lazy.flatMap { scan.hits(inSentence: $0) }.contains { hit in
            guard case .status(let status) = lexicon.cues[hit.cue].label else { return false }
            return status != .rumoured
        }
    }
}
