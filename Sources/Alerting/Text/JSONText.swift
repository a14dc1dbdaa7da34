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
        switch self {
        case .string(let string): Self.quoted(string)
        case .number(let number): Self.plain(number)
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.compactMap { member in
                    member.value.map { Self.quoted(member.key) + ":" + $0.text }
                }.joined(separator: ",") + "}"
        }
    }

    /// A whole number without point and exponent, as other programs expect of sums of money.
    private static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        if let whole = Int64(exactly: number), number.magnitude < 1e18 { return String(whole) }
        return "\(number)"
    }

    /// Escapes what JSON demands, and every invisible character, so that a terminal can show the line.
    private static func quoted(_ string: String) -> String {
        let isPlain = string.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
        if isPlain { return "\"" + string + "\"" }
        var result = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar == "\u{7F}" || InvisibleCharacters.contains(scalar) {
                    for unit in String(scalar).utf16 { result += "\\u" + hexDigits(unit) }
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func hexDigits(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
