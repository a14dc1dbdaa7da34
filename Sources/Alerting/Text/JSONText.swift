import FoundationEssentials

/// A JSON value whose object keys keep the order in which they were written.
enum JSONText {
    case string(String)
    case number(Double)
    case boolean(Bool)
    case array([JSONText])
    /// Members whose value is nil are left out.
    case object([(key: String, value: JSONText?)])

    static func date(_ date: Date) -> JSONText { .string(date.formatted(.iso8601)) }
    static func integer(_ value: Int) -> JSONText { .number(Double(value)) }

    /// The value without blanks or line breaks; recursion follows our own nesting, never a feed's.
    var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .string(let string): Self.quote(string, to: &text)
        case .number(let number): text += Self.plain(number)
        case .boolean(let isTrue): text += isTrue ? "true" : "false"
        case .array(let elements):
            text += "["
            var separator = ""
            for element in elements {
                text += separator
                element.write(to: &text)
                separator = ","
            }
            text += "]"
        case .object(let members):
            text += "{"
            var separator = ""
            for case (let key, let value?) in members {
                text += separator
                Self.quote(key, to: &text)
                text += ":"
                value.write(to: &text)
                separator = ","
            }
            text += "}"
        }
    }

    /// A whole number without point and exponent, as other programs expect of sums of money.
    private static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        if let whole = Int64(exactly: number), number.magnitude < 1e18 { return String(whole) }
        return "\(number)"
    }

    /// Escapes what JSON demands, and every invisible character, so that a terminal can show the line.
    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        defer { text += "\"" }
        let isPlain = string.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
        if isPlain {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar == "\u{7F}" || InvisibleCharacters.contains(scalar) {
                    for unit in String(scalar).utf16 { text += "\\u" + hexDigits(unit) }
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
    }

    private static func hexDigits(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
