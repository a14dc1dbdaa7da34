import NewsModel

/// Finds companies that change camp or approach the other one, where a shift cue stands beside their name.
struct ShiftReader {
    let lexicon: Lexicon
    let scan: StoryScan
    let day: CalendarDay
    let quotes: EvidenceMaker

    func shifts() -> [(shift: CampShift, evidence: Evidence)] {
        var found: [(shift: CampShift, evidence: Evidence)] = []
        for hit in scan.hits {
            guard case .shift(let camp) = lexicon.cues[hit.cue].label else { continue }
            guard let mention = subject(of: hit) else { continue }
            let entity = scan.entity(mention.entity)
            let from = entity.camp(on: day)
            guard lexicon.camps.contains(from), from != camp,
                !found.contains(where: { $0.shift.id == entity.id })
            else { continue }
            let label = "shift:\(entity.id)"
            let evidence = quotes.make(
                label, hit.range, sentence: hit.sentence, weight: lexicon.cues[hit.cue].weight)
            found.append((CampShift(id: entity.id, from: from, to: camp), evidence))
        }
        return found
    }

    /// The nearest organisation before the cue in its sentence, else the nearest after it.
    private func subject(of hit: CueHit) -> Mention? {
        let names = scan.mentions(inSentence: hit.sentence).filter {
            scan.entity($0.entity).kind == .organisation
        }
        return names.last { $0.range.upperBound <= hit.range.lowerBound }
            ?? names.first { $0.range.lowerBound >= hit.range.upperBound }
    }
}
