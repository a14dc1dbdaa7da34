/// Takes terminal escape sequences (ECMA-48) out of a text, their parameters and payloads included.
///
/// Linear: a search for a sequence's end stops at the next control character, and what has no end loses
/// its introducer alone.
enum EscapeSequences {
    static func removed(from text: String) -> String {
        // U+0080–U+009F are C2 80–C2 9F in UTF-8, so the fast way out is exact enough and cheap.
        guard text.utf8.contains(where: { $0 == 0x1B || $0 == 0xC2 }) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var position = 0
        while position < scalars.count {
            if let end = sequenceEnd(scalars, from: position) {
                position = end
            } else {
                result.append(scalars[position])
                position += 1
            }
        }
        return String(result)
    }

    /// Where the sequence that begins at `start` ends; nil when none begins there.
    private static func sequenceEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        switch scalars[start].value {
        case 0x1B:
            guard start + 1 < scalars.count else { return start + 1 }
            return end(introducer: scalars[start + 1].value, scalars, from: start + 2) ?? start + 1
        // NEL ends a line: it is a blank, not a sequence.
        case 0x80...0x84, 0x86...0x9F:
            return end(introducer: scalars[start].value - 0x40, scalars, from: start + 1) ?? start + 1
        default: return nil
        }
    }

    /// The end for the character after ESC, or for a C1 control's seven-bit counterpart.
    private static func end(introducer: UInt32, _ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        switch introducer {
        case 0x5B: controlSequenceEnd(scalars, from: start)
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F: controlStringEnd(scalars, from: start)
        case 0x30...0x7E: start
        case 0x20...0x2F: start < scalars.count && scalars[start].isASCII ? start + 1 : start
        default: nil
        }
    }

    /// CSI: parameters and intermediates up to a final byte.
    private static func controlSequenceEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var position = start
        while position < scalars.count, (0x20...0x3F).contains(scalars[position].value) { position += 1 }
        let hasFinal = position < scalars.count && (0x40...0x7E).contains(scalars[position].value)
        return hasFinal ? position + 1 : start
    }

    /// OSC, DCS, SOS, PM and APC: anything up to BEL, ST or ESC with a backslash.
    private static func controlStringEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var position = start
        while position < scalars.count, scalars[position].properties.generalCategory != .control {
            position += 1
        }
        guard position < scalars.count else { return start }
        switch scalars[position].value {
        case 0x07, 0x9C: return position + 1
        case 0x1B where position + 1 < scalars.count && scalars[position + 1] == "\\": return position + 2
        default: return start
        }
    }
}
