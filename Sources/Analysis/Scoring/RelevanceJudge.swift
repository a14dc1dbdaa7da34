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

    private static let threshold = 2.6

    func verdict() -> Verdict {
        let grounds =
            bestHits().map { (range: $0.range, sentence: $0.sentence, weight: $1) }
            + bestNames().map { (range: $0.range, sentence: $0.sentence, weight: $1) }
        let margin = grounds.reduce(0) { $0 + $1.weight } - Self.threshold
        let evidence = grounds.sorted { $0.weight.magnitude > $1.weight.magnitude }.prefix(5).map {
            quotes.make("relevant", $0.range, sentence: $0.sentence, weight: $0.weight)
        }
        return Verdict(isRelevant: margin >= 0, confidence: logistic(margin.magnitude), evidence: evidence)
    }

    /// Each subject cue once, where it stands best.
    private func bestHits() -> [(CueHit, Double)] {
        var best: [Int: (CueHit, Double)] = [:]
        for hit in scan.hits {
            let cue = lexicon.cues[hit.cue]
            let sign: Double
            switch cue.label {
            case .relevant: sign = 1
            case .irrelevant: sign = -1
            default: continue
            }
            let weight = sign * cue.weight * scan.weight(ofSentence: hit.sentence)
            if let known = best[hit.cue], known.1.magnitude >= weight.magnitude { continue }
            best[hit.cue] = (hit, weight)
        }
        return best.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Labs speak for the subject by themselves, other firms of the industry a little.
    private func bestNames() -> [(Mention, Double)] {
        var best: [Int: (Mention, Double)] = [:]
        for mention in scan.mentions {
            let weight = weight(of: mention) * scan.weight(ofSentence: mention.sentence)
            if weight <= 0 { continue }
            if let known = best[mention.entity], known.1 >= weight { continue }
            best[mention.entity] = (mention, weight)
        }
        return best.sorted { $0.key < $1.key }.map(\.value).sorted { $0.1 > $1.1 }.prefix(4).map { $0 }
    }

    private func weight(of mention: Mention) -> Double {
        let entity = lexicon.entities[mention.entity]
        switch entity.sector {
        case "lab": return 1.1
        case "chip": return 0.2
        // Listed products are models and AI services, whoever makes them.
        default: return mention.isProduct ? 0.6 : entity.affiliation == nil ? 0 : 0.1
        }
    }
}
