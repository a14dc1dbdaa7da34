/// Which words begin behind a cue's head: of the dozens of cues that share a head such as "take" or 把, few need to be
/// looked for.
struct GapWords {
    /// By what a word is told before its letters are compared: a hash of its first three bytes.
    struct Sign: Equatable {
        let rawValue: UInt8

        /// Of words of one or two bytes, which may stand anywhere.
        static let any = Sign(rawValue: 64)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(of word: ArraySlice<UInt8>) {
            let first = word.startIndex
            self = word.count < 3 ? .any : Sign(word[first], word[first + 1], word[first + 2])
        }

        @inline(__always)
        fileprivate init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
            let letters = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
            rawValue = UInt8(truncatingIfNeeded: (letters &* 0x9E37_79B1) >> 26)
        }
    }

    private var start = -1
    /// One bit for each sign with which a word begins.
    private var bits: UInt64 = 0

    /// Whether a further part of a cue may stand within the longest gap after `index`.
    @inline(__always)
    mutating func mayHold(_ sign: Sign, after index: Int, _ bytes: [UInt8], in sentence: Range<Int>) -> Bool {
        if sign == .any { return true }
        if start != index { look(from: index, bytes, in: sentence) }
        return bits >> UInt64(sign.rawValue) & 1 != 0
    }

    private mutating func look(from index: Int, _ bytes: [UInt8], in sentence: Range<Int>) {
        start = index
        bits = 0
        let end = min(index + CuePattern.longGapLimit, sentence.upperBound, bytes.count - 2)
        var previous = ScalarKind.space
        var place = index
        while place < end {
            let (kind, length) = ScalarClass.of(bytes, at: place)
            if kind.isCJK || kind != previous || place == index {
                let sign = Sign(bytes[place], bytes[place + 1], bytes[place + 2])
                bits |= 1 << UInt64(sign.rawValue)
            }
            previous = kind
            place += length
        }
    }
}
