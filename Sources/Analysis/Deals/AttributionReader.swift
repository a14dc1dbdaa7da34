import NewsModel

/// Tells the outlets that only report a deal from those that take part in one: "Bloomberg reported".
struct AttributionReader {
    private let lexicon: Lexicon
    private let hits: [CueHit]

    /// Bytes between an outlet's name and the word of reporting.
    private static let reach = 30

    init(lexicon: Lexicon, scan: StoryScan) {
        self.lexicon = lexicon
        hits = scan.hits.filter { lexicon.cues[$0.cue].label == .attribution }
    }

    func isSource(_ mention: Mention) -> Bool {
        guard lexicon.entities[mention.entity].sector == "media" else { return false }
        return hits.contains { hit in
            hit.sentence == mention.sentence
                && max(
                    hit.range.lowerBound - mention.range.upperBound,
                    mention.range.lowerBound - hit.range.upperBound)
                    <= Self.reach
        }
    }
}
