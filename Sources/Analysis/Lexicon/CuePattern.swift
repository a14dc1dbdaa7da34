import NewsModel

/// What a cue speaks for.
enum CueLabel: Hashable, Sendable {
    case relevant
    case irrelevant
    case camp(Camp)
    case status(DealStatus)
    /// The sentence retells what was known before.
    case background
    /// In a title: opinion, review, explanation or retrospect, which retell deals rather than report them.
    case essay
    /// The sentence adds a second piece of news: "separately", "at the same time".
    case addition
    case negation
    /// An outlet beside it reports and takes no part: "reported", "according to".
    case attribution
    /// Speaks of a move between camps, towards the one named.
    case shift(Camp)
    case frame(Int)
}

/// A phrase of a lexicon, compiled for matching.
///
/// Written form: words separated by spaces; `*` at the end of a word lets any ending follow; ` … ` lets up
/// to `gapLimit` bytes of the same sentence stand between two parts ("获 … 投资", "take* … stake in").
struct CuePattern: Sendable {
    /// Folded words that follow each other directly, or after a gap.
    struct Part: Sendable {
        /// A slice, so that those of a table can stand in one array.
        var bytes: ArraySlice<UInt8>
        /// Any ending may follow.
        var isOpenEnded: Bool
        /// The most bytes of a gap before this part.
        var gapLimit: Int {
            bytes.first.map { (0xD0...0xD1).contains($0) } ?? false ? longGapLimit : CuePattern.gapLimit
        }
        /// A gap may lie before this part; otherwise a single space (or, in unspaced text, nothing).
        var followsGap: Bool
    }

    /// The most bytes that a gap may span: eight or nine words, or twenty characters of Chinese.
    static let gapLimit = 60
    /// The same before a Cyrillic part, since letters of its language have two bytes.
    static let longGapLimit = 100

    var parts: [Part]
    var label: CueLabel
    var weight: Double

    /// Compiles the written form; nil when it has no words.
    init?(_ written: String, label: CueLabel, weight: Double) {
        let written = FoldedText.bytes(of: written)
        self.label = label
        self.weight = weight
        if let only = Self.onlyPart(of: written) {
            parts = [only]
            return
        }
        // All parts stand in one array: most cues have one, and there are tens of thousands.
        var letters: [UInt8] = []
        letters.reserveCapacity(written.count)
        var shapes: [(start: Int, isOpenEnded: Bool, followsGap: Bool)] = []
        var followsGap = false
        var index = 0
        while let word = Self.word(of: written, from: index) {
            index = word.upperBound
            if Self.isGap(written[word]) {
                followsGap = true
                continue
            }
            let isOpen = written[word.upperBound - 1] == UInt8(ascii: "*")
            if let last = shapes.last, !last.isOpenEnded, !followsGap {
                letters.append(0x20)
                shapes[shapes.count - 1].isOpenEnded = isOpen
            } else {
                shapes.append((letters.count, isOpen, followsGap))
            }
            letters += isOpen ? written[word].dropLast() : written[word]
            followsGap = false
        }
        let parts = shapes.indices.map { number in
            let end = number + 1 < shapes.count ? shapes[number + 1].start : letters.count
            let shape = shapes[number]
            return Part(
                bytes: letters[shape.start..<end], isOpenEnded: shape.isOpenEnded,
                followsGap: shape.followsGap)
        }
        guard let first = parts.first, !first.bytes.isEmpty else { return nil }
        self.parts = parts
    }

    /// What two of three cues are, and quickly read: words between single spaces, of which the last may be open.
    private static func onlyPart(of written: [UInt8]) -> Part? {
        guard let last = written.last, written[0] > 0x20, last > 0x20 else { return nil }
        let isOpen = last == UInt8(ascii: "*")
        let bytes = isOpen ? written.dropLast() : written[...]
        var previous: UInt8 = 0
        for byte in bytes {
            // The three bytes of … begin with 0xE2.
            if byte == UInt8(ascii: "*") || byte == UInt8(ascii: ".") || byte == 0xE2 { return nil }
            if byte <= 0x20, byte < 0x20 || previous == 0x20 { return nil }
            previous = byte
        }
        return bytes.isEmpty ? nil : Part(bytes: bytes, isOpenEnded: isOpen, followsGap: false)
    }

    /// The next word: what stands between spaces.
    private static func word(of bytes: [UInt8], from index: Int) -> Range<Int>? {
        var start = index
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        var end = start
        while end < bytes.count, bytes[end] > 0x20 { end += 1 }
        return start < end ? start..<end : nil
    }

    private static func isGap(_ word: ArraySlice<UInt8>) -> Bool {
        word.count == 3 && (word.elementsEqual("…".utf8) || word.elementsEqual("...".utf8))
    }
}
