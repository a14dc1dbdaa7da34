import NewsModel

/// Decides which camp a story strengthens: whom its deals serve, and how the text words openness.
///
/// Each ground adds to the odds of one side. The sides are compared at the end, so that two strong sides
/// make `mixed` and two weak ones `neither`.
struct CampJudge {
    let lexicon: Lexicon
    let scan: StoryScan
    let day: CalendarDay
    let background: Set<Int>
    let quotes: EvidenceMaker

    /// What speaks for each side.
    struct Verdict {
        var camp: Camp
        var confidence: Double
        var evidence: [Evidence]
    }

    private struct Ground {
        var camp: Camp
        var weight: Double
        var range: Range<Int>
        var sentence: Int
    }

    /// The least weight that makes a side; fitted, like the next, on the training stories.
    private static let threshold = 1.2
    /// The share of the stronger side at which the weaker makes the story mixed.
    private static let mixedShare = 0.6
    /// What a company's name says beside a deal, whose parties say more.
    private static let nameShareBesideDeals = 0.4

    func verdict(_ reports: [DealReport]) -> Verdict {
        if !reports.isEmpty, reports.filter(\.isMain).allSatisfy({ $0.status == .cancelled }) {
            return Verdict(camp: .neither, confidence: 0.7, evidence: [])
        }
        let nameShare = reports.isEmpty ? 1 : Self.nameShareBesideDeals
        let grounds = cueGrounds() + dealGrounds(reports) + nameGrounds(nameShare)
        var totals: [Camp: Double] = [:]
        for ground in grounds { totals[ground.camp, default: 0] += ground.weight }
        let camp = decide(totals)
        let strongest = grounds.filter { $0.camp == camp || camp == .mixed }.sorted { $0.weight > $1.weight }
        let evidence = strongest.prefix(6).map {
            quotes.make("camp:\($0.camp.rawValue)", $0.range, sentence: $0.sentence, weight: $0.weight)
        }
        return Verdict(camp: camp, confidence: confidence(camp, totals), evidence: evidence)
    }

    private func decide(_ totals: [Camp: Double]) -> Camp {
        let ranked = lexicon.camps.map { ($0, totals[$0] ?? 0) }.sorted { $0.1 > $1.1 }
        guard let first = ranked.first, first.1 >= Self.threshold else { return .neither }
        if let second = ranked.dropFirst().first, second.1 >= Self.threshold,
            second.1 >= Self.mixedShare * first.1
        {
            return .mixed
        }
        return first.0
    }

    private func confidence(_ camp: Camp, _ totals: [Camp: Double]) -> Double {
        let sorted = totals.values.sorted(by: >)
        let margin = (sorted.first ?? 0) - (sorted.dropFirst().first ?? 0)
        return logistic(camp == .neither ? 1 : margin * 0.8)
    }

    // MARK: Grounds

    /// Words of openness or closedness; each cue counts once, where it stands best.
    private func cueGrounds() -> [Ground] {
        var best: [Int: Ground] = [:]
        for hit in scan.hits {
            let cue = lexicon.cues[hit.cue]
            guard case .camp(let camp) = cue.label else { continue }
            let place = scan.weight(ofSentence: hit.sentence) * (background.contains(hit.sentence) ? 0.4 : 1)
            let weight = cue.weight * place
            if let known = best[hit.cue], known.weight >= weight { continue }
            best[hit.cue] = Ground(camp: camp, weight: weight, range: hit.range, sentence: hit.sentence)
        }
        return best.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The camps of the parties that a deal serves.
    private func dealGrounds(_ reports: [DealReport]) -> [Ground] {
        reports.filter { $0.status != .cancelled }.flatMap { report -> [Ground] in
            guard let schema = lexicon.schema(of: report.type) else { return [] }
            let place = report.isMain ? 1.0 : 0.4
            var seen: Set<String> = []
            return report.parties.compactMap { party in
                guard let share = schema.serves[party.role], seen.insert(party.id).inserted else {
                    return nil
                }
                return ground(party, share * place, report)
            }
        }
    }

    private func ground(_ party: Party, _ weight: Double, _ report: DealReport) -> Ground? {
        let mentions = scan.mentions.filter { lexicon.entities[$0.entity].id == party.id }
        guard let first = mentions.first else { return nil }
        let entity = lexicon.entities[first.entity]
        if entity.neutralRoles.contains(party.role.rawValue) { return nil }
        // What is released has its own camp; elsewhere only a supplier's brand takes its owner's camp away.
        let witness = mentions.first {
            scan.isLead(sentence: $0.sentence)
                && ($0.ownCamp == .neither || $0.ownCamp != nil && report.type == .release)
        }
        let camp = witness?.ownCamp ?? entity.camp(on: day)
        guard lexicon.camps.contains(camp) else { return nil }
        let mention = witness ?? first
        return Ground(camp: camp, weight: weight, range: mention.range, sentence: mention.sentence)
    }

    /// The camps of the companies that the title and the lead are about.
    private func nameGrounds(_ share: Double) -> [Ground] {
        var seen: Set<Int> = []
        return scan.mentions.compactMap { mention in
            let entity = lexicon.entities[mention.entity]
            let camp = mention.ownCamp ?? entity.camp(on: day)
            guard lexicon.camps.contains(camp), scan.sentences[mention.sentence].index <= 3,
                seen.insert(mention.entity).inserted
            else { return nil }
            let weight = share * 0.35 * scan.weight(ofSentence: mention.sentence)
            return Ground(camp: camp, weight: weight, range: mention.range, sentence: mention.sentence)
        }
    }
}
