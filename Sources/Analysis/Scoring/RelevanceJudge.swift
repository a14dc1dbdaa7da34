import Foundation
import NewsModel

/// Decides whether the industry is a story's main subject.
struct RelevanceJudge {
    let lexicon: Lexicon
    let scan: StoryScan
    let quotes: EvidenceMaker

    struct Verdict {
        var isRelevant: Bool
        var confidence: Double
        var evidence: [Evidence]
    }

    private static let mostMargin = 8.0

    func verdict() -> Verdict {
        let grounds = grounds()
        let probability = lexicon.models.relevance.probability(features(grounds))
        let evidence = grounds.sorted { $0.weight.magnitude > $1.weight.magnitude }.prefix(5).map {
            quotes.make("relevant", $0.range, sentence: $0.sentence, weight: $0.weight)
        }
        return Verdict(
            isRelevant: probability >= 0.5, confidence: max(probability, 1 - probability), evidence: evidence)
    }

    /// What the model sees.
    func features() -> FeatureVector { features(grounds()) }

    private typealias Ground = (range: Range<Int>, sentence: Int, weight: Double)

    private func grounds() -> [Ground] {
        bestHits().map { (range: $0.range, sentence: $0.sentence, weight: $1) }
            + bestNames().map { (range: $0.range, sentence: $0.sentence, weight: $1) }
    }

    private func features(_ grounds: [Ground]) -> FeatureVector {
        var vector = FeatureVector()
        func add(_ feature: RelevanceModel.Feature, _ value: Double) { vector.add(feature.rawValue, value) }
        let margin = grounds.reduce(0) { $0 + $1.weight }
        let against = grounds.filter { $0.weight < 0 }
        add(.bias, 1)
        add(.margin, min(max(margin, -Self.mostMargin), 2 * Self.mostMargin))
        add(.cappedMargin, min(max(margin, -1), 4))
        add(.logCues, log1p(grounds.reduce(0) { $0 + max($1.weight, 0) }))
        add(.logAgainst, log1p(-against.reduce(0) { $0 + $1.weight }))
        add(.titleAgainst, against.contains { isTitle($0.sentence) } ? 1 : 0)
        add(.titleCue, grounds.contains { $0.weight > 0 && isTitle($0.sentence) } ? 1 : 0)
        add(.leadCue, grounds.contains { $0.weight > 0 && isLead($0.sentence) } ? 1 : 0)
        addDeals(add)
        addSectors(&vector)
        return vector
    }

    private func isTitle(_ sentence: Int) -> Bool { scan.sentences[sentence].index == 0 }
    private func isLead(_ sentence: Int) -> Bool { !isTitle(sentence) && scan.isLead(sentence: sentence) }

    private func addDeals(_ add: (RelevanceModel.Feature, Double) -> Void) {
        var title = 0.0
        var lead = 0.0
        for hit in scan.hits {
            guard case .frame = lexicon.cues[hit.cue].label else { continue }
            if isTitle(hit.sentence) { title += 1 } else if isLead(hit.sentence) { lead += 1 }
        }
        add(.titleDeal, log1p(title))
        add(.leadDeal, log1p(lead))
    }

    private func addSectors(_ vector: inout FeatureVector) {
        let model = lexicon.models.relevance
        var columns: Set<Int> = []
        for mention in scan.mentions where scan.isLead(sentence: mention.sentence) {
            let sector = scan.entity(mention.entity).sectorName
            let column =
                isTitle(mention.sentence)
                ? model.titleColumn(ofSector: sector) : model.leadColumn(ofSector: sector)
            if let column { columns.insert(column) }
        }
        for column in columns.sorted() { vector.add(column) }
    }

    /// Each subject cue once, where it stands best.
    private func bestHits() -> [(CueHit, Double)] {
        var found: [(hit: CueHit, weight: Double)] = []
        for hit in scan.hits {
            let cue = lexicon.cues[hit.cue]
            let sign: Double
            switch cue.label {
            case .relevant: sign = 1
            case .irrelevant: sign = -1
            default: continue
            }
            found.append((hit, sign * cue.weight * scan.weight(ofSentence: hit.sentence)))
        }
        found.sort { ($0.hit.cue, $1.weight.magnitude) < ($1.hit.cue, $0.weight.magnitude) }
        return firsts(found) { $0.hit.cue }
    }

    /// The first of each run of things with one number.
    private func firsts<Thing>(_ things: [Thing], number: (Thing) -> Int) -> [Thing] {
        var last: Int?
        return things.filter { thing in
            defer { last = number(thing) }
            return number(thing) != last
        }
    }

    /// Labs speak for the subject by themselves, other firms of the industry a little.
    private func bestNames() -> [(Mention, Double)] {
        var found: [(mention: Mention, weight: Double)] = []
        for mention in scan.mentions {
            let weight = weight(of: mention) * scan.weight(ofSentence: mention.sentence)
            if weight > 0 { found.append((mention, weight)) }
        }
        found.sort { ($0.mention.entity, $1.weight) < ($1.mention.entity, $0.weight) }
        return firsts(found) { $0.mention.entity }.sorted { $0.weight > $1.weight }.prefix(4).map { $0 }
    }

    private func weight(of mention: Mention) -> Double {
        let entity = scan.entity(mention.entity)
        switch entity.sector {
        case "lab": return 1.1
        case "chip": return 0.2
        // Listed products are models and AI services, whoever makes them.
        default: return mention.isProduct ? 0.6 : entity.affiliation == nil ? 0 : 0.1
        }
    }
}
