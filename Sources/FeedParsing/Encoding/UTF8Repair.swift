/// Makes any bytes valid UTF-8 that XML may hold, chunk by chunk.
///
/// Broken sequences become U+FFFD, control characters vanish, C1 controls become what windows-1252 means by them,
/// and every line ends in a line feed alone (XML 1.0 §2.11). Text that needs nothing of that costs one scan.
struct UTF8Repair {
    /// Bytes that were no UTF-8.
    private(set) var brokenSequences = 0
    private(set) var droppedControls = 0
    private var carry: [UInt8] = []

    /// Whether the bytes so far ended inside a sequence, or in a carriage return.
    var isWaiting: Bool { !carry.isEmpty }

    /// Whether the next bytes may go on as they are.
    func isClean(_ bytes: Span<UInt8>) -> Bool {
        !isWaiting && UTF8Scan.cleanRun(bytes, from: 0).end == bytes.count
    }

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
        var index = 0
        while index < bytes.count {
            let clean = UTF8Scan.cleanRun(bytes, from: index).end
            output.append(bytes: bytes.extracting(index..<clean))
            index = clean
            guard index < bytes.count else { return }
            let length = Self.sequenceLength(bytes, index)
            let isCut = length == 0 ? Self.mayContinue(bytes, index) : Self.mayEndLine(bytes, index)
            if isCut, !isLast {
                carry.append(bytes: bytes.extracting(index..<bytes.count))
                return
            }
            replace(bytes, index, length, &output)
            index += max(1, length)
        }
    }

    /// A carriage return at the end of the bytes, which the line feed may follow.
    private static func mayEndLine(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        bytes[index] == 0x0D && index + 1 == bytes.count
    }

    private mutating func replace(
        _ bytes: Span<UInt8>, _ index: Int, _ length: Int, _ output: inout [UInt8]
    ) {
        switch length {
        case 0:
            brokenSequences += 1
            output.append("\u{FFFD}" as Unicode.Scalar)
        case 1 where bytes[index] == 0x0D:
            let isBeforeLineFeed = index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if !isBeforeLineFeed { output.append(0x0A) }
        case 1:
            droppedControls += 1
            if bytes[index] == 0x0B || bytes[index] == 0x0C { output.append(0x20) }
        case 2:
            output.append(WindowsControls.scalar(bytes[index + 1]))
        default:
            output.append("\u{FFFD}" as Unicode.Scalar)
        }
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

    /// Whether the bytes end inside what could become a sequence.
    private static func mayContinue(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        let left = bytes.count - index
        guard left < 4, bytes[index] >= 0xC2 else { return false }
        for offset in 1..<max(left, 1) where bytes[index + offset] & 0xC0 != 0x80 { return false }
        let needed = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
        return left < needed
    }
}
