/// Strings: "basic" with escapes, 'literal' without, and both with three quotes over several lines.
extension TOMLScanner {
    private static let quotationMark = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// A string of any kind, and where its text begins.
    mutating func string() throws(TOMLError) -> (text: String, start: TOMLPlace) {
        let opening = here()
        let quote = bytes[index]
        let isLong = closes(quote, isLong: true)
        advance(by: isLong ? 3 : 1)
        // A line end right behind three quotes is no part of the text.
        if isLong { _ = try takeLineEnd() }
        let start = here()
        return (try text(until: quote, isLong: isLong, opening: opening), start)
    }

    /// A string as a key, which has one line.
    mutating func keyString() throws(TOMLError) -> String {
        guard !closes(bytes[index], isLong: true) else {
            throw failure("a key has one quotation mark at each side")
        }
        return try string().text
    }

    private mutating func text(
        until quote: UInt8, isLong: Bool, opening: TOMLPlace
    ) throws(TOMLError) -> String {
        var done: [UInt8] = []
        var start = index
        while let byte = nextMark(quote) {
            switch byte {
            case quote where closes(quote, isLong: isLong):
                if isLong { skipInnerQuotes(quote) }
                defer { advance(by: isLong ? 3 : 1) }
                return Self.string(done, bytes[start..<index])
            case Self.backslash where quote == Self.quotationMark:
                done += bytes[start..<index]
                try escape(into: &done, isLong: isLong)
                start = index
            case 0x0A, 0x0D:
                guard isLong, try takeLineEnd() else {
                    throw failure(
                        "the text ends on its line; close it, or use three quotation marks each side")
                }
            default:
                if Self.isControl(byte) {
                    throw failure(
                        Self.controlAdvice(byte, "in a text; delete it, or write it as \\u and four digits"))
                }
                advance()
            }
        }
        throw TOMLError(place: opening, message: "this text has no end; close it as it was opened")
    }

    private static func string(_ done: [UInt8], _ rest: ArraySlice<UInt8>) -> String {
        String(decoding: done.isEmpty ? rest : done + rest, as: UTF8.self)
    }

    /// Goes to the next byte that may mean something in a string.
    private mutating func nextMark(_ quote: UInt8) -> UInt8? {
        var end = index
        while end < bytes.count {
            let byte = bytes[end]
            if byte == quote || byte == Self.backslash || Self.isControl(byte) { break }
            end += 1
        }
        advance(by: end - index)
        return next
    }

    /// Whether quotes stand here that end a string.
    private func closes(_ quote: UInt8, isLong: Bool) -> Bool {
        bytes[index] == quote && (!isLong || isQuote(quote, at: 1) && isQuote(quote, at: 2))
    }

    private func isQuote(_ quote: UInt8, at offset: Int) -> Bool {
        index + offset < bytes.count && bytes[index + offset] == quote
    }

    /// Up to two quotes may stand right before the three that close.
    private mutating func skipInnerQuotes(_ quote: UInt8) {
        for _ in 0..<2 where isQuote(quote, at: 3) { advance() }
    }

    // MARK: Escapes

    private mutating func escape(into text: inout [UInt8], isLong: Bool) throws(TOMLError) {
        switch index + 1 < bytes.count ? bytes[index + 1] : nil {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "r"): text.append(0x0D)
        case Self.quotationMark: text.append(Self.quotationMark)
        case Self.backslash: text.append(Self.backslash)
        case UInt8(ascii: "u"): return try scalar(digits: 4, into: &text)
        case UInt8(ascii: "U"): return try scalar(digits: 8, into: &text)
        default:
            guard isLong, try takeJoin() else {
                throw failure("no such escape: write a backslash twice, or put the text between apostrophes")
            }
            return
        }
        advance(by: 2)
    }

    /// Goes over a backslash at the end of a line and all blanks behind it, in which case the text goes on at the next word.
    private mutating func takeJoin() throws(TOMLError) -> Bool {
        var end = index + 1
        while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        guard end < bytes.count, bytes[end] == 0x0A || bytes[end] == 0x0D else { return false }
        advance(by: end - index)
        while try takeLineEnd() { skipSpaces() }
        return true
    }

    private mutating func scalar(digits: Int, into text: inout [UInt8]) throws(TOMLError) {
        let written = bytes[(index + 2)...].prefix(digits)
        let code =
            written.allSatisfy(TOMLNumber.isHexDigit) && written.count == digits
            ? UInt32(String(decoding: written, as: UTF8.self), radix: 16) : nil
        guard let scalar = code.flatMap(Unicode.Scalar.init) else {
            throw failure(
                "no such character: \\u needs four hexadecimal digits and \\U eight, of a character that exists"
            )
        }
        text += Array(String(scalar).utf8)
        advance(by: 2 + digits)
    }
}
