/// Resolves the references of a text before the XML parser sees them, so that none is lost.
///
/// After the first error libxml2 drops each later named reference, even `&amp;`; numeric ones survive. So an
/// attribute gets `&#38;` for `&amp;` and for a stray `&`, and `&#160;` for `&nbsp;`; a text, which does not pass
/// through libxml2, gets the characters themselves.
struct EntityNormalizer {
    /// Where the text stands, which decides how its characters are written.
    enum Place { case attribute, text }

    let place: Place

    /// The longest name in HTML's table has 31 letters; a reference that is longer is none.
    static let longestReference = 40

    private(set) var sawStrayAmpersand = false
    private(set) var undeclaredName: String?
    /// A name was met that neither XML nor HTML knows: only a document type could say what it means.
    private(set) var sawUnknownName = false

    /// Rewrites the reference at `start` (a "&") and returns the index after it.
    ///
    /// Returns nil when the bytes end inside the reference and more may come.
    mutating func rewrite(
        _ bytes: Span<UInt8>, at start: Int, end: Int, isLast: Bool, into output: inout [UInt8]
    ) -> Int? {
        var cursor = start + 1
        let bound = min(end, start + Self.longestReference)
        if cursor < end, bytes[cursor] == UInt8(ascii: "#") { cursor += 1 }
        while cursor < bound, bytes[cursor].isASCIILetter || bytes[cursor].isASCIIDigit { cursor += 1 }
        if cursor == end, cursor < start + Self.longestReference, !isLast { return nil }
        guard cursor < end, bytes[cursor] == UInt8(ascii: ";"), cursor > start + 1 else {
            return stray(after: start, into: &output)
        }
        if bytes[start + 1] == UInt8(ascii: "#") {
            guard let scalar = NumericReference.scalar(bytes, start + 2..<cursor) else {
                return stray(after: start, into: &output)
            }
            emit(scalar, into: &output)
            return cursor + 1
        }
        if let predefined = Self.predefined(bytes, start + 1, length: cursor - start - 1) {
            emit(predefined, into: &output)
            return cursor + 1
        }
        let name = bytes.string(start + 1..<cursor)
        undeclaredName = undeclaredName ?? name
        guard let meaning = HTMLEntities.scalars(named: name) else {
            sawUnknownName = true
            emit("&", into: &output)
            return start + 1
        }
        for scalar in meaning.unicodeScalars { emit(scalar, into: &output) }
        return cursor + 1
    }

    private mutating func stray(after start: Int, into output: inout [UInt8]) -> Int {
        sawStrayAmpersand = true
        emit("&", into: &output)
        return start + 1
    }

    private func emit(_ scalar: Unicode.Scalar, into output: inout [UInt8]) {
        if place == .text {
            output.append(scalar)
            return
        }
        output.append("&#")
        output.append(contentsOf: String(scalar.value).utf8)
        output.append(UInt8(ascii: ";"))
    }

    private static func predefined(_ bytes: Span<UInt8>, _ start: Int, length: Int) -> Unicode.Scalar? {
        switch length {
        case 2 where bytes.hasPrefix("lt", at: start): "<"
        case 2 where bytes.hasPrefix("gt", at: start): ">"
        case 3 where bytes.hasPrefix("amp", at: start): "&"
        case 4 where bytes.hasPrefix("quot", at: start): "\""
        case 4 where bytes.hasPrefix("apos", at: start): "'"
        default: nil
        }
    }
}

/// Reads the digits of a numeric character reference as HTML does.
enum NumericReference {
    /// The scalar of "8217" or "x2019"; U+FFFD for what no text may hold; nil without digits.
    static func scalar(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Unicode.Scalar? {
        var index = range.lowerBound
        var radix: UInt32 = 10
        if index < range.upperBound, bytes[index] | 0x20 == UInt8(ascii: "x") {
            radix = 16
            index += 1
        }
        guard index < range.upperBound else { return nil }
        var value: UInt32 = 0
        while index < range.upperBound {
            guard let digit = digit(bytes[index]), digit < radix else { return nil }
            value = min(value * radix + digit, 0x110000)
            index += 1
        }
        return usable(value)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        if byte.isASCIIDigit { return UInt32(byte - 0x30) }
        let letter = byte | 0x20
        return letter >= 0x61 && letter <= 0x66 ? UInt32(letter - 0x61 + 10) : nil
    }

    /// Maps C1 controls to what windows-1252 means by them (`&#146;` is an apostrophe in the wild).
    static func usable(_ value: UInt32) -> Unicode.Scalar {
        if value >= 0x80 && value < 0xA0 { return WindowsControls.scalar(UInt8(value)) }
        let isControl = value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D
        guard !isControl, value != 0x7F, value & 0xFFFE != 0xFFFE, let scalar = Unicode.Scalar(value) else {
            return "\u{FFFD}"
        }
        return scalar
    }
}

/// The characters that windows-1252 has where Unicode has the C1 controls.
enum WindowsControls {
    static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        let index = Int(byte) - 0x80
        return table.indices.contains(index) ? table[index] : "\u{FFFD}"
    }

    private static let table: [Unicode.Scalar] = Array(
        """
        €\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\
        \u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ
        """.unicodeScalars)
}
