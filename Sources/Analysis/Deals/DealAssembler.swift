import Foundation
import NewsModel

/// Turns the clusters of a story into deal reports: parties in roles, sums, status, evidence.
struct DealAssembler {
    let lexicon: Lexicon
    let reading: StoryReading
    private var scan: StoryScan { reading.scan }

    /// A deal that the title does not announce is main if it is as sure as this share of the surest.
    private static let mainShare = 0.6

    /// The deals of a story, those to be told and those too unsure for it.
    func deals() -> FoundDeals {
        let possible = possibleDeals()
        let told = reports(possible.filter { $0.probability >= DealModel.threshold })
        return FoundDeals(told: told, possible: possible.map(unsure))
    }

    /// A cluster that may be news, and who takes part in its deal.
    private struct PossibleDeal {
        var cluster: DealCluster
        var schema: DealSchema
        /// That it is news.
        var probability: Double
        var parties: [PartyModel.Choice]
    }

    private func possibleDeals() -> [PossibleDeal] {
        let model = lexicon.models.deal
        return zip(reading.clusters, model.features(of: reading, lexicon: lexicon)).compactMap {
            cluster, features in
            let probability = model.probability(features, cluster.type)
            guard probability >= FoundDeals.least, let schema = lexicon.schema(of: cluster.type) else {
                return nil
            }
            let view = reading.view(of: cluster, lexicon: lexicon)
            return PossibleDeal(
                cluster: cluster, schema: schema, probability: probability,
                parties: lexicon.models.party.parties(of: view, schema))
        }
    }

    /// The reports that are told, the surest first.
    private func reports(_ deals: [PossibleDeal]) -> [DealReport] {
        let found = ranked(deals).flatMap { deal in
            reports(deal).map { (cluster: deal.cluster, report: $0) }
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

    /// The likeliest to be announced first.
    private func ranked(_ deals: [PossibleDeal]) -> [PossibleDeal] {
        let titled = scan.hasTitle ? deals.filter(\.cluster.isInTitle) : []
        let rivals = titled.contains { $0.cluster.type == .partnership } ? titled : deals
        let isConcrete = rivals.contains { $0.cluster.type != .partnership }
        let rank = { (deal: PossibleDeal) in
            deal.probability * (isConcrete && deal.cluster.type == .partnership ? Self.generalShare : 1)
        }
        return deals.sorted { rank($0) > rank($1) }
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
    private func reports(_ deal: PossibleDeal) -> [DealReport] {
        guard isTold(deal.parties, deal) else { return [] }
        let splitter = RecordSplitter(schema: deal.schema, candidates: deal.cluster.candidates)
        let records = splitter.records(of: deal.parties)
        return records.filter { isTold($0, deal) }.map { record in
            let own = DealCluster(
                type: deal.cluster.type, candidates: splitter.candidates(of: record, among: records))
            return report(own, deal.schema, record, confidence: deal.probability)
        }
    }

    private func isTold(_ parties: [PartyModel.Choice], _ deal: PossibleDeal) -> Bool {
        parties.count >= deal.schema.minimumParties
            && ReportWorth(news: deal.probability, parties, deal.schema).isTold
    }

    private func unsure(_ deal: PossibleDeal) -> UnsureDeal {
        UnsureDeal(
            type: deal.cluster.type, parties: deal.parties.map(party), probability: deal.probability)
    }

    private func party(_ choice: PartyModel.Choice) -> Party {
        Party(id: scan.entity(choice.entity).id, role: choice.role)
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
            parties: parties.map(party),
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
                "deal:\(cluster.type.rawValue)", passage($0.hit), sentence: $0.sentence, weight: $0.score)
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

    /// The words of a hit; what no list has was found by the first letters of a word, and is quoted whole.
    private func passage(_ hit: CueHit) -> Range<Int> {
        guard hit.cue == CueHit.noCue else { return hit.range }
        let sentence = scan.sentences[hit.sentence].range
        return hit.range
            .lowerBound..<Borders.wordEnd(
                scan.text.bytes, from: hit.range.upperBound, in: sentence)
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
