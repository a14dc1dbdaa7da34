import NewsModel

/// Turns folded ranges into evidence: the words as given, the sentence, offsets in Unicode scalars.
struct EvidenceMaker: Sendable {
    let text: FoldedText
    let sentences: [Sentence]
    /// Bytes of the original title and of the break after it.
    let titleBytes: Int
    let textStart: Int

    func make(_ label: String, _ range: Range<Int>, sentence: Int? = nil, weight: Double) -> Evidence {
        let original = text.originalRange(range)
        let inTitle = original.lowerBound < titleBytes
        let origin = inTitle ? 0 : textStart
        let start = scalars(origin, original.lowerBound)
        let number = sentence ?? sentences.firstIndex { $0.range.contains(range.lowerBound) }
        let quote = number.map { text.originalString(sentences[$0].range) } ?? ""
        return Evidence(
            label: label, field: inTitle ? .title : .text, start: start,
            end: start + scalars(original.lowerBound, original.upperBound), cue: text.originalString(range),
            sentence: quote, weight: weight)
    }

    /// How many scalars lie between two byte offsets of the original.
    private func scalars(_ from: Int, _ to: Int) -> Int {
        guard from < to else { return 0 }
        return text.original[from..<to].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}
