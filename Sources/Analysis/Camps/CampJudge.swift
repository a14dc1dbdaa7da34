import Foundation
import NewsModel

/// Decides which camp a story strengthens: whom its deals serve, and how the text words openness.
struct CampJudge {
    let lexicon: Lexicon
    let scan: StoryScan
    let day: CalendarDay
    let background: Set<Int>
    let quotes: EvidenceMaker
    private let wording: [Ground]
    private let stems: StoryStems

    /// What speaks for each side.
    struct Verdict {
        var camp: Camp
        var confidence: Double
        var evidence: [Evidence]
    }

    init(lexicon: Lexicon, reading: StoryReading) {
        self.lexicon = lexicon
        scan = reading.scan
        day = reading.day
        background = reading.background
        quotes = reading.quotes
        wording = Self.wording(lexicon, reading)
        stems = reading.stems
    }

    /// A passage that speaks for a side.
    private struct Ground {
        var camp: Camp
        var weight: Double
        var range: Range<Int>
        var sentence: Int
    }

    /// What a camp's word in the background counts.
    private static let backgroundShare = 0.4
    /// Deals after these are round-up items.
    private static let mostDeals = 4
    private static let mostNames = 3.0

    func verdict(_ deals: FoundDeals) -> Verdict {
        let model = lexicon.models.camp
        let shares = model.probabilities(features(deals))
        guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }) else {
            return Verdict(camp: .neither, confidence: 0, evidence: [])
        }
        let camp = model.choices[best]
        return Verdict(camp: camp, confidence: shares[best], evidence: evidence(camp, deals))
    }

    /// What the model sees, choice by choice.
    func features(_ deals: FoundDeals) -> [FeatureVector] {
        lexicon.models.camp.features(
            of: sides(deals), primary: deals.told.first, stems: stems.features(of: scan.sentences.indices))
    }

    /// The passages that speak for a camp, the strongest first.
    func evidence(_ camp: Camp, _ deals: FoundDeals) -> [Evidence] {
        let grounds = (wording + partyGrounds(deals)).filter { $0.camp == camp || camp == .mixed }
        return grounds.sorted { $0.weight > $1.weight }.prefix(6).map {
            quotes.make("camp:\($0.camp.rawValue)", $0.range, sentence: $0.sentence, weight: $0.weight)
        }
    }

    // MARK: Sides

    private func sides(_ deals: FoundDeals) -> CampSides {
        var sides = CampSides(camps: lexicon.camps)
        addWording(&sides)
        for (number, report) in deals.told.prefix(Self.mostDeals).enumerated() {
            addParties(of: report, isFirst: number == 0, &sides)
        }
        for deal in deals.unsure { addLikelyParties(of: deal, isOnly: deals.told.isEmpty, &sides) }
        addNames(&sides)
        for (sole, feature) in SideFeature.soles {
            let present = lexicon.camps.filter { sides[$0, feature] > 0 }
            if present.count == 1 { sides[present[0], sole] = 1 }
        }
        return sides
    }

    private func addWording(_ sides: inout CampSides) {
        for camp in lexicon.camps {
            let sum = wording.filter { $0.camp == camp }.reduce(0) { $0 + $1.weight }
            sides[camp, .cue] = log1p(sum)
            sides[camp, .cappedCue] = min(sum, 6) / 3
            sides[camp, .anyCue] = sum > 0 ? 1 : 0
        }
        for hit in scan.hits {
            let cue = lexicon.cues[hit.cue]
            if case .shift(let camp) = cue.label {
                sides[camp, .shift] = max(sides[camp, .shift], scan.weight(ofSentence: hit.sentence))
            } else if case .camp(let camp) = cue.label, scan.hasTitle, hit.sentence == 0 {
                sides[camp, .titleCue] = min(sides[camp, .titleCue] + cue.weight, 2)
            }
        }
    }

    private func addParties(of report: DealReport, isFirst: Bool, _ sides: inout CampSides) {
        let serves = lexicon.schema(of: report.type)?.serves ?? [:]
        for party in report.parties {
            guard let camp = camp(of: party, in: report.type)?.camp else { continue }
            if camp == .mixed { for side in lexicon.camps { sides[side, .mixedTakesPart] = 1 } }
            guard lexicon.camps.contains(camp) else { continue }
            let feature: SideFeature = isFirst ? .mainServes : .secondServes
            sides[camp, feature] = max(sides[camp, feature], serves[party.role] ?? 0)
            sides[camp, .takesPart] = 1
            let place = isFirst ? "main" : "second"
            sides.add(part: "\(place)-\(report.type.rawValue)-\(party.role.rawValue)", of: camp)
        }
    }

    private func addLikelyParties(of deal: UnsureDeal, isOnly: Bool, _ sides: inout CampSides) {
        let serves = lexicon.schema(of: deal.type)?.serves ?? [:]
        for party in deal.parties {
            guard let camp = camp(of: party, in: deal.type)?.camp, lexicon.camps.contains(camp) else {
                continue
            }
            let service = deal.probability * (serves[party.role] ?? 0)
            for feature in isOnly ? [SideFeature.likelyServes, .onlyServes] : [.likelyServes] {
                sides[camp, feature] = max(sides[camp, feature], service)
            }
        }
    }

    /// The camps of the names that title, lead and text bring.
    private func addNames(_ sides: inout CampSides) {
        func count(_ feature: SideFeature, _ mentions: some Sequence<Mention>) {
            var seen: Set<Int> = []
            for mention in mentions where seen.insert(mention.entity).inserted {
                let camp = mention.ownCamp ?? scan.entity(mention.entity).camp(on: day)
                guard lexicon.camps.contains(camp) else { continue }
                sides[camp, feature] = min(sides[camp, feature] + 1, Self.mostNames)
            }
        }
        count(.titleNames, scan.mentions.lazy.filter { scan.sentences[$0.sentence].index == 0 })
        count(
            .leadNames,
            scan.mentions.lazy.filter {
                scan.isLead(sentence: $0.sentence) && scan.sentences[$0.sentence].index > 0
            })
        count(.names, scan.mentions)
        for mention in scan.mentions where mention.isProduct {
            if let camp = mention.ownCamp, lexicon.camps.contains(camp) {
                sides[camp, .ownProduct] = min(sides[camp, .ownProduct] + 1, Self.mostNames)
            }
        }
    }

    // MARK: Grounds

    /// Words of openness or closedness; each cue counts once, where it stands best.
    private static func wording(_ lexicon: Lexicon, _ reading: StoryReading) -> [Ground] {
        let scan = reading.scan
        var best: [Int: Ground] = [:]
        for hit in scan.hits {
            let cue = lexicon.cues[hit.cue]
            guard case .camp(let camp) = cue.label else { continue }
            let share = reading.background.contains(hit.sentence) ? Self.backgroundShare : 1
            let weight = cue.weight * scan.weight(ofSentence: hit.sentence) * share
            if let known = best[hit.cue], known.weight >= weight { continue }
            best[hit.cue] = Ground(camp: camp, weight: weight, range: hit.range, sentence: hit.sentence)
        }
        return best.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The parties that deals serve, where they are named; an unsure deal's as far as it is likely.
    private func partyGrounds(_ deals: FoundDeals) -> [Ground] {
        deals.told.prefix(Self.mostDeals).flatMap { grounds($0.type, $0.parties, share: 1) }
            + deals.unsure.flatMap { grounds($0.type, $0.parties, share: $0.probability) }
    }

    private func grounds(_ type: DealType, _ parties: [Party], share: Double) -> [Ground] {
        parties.compactMap { party in
            guard let service = lexicon.schema(of: type)?.serves[party.role],
                let (camp, mention) = camp(of: party, in: type), lexicon.camps.contains(camp)
            else { return nil }
            return Ground(
                camp: camp, weight: share * service, range: mention.range, sentence: mention.sentence)
        }
    }

    /// The camp that a party brings to a deal, and the mention that shows it.
    ///
    /// What is released has its own camp; elsewhere only a supplier's brand takes its owner's camp away.
    private func camp(of party: Party, in type: DealType) -> (camp: Camp, mention: Mention)? {
        let mentions = scan.mentions.filter { scan.entity($0.entity).id == party.id }
        guard let first = mentions.first else { return nil }
        let entity = scan.entity(first.entity)
        if entity.neutralRoles.contains(party.role.rawValue) { return nil }
        let witness = mentions.first {
            scan.isLead(sentence: $0.sentence)
                && ($0.ownCamp == .neither || $0.ownCamp != nil && type == .release)
        }
        return (witness?.ownCamp ?? entity.camp(on: day), witness ?? first)
    }
}
