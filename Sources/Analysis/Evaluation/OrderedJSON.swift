/// A JSON value whose keys keep the order in which they were given.
///
/// Foundation's encoder writes keys in no order or by the alphabet. People read our output and diff it, so the
/// important keys come first and always stand in the same place.
package indirect enum OrderedJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([OrderedJSON])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: OrderedJSON

        package init(key: String, value: OrderedJSON) {
            self.key = key
            self.value = value
        }
    }

    /// An object of the pairs whose value is not nil.
    package static func members(_ pairs: KeyValuePairs<String, OrderedJSON?>) -> OrderedJSON {
        .object(memberList(pairs))
    }

    /// The same for an object that is put together from several lists.
    package static func memberList(_ pairs: KeyValuePairs<String, OrderedJSON?>) -> [Member] {
        pairs.compactMap { key, value in value.map { Member(key: key, value: $0) } }
    }

    package static func integer(_ value: Int) -> OrderedJSON { .number(Double(value)) }

    package static func strings(_ values: [String]) -> OrderedJSON { .array(values.map { .string($0) }) }

    /// The value on one line.
    package var compact: String {
        var text = ""
        write(to: &text, indent: nil)
        return text
    }

    /// The value over several lines, two spaces a level.
    package var pretty: String {
        var text = ""
        write(to: &text, indent: 0)
        return text
    }
}

extension OrderedJSON {
    private func write(to text: inout String, indent: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += OrderedJSON.numeral(value)
        case .string(let value): OrderedJSON.quote(value, to: &text)
        case .array(let values):
            OrderedJSON.list(values, "[", "]", to: &text, indent: indent) { value, text, indent in
                value.write(to: &text, indent: indent)
            }
        case .object(let members):
            OrderedJSON.list(members, "{", "}", to: &text, indent: indent) { member, text, indent in
                OrderedJSON.quote(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ opening: String, _ closing: String, to text: inout String, indent: Int?,
        each: (Element, inout String, Int?) -> Void
    ) {
        guard let indent, !elements.isEmpty else {
            text += opening
            for (index, element) in elements.enumerated() {
                if index > 0 { text += ", " }
                each(element, &text, nil)
            }
            text += closing
            return
        }
        text += opening
        for (index, element) in elements.enumerated() {
            text += (index > 0 ? ",\n" : "\n") + String(repeating: "  ", count: indent + 1)
            each(element, &text, indent + 1)
        }
        text += "\n" + String(repeating: "  ", count: indent) + closing
    }

    /// A whole number without a decimal point; JSON has no word for infinity or NaN, which become null.
    private static func numeral(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return Int64(exactly: value).map(String.init) ?? value.description
    }

    /// Quotes a string; what could steer a terminal or turn text around is written as an escape, which loses nothing.
    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where mustEscape(scalar): escape(scalar, to: &text)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    /// C0, DEL and C1 controls, line and paragraph separators, and the bidirectional controls of UAX #9.
    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Every scalar that must be escaped lies in the basic plane, so four digits are enough.
    private static func escape(_ scalar: Unicode.Scalar, to text: inout String) {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
