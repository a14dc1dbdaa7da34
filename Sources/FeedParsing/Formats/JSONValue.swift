/// A JSON document as a value, read without mercy for size but with much for form.
///
/// Own reader instead of Foundation's: it must never fail a whole feed for one bad escape, a trailing comma or a
/// control character in a string, and its depth and its number of values are bounded.
enum JSONValue {
    case null
    case bool(Bool)
    /// As written: ids may be longer than any number type.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    subscript(_ key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The text of a string or number, trimmed; nil when empty or anything else.
    var text: String? {
        switch self {
        case .string(let value):
            let trimmed = Self.isTrimmed(value) ? value : value.trimming(\.isWhitespace)
            return trimmed.isEmpty ? nil : trimmed
        case .number(let digits): return digits
        case .null, .bool, .array, .object: return nil
        }
    }

    /// Whether printable ASCII stands at both ends, so that there is nothing to look for.
    private static func isTrimmed(_ value: String) -> Bool {
        guard let first = value.utf8.first, let last = value.utf8.last else { return true }
        return first > 0x20 && first < 0x7F && last > 0x20 && last < 0x7F
    }

    /// The items of an array; a lone value counts as an array of one.
    var items: [JSONValue] {
        switch self {
        case .array(let values): values
        case .null: []
        default: [self]
        }
    }

    /// A whole number that is not negative.
    var wholeNumber: Int? {
        guard let text else { return nil }
        return WholeNumber.parse(text) ?? Double(text).flatMap { $0 >= 0 && $0 < 1e15 ? Int($0) : nil }
    }
}

/// The members of a JSON object in their order: they are few, and a list costs less than a table.
struct JSONObject {
    private var members: [(key: String, value: JSONValue)] = []

    /// The first value of that name.
    subscript(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

    mutating func append(_ key: String, _ value: JSONValue) { members.append((key, value)) }
}

/// Reads JSON (RFC 8259) from UTF-8 bytes.
struct JSONReader {
    static let depthLimit = 64
    /// Values of one document or item; a value costs more memory than the bytes that make it.
    static let valueLimit = 200_000

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0
    private var valuesLeft = JSONReader.valueLimit
    /// True when the document had to be mended.
    private(set) var sawError = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
    }

    /// Reads the next value of a list without its brackets; nil as `readValue` says.
    mutating func readListed() -> JSONValue? {
        skipSpace()
        while current == UInt8(ascii: ",") {
            index += 1
            skipSpace()
        }
        return readValue()
    }

    /// Reads the value at the current place; nil at the end, at a stray character or beyond a limit.
    mutating func readValue() -> JSONValue? {
        skipSpace()
        guard let byte = current else { return nil }
        valuesLeft -= 1
        guard valuesLeft >= 0 else { return giveUp() }
        switch byte {
        case UInt8(ascii: "{"): return readNested { $0.readObject() }
        case UInt8(ascii: "["): return readNested { $0.readArray() }
        case UInt8(ascii: "\""): return .string(readString())
        default: return readWord()
        }
    }

    /// Bounded recursion: at most `depthLimit` levels.
    private mutating func readNested(_ read: (inout JSONReader) -> JSONValue) -> JSONValue? {
        guard depth < Self.depthLimit else { return giveUp() }
        depth += 1
        defer { depth -= 1 }
        return read(&self)
    }

    private mutating func giveUp() -> JSONValue? {
        sawError = true
        index = bytes.count
        return nil
    }

    private mutating func readArray() -> JSONValue {
        var values: [JSONValue] = []
        index += 1
        while true {
            skipSpace()
            guard let byte = current else { break }
            if byte == UInt8(ascii: "]") {
                index += 1
                return .array(values)
            }
            if byte == UInt8(ascii: ",") {
                index += 1
                continue
            }
            guard let value = readValue() else { break }
            values.append(value)
        }
        sawError = true
        return .array(values)
    }

    private mutating func readObject() -> JSONValue {
        var members = JSONObject()
        index += 1
        while true {
            skipSpace()
            guard let byte = current else { break }
            if byte == UInt8(ascii: "}") {
                index += 1
                return .object(members)
            }
            if byte == UInt8(ascii: ",") {
                index += 1
                continue
            }
            guard byte == UInt8(ascii: "\"") else { break }
            let key = readString()
            skipSpace()
            guard current == UInt8(ascii: ":") else { break }
            index += 1
            guard let value = readValue() else { break }
            members.append(key, value)
        }
        sawError = true
        return .object(members)
    }

    private mutating func readWord() -> JSONValue? {
        let start = index
        while let byte = current, byte.isASCIILetter || byte.isASCIIDigit || "+-.".utf8.contains(byte) {
            index += 1
        }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            guard let first = word.utf8.first, first.isASCIIDigit || first == UInt8(ascii: "-") else {
                sawError = true
                return nil
            }
            return .number(word)
        }
    }

    private mutating func readString() -> String {
        index += 1
        let start = index
        skipPlain()
        // Most strings have no escape and become text at once.
        if current == UInt8(ascii: "\"") {
            index += 1
            return String(decoding: bytes[start..<index - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<index])
        while let byte = current {
            index += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            readEscape(into: &text)
            let plain = index
            skipPlain()
            text += bytes[plain..<index]
        }
        sawError = true
        return String(decoding: text, as: UTF8.self)
    }

    /// Goes on to the quote or the backslash that comes next.
    private mutating func skipPlain() { index = Self.endOfPlain(bytes.span, from: index) }

    private static func endOfPlain(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\") {
            end += 1
        }
        return end
    }

    private mutating func readEscape(into text: inout [UInt8]) {
        guard let byte = current else { return }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(0x20)
        case UInt8(ascii: "u"): text.append(readUnicodeEscape())
        default: text.append(byte)
        }
    }

    /// Reads "XXXX" after "\u", and the second half of a surrogate pair; lone halves become U+FFFD.
    private mutating func readUnicodeEscape() -> Unicode.Scalar {
        guard let first = readHex() else { return "\u{FFFD}" }
        if first & 0xFC00 == 0xD800, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let start = index
            index += 2
            if let second = readHex(), second & 0xFC00 == 0xDC00 {
                return NumericReference.usable(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF))
            }
            index = start
        }
        return NumericReference.usable(first)
    }

    private mutating func readHex() -> UInt32? {
        guard index + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else {
            sawError = true
            return nil
        }
        index += 4
        return value
    }
}
