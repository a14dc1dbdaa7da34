import NewsModel
import TOMLText

/// A string of a lexicon file with its line.
struct WrittenString: TOMLReadable {
    var text: String
    var line: Int

    init?(_ value: TOMLValue) {
        guard let text = value.string else { return nil }
        self.text = text
        line = value.place.line
    }

    var folded: [UInt8] { FoldedText.bytes(of: text) }
}

/// The words of one cue or frame as they are written.
struct WrittenCue {
    var words: WrittenString
    var pattern: CuePattern
    /// "status:rumoured", or the deal type of a frame.
    var label: String
    var isFrame: Bool
    /// Counts the tables of its file.
    var table: Int

    var weight: Double { pattern.weight }

    /// What its label decides: of two labels of one question only one can be right.
    var question: String {
        if isFrame { return "frame \(label)" }
        if label.hasSuffix("relevant") { return "subject" }
        return String(label.prefix { $0 != ":" })
    }

    /// The pattern as one string of bytes, the same for all ways to write it.
    var key: [UInt8] {
        pattern.parts.reduce(into: []) { key, part in
            key += (part.followsGap ? [0x0B] : key.isEmpty ? [] : [0x20]) + part.bytes
            if part.isOpenEnded { key.append(UInt8(ascii: "*")) }
        }
    }
}

/// One language file with the lines of its words.
struct WrittenLanguage {
    struct Slots {
        /// Slot → role.
        var roles: [String: WrittenString]
        var type: String
    }

    let file: String
    /// Nil for what holds in every language.
    let language: Language?
    let cues: [WrittenCue]
    let slots: [Slots]
    let names: [(list: String, words: [WrittenString])]
    let before: [(slot: String, words: [WrittenString])]
    let after: [(slot: String, words: [WrittenString])]

    init(_ table: LexiconTable) {
        file = table.source.file
        language = Language(tag: table.need("language"))?.lexiconLanguage
        let (frames, labels) = (table.tables("frame") ?? [], table.tables("cue") ?? [])
        cues =
            Self.cues(labels, isFrame: false, first: 0)
            + Self.cues(frames, isFrame: true, first: labels.count)
        slots = frames.map { frame in
            Slots(roles: frame.need("slots"), type: frame.need("type"))
        }
        names = Self.lists(
            table.table("names"), ["organisation", "person", "common", "endings", "legal"])
        let grammar = table.neededTable("grammar")
        before = Self.slots(grammar?.find("before"))
        after = Self.slots(grammar?.find("after"))
    }

    /// The slots that words or, in Russian, case endings open.
    var openSlots: Set<String> {
        let cases: Set<String> = language == .russian ? ["by", "to", "of"] : []
        return cases.union(before.map(\.slot)).union(after.map(\.slot))
    }

    private static func cues(
        _ tables: [LexiconTable], isFrame: Bool, first: Int
    ) -> [WrittenCue] {
        var cues: [WrittenCue] = []
        for (number, table) in tables.enumerated() {
            let weight: Double = table.need("weight")
            let words: [WrittenString] = table.need("words")
            let label: String = table.need(isFrame ? "type" : "label")
            for word in words {
                // The label of the pattern is not looked at: it would need the domain's camps and types.
                guard let pattern = CuePattern(word.text, label: .relevant, weight: weight) else { continue }
                cues.append(
                    WrittenCue(
                        words: word, pattern: pattern, label: label, isFrame: isFrame, table: first + number))
            }
        }
        return cues
    }

    private static func lists(
        _ table: LexiconTable?, _ keys: [String]
    ) -> [(list: String, words: [WrittenString])] {
        keys.map { key in (key, table?.find(key) ?? []) }
    }

    private static func slots(_ found: [String: [WrittenString]]?) -> [(slot: String, words: [WrittenString])]
    {
        (found ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
