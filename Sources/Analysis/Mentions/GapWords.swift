/// Which words begin in the gap behind a cue's head: of the dozens of cues that share a head such as "take" or 把, few
/// need to be looked for.
struct GapWords {
    private var start = -1
    /// One bit for each hash of three bytes with which a word begins.
    private var bits: UInt64 = 0

    /// Whether a further part of a cue may stand in the gap after `index`; words of one or two bytes always may.
    mutating func mayHold(
        _ part: CuePattern.Part, after index: Int, _ bytes: [UInt8], in sentence: Range<Int>
    ) -> Bool {
        let first = part.bytes.startIndex
        guard part.bytes.count >= 3 else { return true }
        if start != index { look(from: index, bytes, in: sentence) }
        return bits & Self.bit(part.bytes[first], part.bytes[first + 1], part.bytes[first + 2]) != 0
    }

    private mutating func look(from index: Int, _ bytes: [UInt8], in sentence: Range<Int>) {
        start = index
        bits = 0
        let end = min(index + CuePattern.gapLimit, sentence.upperBound, bytes.count - 2)
        var previous = ScalarKind.space
        var place = index
        while place < end {
            let (kind, length) = ScalarClass.of(bytes, at: place)
            if kind.isCJK || kind != previous || place == index {
                bits |= Self.bit(bytes[place], bytes[place + 1], bytes[place + 2])
            }
            previous = kind
            place += length
        }
    }

    @inline(__always)
    private static func bit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt64 {
        let letters = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
        return 1 << UInt64((letters &* 0x9E37_79B1) >> 26)
    }
}
