import NewsModel

/// Turns folded ranges into evidence: the words as given, the sentence, offsets in Unicode scalars.
struct EvidenceMaker: Sendable {
    /// A sentence of more folded bytes is quoted in part: one text without a full stop would otherwise be copied
    /// for every cue in it.
    private static let longestQuote = 4_096
    /// Original bytes between two entries of `scalarCounts`.
    private static let stride = 256

    let text: FoldedText
    let sentences: [Sentence]
    /// Bytes of the original title and of the break after it.
    let titleBytes: Int
    let textStart: Int
    /// Scalars that start before every `stride`-th byte of the original.
    private let scalarCounts: [Int]

    init(text: FoldedText, sentences: [Sentence], titleBytes: Int, textStart: Int) {
        self.text = text
        self.sentences = sentences
        self.titleBytes = titleBytes
        self.textStart = textStart
        var counts = [0]
        counts.reserveCapacity(text.original.count / Self.stride + 1)
        var start = 0
        while start + Self.stride <= text.original.count {
            counts.append(counts[counts.count - 1] + Self.scalarStarts(text, start..<start + Self.stride))
            start += Self.stride
        }
        scalarCounts = counts
    }

    func make(_ label: String, _ range: Range<Int>, sentence: Int? = nil, weight: Double) -> Evidence {
        let original = text.originalRange(range)
        let inTitle = original.lowerBound < titleBytes
        let before = scalars(before: original.lowerBound)
        let start = inTitle ? before : max(0, before - scalars(before: textStart))
        let length = scalars(before: original.upperBound) - before
        return Evidence(
            label: label, field: inTitle ? .title : .text, start: start, end: start + length,
            cue: text.originalString(range), sentence: quote(range, sentence ?? sentenceNumber(of: range)),
            weight: weight)
    }

    /// A passage with its place in title and text joined by one line break.
    func span(_ range: Range<Int>) -> StoryDetail.Span {
        let original = text.originalRange(range)
        return .init(
            text: text.originalString(range), start: scalars(before: original.lowerBound),
            end: scalars(before: original.upperBound))
    }

    private func sentenceNumber(of range: Range<Int>) -> Int? {
        let after = sentences.partitioningIndex { $0.range.lowerBound > range.lowerBound }
        guard after > 0, sentences[after - 1].range.contains(range.lowerBound) else { return nil }
        return after - 1
    }

    /// The sentence, or as much of it around a range as may be quoted.
    private func quote(_ range: Range<Int>, _ number: Int?) -> String {
        guard let sentence = number.map({ sentences[$0].range }) else { return "" }
        guard sentence.count > Self.longestQuote else { return text.originalString(sentence) }
        let around = Self.longestQuote / 2
        let start = scalarStart(max(sentence.lowerBound, range.lowerBound - around))
        let end = scalarStart(min(sentence.upperBound, range.upperBound + around))
        return text.originalString(start..<max(start, end))
    }

    /// The start of the folded scalar that an index lies in.
    private func scalarStart(_ index: Int) -> Int {
        var start = index
        while start > 0, start < text.bytes.count, text.bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// How many scalars start before a byte of the original.
    private func scalars(before end: Int) -> Int {
        let block = end / Self.stride
        return scalarCounts[block] + Self.scalarStarts(text, block * Self.stride..<end)
    }

    private static func scalarStarts(_ text: FoldedText, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range where text.original[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
