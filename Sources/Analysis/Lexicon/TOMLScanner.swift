/// The characters of a TOML document: blanks, keys, strings, numbers, days.
struct TOMLScanner {
    typealias Failure = TOMLReader.Failure

    private let bytes: [UInt8]
    private var index = 0
    private(set) var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The byte at which the scanner stands; nil at the end.
    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    func failure(_ message: String) -> Failure { Failure(line: line, message: message) }

    // MARK: Blanks and marks

    mutating func skipSpaces() {
        while let byte = next, byte == 0x20 || byte == 0x09 { index += 1 }
    }

    /// Goes over spaces, line ends and comments; false at the end of the document.
    mutating func skipBlank() -> Bool {
        while let byte = next {
            switch byte {
            case 0x20, 0x09, 0x0D: index += 1
            case 0x0A:
                line += 1
                index += 1
            case UInt8(ascii: "#"):
                while let byte = next, byte != 0x0A { index += 1 }
            default: return true
            }
        }
        return false
    }

    /// Nothing but a comment may follow a value or a header.
    mutating func endLine() throws(Failure) {
        skipSpaces()
        guard let byte = next, byte != 0x0A, byte != 0x0D, byte != UInt8(ascii: "#") else { return }
        throw failure("something follows on the line that should have ended")
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    mutating func expect(_ mark: Unicode.Scalar) throws(Failure) {
        skipSpaces()
        guard take(UInt8(ascii: mark)) else { throw failure("\"\(mark)\" is missing") }
    }

    // MARK: Keys

    /// One key, or several joined by points.
    mutating func path() throws(Failure) -> [String] {
        var path: [String] = []
        repeat {
            skipSpaces()
            path.append(try key())
            skipSpaces()
        } while take(UInt8(ascii: "."))
        return path
    }

    private mutating func key() throws(Failure) -> String {
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return try string() }
        let start = index
        while let byte = next, Self.isBare(byte) { index += 1 }
        guard index > start else { throw failure("a key is missing") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    // MARK: Strings

    /// A string of any of the four kinds: "basic", 'literal', and both with three quotes over several lines.
    mutating func string() throws(Failure) -> String {
        let quote = bytes[index]
        let isLong = isTriple(quote)
        index += isLong ? 3 : 1
        if isLong, next == 0x0D { index += 1 }
        if isLong, take(0x0A) { line += 1 }
        var text: [UInt8] = []
        var start = index
        while let byte = next, byte != 0x0A || isLong {
            if byte == quote, !isLong || isTriple(quote) {
                // Up to two quotes may stand right before the three that close.
                while isLong, index + 3 < bytes.count, bytes[index + 3] == quote { index += 1 }
                text += bytes[start..<index]
                index += isLong ? 3 : 1
                return String(decoding: text, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                text += bytes[start..<index]
                try escape(into: &text)
                start = index
            } else {
                if byte == 0x0A { line += 1 }
                index += 1
            }
        }
        throw failure("a string has no end")
    }

    private func isTriple(_ quote: UInt8) -> Bool {
        index + 2 < bytes.count && bytes[index] == quote && bytes[index + 1] == quote
            && bytes[index + 2] == quote
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        index += 1
        guard let mark = next else { throw failure("a string has no end") }
        index += 1
        switch mark {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(mark)
        case UInt8(ascii: "u"): try scalar(digits: 4, into: &text)
        case UInt8(ascii: "U"): try scalar(digits: 8, into: &text)
        // A line that ends in a backslash goes on at the next word.
        case 0x20, 0x09, 0x0A, 0x0D:
            index -= 1
            while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                if byte == 0x0A { line += 1 }
                index += 1
            }
        default: throw failure("\"\\\(Unicode.Scalar(mark))\" means nothing in a string")
        }
    }

    private mutating func scalar(digits: Int, into text: inout [UInt8]) throws(Failure) {
        let end = min(index + digits, bytes.count)
        let code = UInt32(String(decoding: bytes[index..<end], as: UTF8.self), radix: 16)
        guard let scalar = code.flatMap(Unicode.Scalar.init) else { throw failure("no such character") }
        text += Array(String(scalar).utf8)
        index = end
    }

    // MARK: Numbers, days, true and false

    mutating func bareValue() throws(Failure) -> TOMLValue {
        let start = index
        while let byte = next, Self.isBare(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") {
            index += 1
        }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if word == "true" || word == "false" { return .flag(word == "true") }
        if let day = Self.day(word) { return .day(day) }
        let digits = word.filter { $0 != "_" }
        guard let first = digits.first(where: { $0 != "-" && $0 != "+" }), first.isNumber,
            let number = Double(digits)
        else {
            throw failure(
                word.isEmpty ? "a value is missing" : "\"\(word)\" is no value; strings have quotes")
        }
        return .number(number)
    }

    /// A date without a time: 2025-07-01.
    private static func day(_ word: String) -> CalendarDay? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }
}
