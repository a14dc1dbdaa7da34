import NewsModel

/// Tells the outlets that only report a deal from those that take part in one: "Bloomberg reported".
struct AttributionReader {
    let lexicon: Lexicon
    let scan: StoryScan

    /// Bytes between an outlet's name and the word of reporting.
    private static let reach = 30

    func isSource(_ mention: Mention) -> Bool {
        guard lexicon.entities[mention.entity].sector == "media" else { return false }
        return scan.hits(inSentence: mention.sentence).contains { hit in
            let after = hit.range.lowerBound - mention.range.upperBound
            let before = mention.range.lowerBound - hit.range.upperBound
            return lexicon.cues[hit.cue].label == .attribution && max(after, before) <= Self.reach
        }
    }
}
