import NewsModel

/// Tells the outlets that only report a deal from those that take part in one: "Bloomberg reported", "… – Reuters".
struct AttributionReader {
    let lexicon: Lexicon
    let scan: StoryScan

    /// Bytes between an outlet's name and the word of reporting.
    private static let reach = 30

    func isSource(_ mention: Mention) -> Bool {
        guard scan.entity(mention.entity).sector == "media" else { return false }
        return closesTitle(mention) || isBesideReporting(mention)
    }

    /// Whether a word of reporting stands beside a name: "said Altman", "Bloomberg reported".
    func isBesideReporting(_ mention: Mention) -> Bool {
        scan.hits(inSentence: mention.sentence).contains { hit in
            let after = hit.range.lowerBound - mention.range.upperBound
            let before = mention.range.lowerBound - hit.range.upperBound
            return lexicon.cues[hit.cue].label == .attribution && max(after, before) <= Self.reach
        }
    }

    /// The title ends in a dash or bar and the outlet's name, or begins with the name and a colon.
    private func closesTitle(_ mention: Mention) -> Bool {
        guard scan.hasTitle, mention.sentence == 0 else { return false }
        let title = scan.sentences[0].range
        let bytes = scan.text.bytes
        let before = bytes[title.lowerBound..<mention.range.lowerBound].last { $0 > 0x20 && $0 != 0x28 }
        let after = bytes[mention.range.upperBound..<title.upperBound].first { $0 > 0x20 }
        let isLast = after == nil || after == 0x29
        return isLast && (before == 0x2D || before == 0x7C) || before == nil && after == 0x3A
    }
}
