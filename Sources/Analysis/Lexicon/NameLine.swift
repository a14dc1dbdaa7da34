/// A company or person of which nothing is said but its id and its spellings, as one line of a list:
/// "balderton: Balderton Capital; Balderton?".
///
/// The first spelling is the name to show; in parentheses it is shown only. A question mark behind a spelling says that
/// it is also an ordinary word or another firm.
struct NameLine {
    struct Spelling {
        var text: String
        var isAmbiguous: Bool
    }

    let id: String
    let name: String
    let spellings: [Spelling]

    /// Nil where a line has no id, no spelling, or an empty one.
    init?(_ line: String) {
        // Bytes, since there are ten thousand lines and the steps of a string are slow.
        let bytes = Array(line.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let id = Self.trimmed(bytes[..<colon])
        let isPlain = !bytes.contains { $0 < 0x20 || $0 == 0x7F }
        guard isPlain, id.allSatisfy(Self.isOfID) else { return nil }
        var words = bytes[(colon + 1)...].split(separator: UInt8(ascii: ";")).map(Self.trimmed)
        guard let first = words.first, !id.isEmpty, !words.contains(where: \.isEmpty) else { return nil }
        let isShownOnly = first.first == UInt8(ascii: "(") && first.last == UInt8(ascii: ")")
        guard !isShownOnly || first.count > 2 else { return nil }
        if isShownOnly { words.removeFirst() }
        spellings = words.map(Self.spelling)
        guard !spellings.isEmpty, !spellings.contains(where: \.text.isEmpty) else { return nil }
        self.id = String(decoding: id, as: UTF8.self)
        name =
            isShownOnly ? String(decoding: first.dropFirst().dropLast(), as: UTF8.self) : spellings[0].text
    }

    private static func spelling(_ written: ArraySlice<UInt8>) -> Spelling {
        guard let mark = marks.first(where: { written.suffix($0.count).elementsEqual($0) }) else {
            return Spelling(text: String(decoding: written, as: UTF8.self), isAmbiguous: false)
        }
        let text = trimmed(written.dropLast(mark.count))
        return Spelling(text: String(decoding: text, as: UTF8.self), isAmbiguous: true)
    }

    /// The question mark, and that of Chinese and Japanese keyboards.
    private static let marks = ["?", "？"].map { Array($0.utf8) }

    private static func isOfID(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while text.first == 0x20 { text.removeFirst() }
        while text.last == 0x20 { text.removeLast() }
        return text
    }
}
