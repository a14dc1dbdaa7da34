import NewsModel

/// Turns the clusters of a story into deal reports: parties in roles, sums, status, evidence.
struct DealAssembler {
    let lexicon: Lexicon
    let scan: StoryScan
    let amounts: SentenceAmounts
    let quotes: EvidenceMaker

    /// The reports of a story, the strongest first.
    func reports(_ clusters: [DealCluster]) -> [DealReport] {
        let kept = NewsSelector(lexicon: lexicon, scan: scan).news(clusters).compactMap {
            item -> (cluster: DealCluster, score: Double, report: DealReport)? in
            guard let schema = lexicon.schema(of: item.cluster.type) else { return nil }
            return report(item.cluster, schema).map { (item.cluster, item.score, $0) }
        }
        guard let top = kept.first?.score else { return [] }
        var seen: Set<DealKey> = []
        return kept.flatMap { item in
            var report = item.report
            report.isMain = item.cluster.isInTitle || item.score >= 0.6 * top
            return separate(report)
        }.filter { seen.insert(DealKey($0)).inserted }
    }

    /// Two records of one type between the same names are one deal; the stronger stays.
    private struct DealKey: Hashable {
        var type: DealType
        var names: Set<String>

        init(_ report: DealReport) {
            type = report.type
            names = Set(report.parties.map(\.id))
        }
    }

    /// One record for each holder of the role that the type counts by: contracts, licences, suppliers.
    private func separate(_ report: DealReport) -> [DealReport] {
        guard let role = lexicon.schema(of: report.type)?.each else { return [report] }
        let holders = report.parties.filter { $0.role == role }
        guard holders.count > 1 else { return [report] }
        return holders.map { holder in
            var single = report
            single.parties.removeAll { $0.role == role && $0.id != holder.id }
            return single
        }
    }

    private func report(_ cluster: DealCluster, _ schema: DealSchema) -> DealReport? {
        let parties = parties(cluster, schema)
        guard parties.count >= schema.minimumParties else { return nil }
        let (status, statusHit) = StatusReader(lexicon: lexicon, scan: scan).status(
            of: cluster, schema: schema)
        let investors = parties.filter { $0.role.rawValue == "investor" }.count
        let sums = AmountAttacher(scan: scan, amounts: amounts)
            .sums(of: cluster, investors: investors, allowed: schema.sums)
        var report = DealReport(
            type: cluster.type, status: status, isMain: true,
            parties: parties.map { Party(id: lexicon.entities[$0.entity].id, role: $0.role) },
            amount: sums.amount?.value, valuation: sums.valuation?.value, quantity: sums.quantity?.value,
            confidence: Self.confidence(cluster.score, schema.threshold))
        report.evidence = evidence(cluster, sums, status, statusHit)
        return report
    }

    /// A logistic curve over the score: one half at the threshold.
    private static func confidence(_ score: Double, _ threshold: Double) -> Double {
        logistic((score - threshold) / max(threshold, 0.5))
    }

    // MARK: Parties

    /// The entities of each role with enough votes, and the title's names for principals that no slot filled.
    private func parties(_ cluster: DealCluster, _ schema: DealSchema) -> [(entity: Int, role: Role)] {
        let votes = cluster.votes
        var chosen: [(entity: Int, role: Role)] = []
        var taken: Set<Int> = []
        for role in orderedRoles(schema) {
            let ranked = (votes[role] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            guard let top = ranked.first?.value else { continue }
            for (entity, vote) in ranked where vote >= 0.3 * top && !taken.contains(entity) {
                if beatsOtherRoles(entity, role, votes) {
                    chosen.append((entity, role))
                    taken.insert(entity)
                }
            }
        }
        fill(&chosen, &taken, cluster, schema)
        return chosen
    }

    private func orderedRoles(_ schema: DealSchema) -> [Role] {
        schema.principals + schema.roles.subtracting(schema.principals).sorted { $0.rawValue < $1.rawValue }
    }

    private func beatsOtherRoles(_ entity: Int, _ role: Role, _ votes: [Role: [Int: Double]]) -> Bool {
        let own = votes[role]?[entity] ?? 0
        return !votes.contains { $0.key != role && ($0.value[entity] ?? 0) > own }
    }

    private func fill(
        _ chosen: inout [(entity: Int, role: Role)], _ taken: inout Set<Int>, _ cluster: DealCluster,
        _ schema: DealSchema
    ) {
        guard cluster.isInTitle || cluster.candidates.contains(where: { scan.isLead(sentence: $0.sentence) })
        else { return }
        let focus = focus(cluster)
        if schema.isSymmetric, let role = schema.principals.first {
            for entity in focus where chosen.count < 2 && taken.insert(entity).inserted {
                chosen.append((entity, role))
            }
            return
        }
        for role in schema.fill where !chosen.contains(where: { $0.role == role }) {
            guard let entity = focus.first(where: { !taken.contains($0) }) else { return }
            chosen.append((entity, role))
            taken.insert(entity)
        }
    }

    /// The organisations of the title, then those of the lead.
    private func focus(_ cluster: DealCluster) -> [Int] {
        var seen: Set<Int> = []
        return scan.mentions.filter {
            scan.isLead(sentence: $0.sentence) && lexicon.entities[$0.entity].kind == .organisation
        }.map(\.entity).filter { seen.insert($0).inserted }
    }

    // MARK: Evidence

    private func evidence(
        _ cluster: DealCluster, _ sums: AttachedSums, _ status: DealStatus, _ statusHit: CueHit?
    ) -> [Evidence] {
        var evidence = cluster.candidates.filter { !$0.isBackground }.prefix(4).map {
            quotes.make(
                "deal:\(cluster.type.rawValue)", $0.hit.range, sentence: $0.sentence, weight: $0.score)
        }
        var seen: Set<String> = []
        for candidate in cluster.candidates {
            for filler in candidate.fillers {
                let label = "role:\(filler.role.rawValue):\(lexicon.entities[filler.mention.entity].id)"
                guard seen.insert(label).inserted else { continue }
                evidence.append(
                    quotes.make(
                        label, filler.mention.range, sentence: filler.mention.sentence,
                        weight: candidate.score))
            }
        }
        if let hit = statusHit {
            evidence.append(
                quotes.make(
                    "status:\(status.rawValue)", hit.range, sentence: hit.sentence,
                    weight: lexicon.cues[hit.cue].weight))
        }
        for (label, mention) in [
            ("amount", sums.amount?.mention), ("valuation", sums.valuation?.mention),
            ("quantity", sums.quantity?.mention),
        ] {
            if let mention { evidence.append(quotes.make(label, mention.range, weight: 1)) }
        }
        return evidence
    }
}

private typealias AttachedSums = AmountAttacher.Sums
