/// Makes any bytes valid UTF-8 that XML may hold, chunk by chunk.
///
/// Broken sequences become U+FFFD, control characters vanish, C1 controls become what windows-1252 means by them.
struct UTF8Repair {
    /// Bytes that were no UTF-8.
    private(set) var brokenSequences = 0
    private(set) var droppedControls = 0
    private var carry: [UInt8] = []

    /// Appends the mended bytes to `output`; an unfinished sequence waits for the next call unless `isLast`.
    mutating func push(_ bytes: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
        if carry.isEmpty {
            mend(bytes, isLast, &output)
        } else {
            var joined = carry
            carry.removeAll()
            joined.append(bytes: bytes)
            mend(joined.span, isLast, &output)
        }
    }

    private mutating func mend(_ bytes: Span<UInt8>, _ isLast: Bool, _ output: inout [UInt8]) {
        var copied = 0
        var index = 0
        while true {
            index = Self.skipPlain(bytes, index)
            guard index < bytes.count else { break }
            let length = Self.sequenceLength(bytes, index)
            if length > 0, !Self.isUnwanted(bytes, index, length) {
                index += length
                continue
            }
            output.append(bytes: bytes.extracting(copied..<index))
            if length == 0, !isLast, Self.mayContinue(bytes, index) {
                carry.append(bytes: bytes.extracting(index..<bytes.count))
                return
            }
            replace(bytes, index, length, &output)
            index += max(1, length)
            copied = index
        }
        output.append(bytes: bytes.extracting(copied..<bytes.count))
    }

    private mutating func replace(
        _ bytes: Span<UInt8>, _ index: Int, _ length: Int, _ output: inout [UInt8]
    ) {
        switch length {
        case 0:
            brokenSequences += 1
            output.append("\u{FFFD}" as Unicode.Scalar)
        case 1:
            droppedControls += 1
            if bytes[index] == 0x0B || bytes[index] == 0x0C { output.append(0x20) }
        case 2:
            output.append(WindowsControls.scalar(bytes[index + 1]))
        default:
            output.append("\u{FFFD}" as Unicode.Scalar)
        }
    }

    /// The next index that is not printable ASCII, tab, line feed or carriage return; eight bytes at a step.
    private static func skipPlain(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        let high: UInt64 = 0x8080_8080_8080_8080
        let raw = unsafe bytes.bytes
        while index < bytes.count {
            while index + 8 <= bytes.count {
                let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                let belowSpace = (word &- 0x2020_2020_2020_2020) & ~word
                let isDelete = ((word ^ 0x7F7F_7F7F_7F7F_7F7F) &- 0x0101_0101_0101_0101) & ~word
                if (word | belowSpace | isDelete) & high != 0 { break }
                index += 8
            }
            let stop = min(index + 8, bytes.count)
            while index < stop {
                let byte = bytes[index]
                let isPlain = byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09
                guard isPlain else { return index }
                index += 1
            }
        }
        return index
    }

    /// Bytes of the well-formed sequence at `index` (Unicode table 3-7), or 0.
    static func sequenceLength(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        let first = bytes[index]
        func continues(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
            index + offset < bytes.count && bytes[index + offset] >= low && bytes[index + offset] <= high
        }
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80, 0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80, 0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }

    /// A well-formed sequence that no XML text may hold: controls, U+FFFE and U+FFFF.
    private static func isUnwanted(_ bytes: Span<UInt8>, _ index: Int, _ length: Int) -> Bool {
        switch length {
        case 1:
            bytes[index] < 0x20 && bytes[index] != 9 && bytes[index] != 10 && bytes[index] != 13
                || bytes[index] == 0x7F
        case 2: bytes[index] == 0xC2 && bytes[index + 1] < 0xA0
        case 3: bytes[index] == 0xEF && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
        default: false
        }
    }

    /// Whether the bytes end inside what could become a sequence.
    private static func mayContinue(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        let left = bytes.count - index
        guard left < 4, bytes[index] >= 0xC2 else { return false }
        for offset in 1..<max(left, 1) where bytes[index + offset] & 0xC0 != 0x80 { return false }
        let needed = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
        return left < needed
    }
}
