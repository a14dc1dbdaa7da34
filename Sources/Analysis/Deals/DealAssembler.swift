import Foundation
import NewsModel

/// Turns the clusters of a story into deal reports: parties in roles, sums, status, evidence.
struct DealAssembler {
    let lexicon: Lexicon
    let reading: StoryReading
    private var scan: StoryScan { reading.scan }

    /// A deal that the title does not announce is main if it is as sure as this share of the surest.
    private static let mainShare = 0.6

    /// The reports of a story, the surest first.
    func reports() -> [DealReport] {
        let found = news().flatMap { item -> [(cluster: DealCluster, report: DealReport)] in
            guard let schema = lexicon.schema(of: item.cluster.type) else { return [] }
            return reports(item.cluster, schema, confidence: item.probability).map { (item.cluster, $0) }
        }
        let kept = found.filter { item in !found.contains { item.report.isPart(of: $0.report) } }
        guard let top = kept.first?.report.confidence else { return [] }
        var seen: Set<DealKey> = []
        return kept.map { item in
            var report = item.report
            report.isMain = item.cluster.isInTitle || report.confidence >= Self.mainShare * top
            return report
        }.filter { seen.insert(DealKey($0)).inserted }
    }

    /// A plain "partnership" with concrete parts beside it is rarely what the title is about; a title that names
    /// nothing else is about it.
    private static let generalShare = 0.55

    /// The clusters that are news, the likeliest to be announced first.
    private func news() -> [(cluster: DealCluster, probability: Double)] {
        let model = lexicon.models.deal
        let features = model.features(of: reading, lexicon: lexicon)
        let news = zip(reading.clusters, features).map { cluster, features in
            (cluster: cluster, probability: model.probability(features, cluster.type))
        }.filter { $0.probability >= DealModel.threshold }
        let titled = scan.hasTitle ? news.filter(\.cluster.isInTitle) : []
        let rivals = titled.contains { $0.cluster.type == .partnership } ? titled : news
        let isConcrete = rivals.contains { $0.cluster.type != .partnership }
        let rank = { (item: (cluster: DealCluster, probability: Double)) in
            item.probability * (isConcrete && item.cluster.type == .partnership ? Self.generalShare : 1)
        }
        return news.sorted { rank($0) > rank($1) }
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

    /// The deals of a cluster that are worth telling.
    private func reports(
        _ cluster: DealCluster, _ schema: DealSchema, confidence: Double
    ) -> [DealReport] {
        let parties = lexicon.models.party.parties(of: reading.view(of: cluster, lexicon: lexicon), schema)
        guard isTold(parties, schema, confidence) else { return [] }
        let splitter = RecordSplitter(schema: schema, candidates: cluster.candidates)
        let records = splitter.records(of: parties)
        return records.filter { isTold($0, schema, confidence) }.map { record in
            let own = DealCluster(
                type: cluster.type, candidates: splitter.candidates(of: record, among: records))
            return report(own, schema, record, confidence: confidence)
        }
    }

    private func isTold(_ parties: [PartyModel.Choice], _ schema: DealSchema, _ confidence: Double) -> Bool {
        parties.count >= schema.minimumParties && ReportWorth(news: confidence, parties, schema).isTold
    }

    private func report(
        _ cluster: DealCluster, _ schema: DealSchema, _ parties: [PartyModel.Choice], confidence: Double
    ) -> DealReport {
        let (status, statusHit) = StatusReader(lexicon: lexicon, scan: scan).status(
            of: cluster, schema: schema)
        let sums = AmountAttacher(lexicon: lexicon, reading: reading)
            .sums(of: cluster, parties: parties, allowed: schema.sums)
        var report = DealReport(
            type: cluster.type, status: status, isMain: true,
            parties: parties.map { Party(id: scan.entity($0.entity).id, role: $0.role) },
            amount: sums.amount?.value, valuation: sums.valuation?.value, quantity: sums.quantity?.value,
            confidence: confidence)
        report.evidence = evidence(cluster, parties, sums, status, statusHit)
        return report
    }

    // MARK: Evidence

    private func evidence(
        _ cluster: DealCluster, _ parties: [PartyModel.Choice], _ sums: AttachedSums, _ status: DealStatus,
        _ statusHit: CueHit?
    ) -> [Evidence] {
        let quotes = reading.quotes
        var evidence = cluster.candidates.filter { !$0.isBackground }.prefix(4).map {
            quotes.make(
                "deal:\(cluster.type.rawValue)", $0.hit.range, sentence: $0.sentence, weight: $0.score)
        }
        evidence += parties.compactMap { proof(of: $0, cluster) }
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

    /// The mention by which a party takes part: the one in a slot, else one beside a cue, else its first.
    private func proof(of party: PartyModel.Choice, _ cluster: DealCluster) -> Evidence? {
        let filler = cluster.candidates.lazy.flatMap(\.fillers).first {
            $0.mention.entity == party.entity && $0.role == party.role
        }?.mention
        let sentences = Set(cluster.candidates.map(\.sentence))
        let mentions = scan.mentions.filter { $0.entity == party.entity }
        guard
            let mention = filler ?? mentions.first(where: { sentences.contains($0.sentence) })
                ?? mentions.first
        else { return nil }
        let odds = log(party.probability / max(1 - party.probability, 1e-6))
        return reading.quotes.make(
            "role:\(party.role.rawValue):\(scan.entity(party.entity).id)", mention.range,
            sentence: mention.sentence, weight: odds)
    }
}

extension DealReport {
    /// Whether another report tells this deal with more parties, and no other sum.
    fileprivate func isPart(of other: DealReport) -> Bool {
        type == other.type && Set(parties).isStrictSubset(of: other.parties)
            && (amount == nil || amount == other.amount)
    }
}

private typealias AttachedSums = AmountAttacher.Sums
