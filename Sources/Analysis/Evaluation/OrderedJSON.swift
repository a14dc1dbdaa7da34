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
        var text: [UInt8] = []
        write(to: &text, indent: nil)
        return String(decoding: text, as: UTF8.self)
    }

    /// The value over several lines, two spaces a level.
    package var pretty: String {
        var text: [UInt8] = []
        write(to: &text, indent: 0)
        return String(decoding: text, as: UTF8.self)
    }
}

extension OrderedJSON {
    private func write(to text: inout [UInt8], indent: Int?) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += (value ? "true" : "false").utf8
        case .number(let value): text += OrderedJSON.numeral(value).utf8
        case .string(let value): OrderedJSON.quote(value, to: &text)
        case .array(let values):
            OrderedJSON.list(values, "[", "]", to: &text, indent: indent) { value, text, indent in
                value.write(to: &text, indent: indent)
            }
        case .object(let members):
            OrderedJSON.list(members, "{", "}", to: &text, indent: indent) { member, text, indent in
                OrderedJSON.quote(member.key, to: &text)
                text += ": ".utf8
                member.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ opening: String, _ closing: String, to text: inout [UInt8], indent: Int?,
        each: (Element, inout [UInt8], Int?) -> Void
    ) {
        text += opening.utf8
        for (index, element) in elements.enumerated() {
            if let indent {
                text += (index > 0 ? ",\n" : "\n").utf8
                text += repeatElement(UInt8(ascii: " "), count: 2 * (indent + 1))
            } else if index > 0 {
                text += ", ".utf8
            }
            each(element, &text, indent.map { $0 + 1 })
        }
        if let indent, !elements.isEmpty {
            text.append(UInt8(ascii: "\n"))
            text += repeatElement(UInt8(ascii: " "), count: 2 * indent)
        }
        text += closing.utf8
    }

    /// A whole number without a decimal point; JSON has no word for infinity or NaN, which become null.
    private static func numeral(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return Int64(exactly: value).map(String.init) ?? value.description
    }

    /// Quotes a string; what could steer a terminal or turn text around is written as an escape, which loses nothing.
    private static func quote(_ value: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        let bytes = value.utf8.span
        var copied = 0
        var index = 0
        while index < bytes.count {
            guard mayNeedEscape(bytes[index]), let scalar = escapedScalar(bytes, index) else {
                index += 1
                continue
            }
            append(bytes, copied..<index, to: &text)
            text += escape(scalar).utf8
            index += UTF8.width(scalar)
            copied = index
        }
        append(bytes, copied..<bytes.count, to: &text)
        text.append(UInt8(ascii: "\""))
    }

    private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
        bytes.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }

    /// Whether a character that begins with this byte may have to be escaped.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x1F, 0x22, 0x5C, 0x7F, 0xC2, 0xD8, 0xE2: true
        default: false
        }
    }

    /// The character at `index` if it must be escaped: quote, backslash, C0, DEL and C1 controls, line and
    /// paragraph separators, and the bidirectional controls of UAX #9.
    private static func escapedScalar(_ bytes: Span<UInt8>, _ index: Int) -> Unicode.Scalar? {
        let first = UInt32(bytes[index])
        if first < 0x80 { return Unicode.Scalar(first) }
        var value = first < 0xE0 ? first & 0x1F : first & 0x0F
        for offset in 1...(first < 0xE0 ? 1 : 2) { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        switch value {
        case 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
            return Unicode.Scalar(value)
        default: return nil
        }
    }

    /// Every scalar that must be escaped lies in the basic plane, so four digits are enough.
    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
