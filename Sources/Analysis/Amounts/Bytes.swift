/// What single bytes of folded UTF-8 are.
///
/// Letters are those of alphabets with word breaks
/// (ASCII, Latin with accents, Greek, Cyrillic); Han, kana and Hangul do not count.
enum Bytes {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isASCIILetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

    /// The first bytes of two-byte letters, U+00C0 to U+053F.
    private static func leadsLetter(_ byte: UInt8) -> Bool { byte >= 0xC3 && byte <= 0xD4 }

    static func isLetter(_ text: [UInt8], at position: Int) -> Bool {
        guard position >= 0, position < text.count else { return false }
        return isASCIILetter(text[position]) || leadsLetter(text[position])
    }

    /// The scalar that ends just before `position` is a letter or a digit.
    static func isWordTail(_ text: [UInt8], before position: Int) -> Bool {
        guard position > 0 else { return false }
        let last = text[position - 1]
        if last < 0x80 { return isASCIILetter(last) || isDigit(last) }
        return last < 0xC0 && position > 1 && leadsLetter(text[position - 2])
    }

    /// The scalar that ends just before `position` is a letter.
    static func isLetterTail(_ text: [UInt8], before position: Int) -> Bool {
        isWordTail(text, before: position) && !isDigit(text[position - 1])
    }

    /// Past one space or hyphen, if one stands at `position`.
    static func joint(_ text: [UInt8], _ position: Int) -> Int {
        guard position < text.count else { return position }
        return text[position] == UInt8(ascii: " ") || text[position] == UInt8(ascii: "-")
            ? position + 1 : position
    }

    /// The first position at or after `position` that is no space, at most `limit` further on.
    static func skipSpaces(_ text: [UInt8], from position: Int, limit: Int = 2) -> Int {
        var next = position
        while next < text.count, next < position + limit, text[next] == UInt8(ascii: " ") { next += 1 }
        return next
    }
}
