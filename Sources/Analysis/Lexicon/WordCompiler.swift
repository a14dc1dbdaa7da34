import NewsModel

/// Turns the files of the languages into cues, frames and grammars, and reports what does not fit together.
struct WordCompiler: Sendable {
    private let domain: LexiconDomain
    private(set) var cues = CueTable()
    private(set) var frames: [Frame] = []
    /// The first parts of the cues, and which of them belong to a language; under nil those of all.
    private(set) var cueHeads = PhraseList()
    private(set) var cuesByLanguage: [Language?: [Int]] = [:]
    private(set) var grammars: [Language: Grammar] = [:]
    /// By language; under nil what holds in all.
    private(set) var nameWords: [Language?: NameLists] = [:]
    private(set) var legalForms: Set<[UInt8]> = []
    /// Where frames use slots that their own language does not open.
    private var foreignSlots: [ForeignSlot] = []

    private struct ForeignSlot {
        var name: String
        var frame: String
        var file: String
        var line: Int
    }

    init(_ domain: LexiconDomain) { self.domain = domain }

    mutating func add(_ file: LanguageFile) {
        let language = Language(tag: file.language)
        if language == nil, file.language != "any", !file.language.isEmpty {
            file.table.refuse("unknown language \"\(file.language)\"", key: "language")
        }
        if let language, let grammar = file.grammar { grammars[language.lexiconLanguage] = Grammar(grammar) }
        nameWords[language?.lexiconLanguage] = file.names.map(NameLists.init)
        legalForms.formUnion((file.names?.legal ?? []).map { FoldedText.bytes(of: $0) })
        let open = Set((file.grammar?.before ?? [:]).keys).union((file.grammar?.after ?? [:]).keys)
        for frame in file.frame ?? [] { note(frame, open: open) }
        let firstCue = cues.count
        for cue in file.cue {
            guard let label = CueLabel(written: cue.label, camps: domain.camps) else {
                cue.table.refuse("unknown cue label \"\(cue.label)\"", key: "label")
                continue
            }
            add(cue.words, label, cue.weight, cue.table)
        }
        for frame in file.frame ?? [] { add(frame) }
        cuesByLanguage[language?.lexiconLanguage, default: []] += firstCue..<cues.count
    }

    /// Slots that no marker has to open: beside the cue, within it, and the cases of Russian.
    private static let plainSlots: Set = ["left", "inside", "right", "owner", "by", "to", "of"]

    private mutating func note(_ frame: LanguageFile.Frame, open: Set<String>) {
        for slot in frame.slots.keys.sorted() where !Self.plainSlots.contains(slot) && !open.contains(slot) {
            foreignSlots.append(
                ForeignSlot(
                    name: slot, frame: frame.type, file: frame.table.source.file,
                    line: frame.table.line(ofKey: slot, in: "slots")))
        }
    }

    /// Reports slots that no language opens, when all languages have been added.
    func checkSlots(_ mistakes: LexiconMistakes) {
        let open = grammars.values.reduce(into: Self.plainSlots) { $0.formUnion($1.slots) }
        for slot in foreignSlots where !open.contains(slot.name) {
            mistakes.add(
                slot.file, line: slot.line,
                "frame of \(slot.frame): no grammar opens the slot \"\(slot.name)\"; there are "
                    + open.sorted().joined(separator: ", "))
        }
    }

    private mutating func add(_ frame: LanguageFile.Frame) {
        let type = DealType(rawValue: frame.type)
        guard let schema = domain.schemas.first(where: { $0.type == type }) else {
            frame.table.refuse("frame of unknown deal type \"\(frame.type)\"", key: "type")
            return
        }
        for stray in frame.slots.values.sorted() where !schema.roles.contains(Role(rawValue: stray)) {
            frame.table.refuse("frame of \(frame.type): \"\(stray)\" is no role of it", key: "slots")
        }
        let status = frame.status.flatMap(DealStatus.init)
        if let written = frame.status, status == nil {
            frame.table.refuse("frame of \(frame.type): unknown status \"\(written)\"", key: "status")
        }
        frames.append(
            Frame(
                schema: schema, weight: frame.weight, slots: FrameSlots(frame.slots.mapValues(Role.init)),
                status: status))
        add(frame.words, .frame(frames.count - 1), frame.weight, frame.table)
    }

    private mutating func add(
        _ phrases: [String], _ label: CueLabel, _ weight: Double, _ table: LexiconTable
    ) {
        for (number, words) in phrases.enumerated() {
            guard let pattern = CuePattern(words, label: label, weight: weight) else {
                table.refuse("a cue without words: \"\(words)\"", key: "words", element: number)
                continue
            }
            guard cues.append(pattern) else {
                table.refuse(
                    "too many cues, or one of too many parts: \"\(words)\"", key: "words", element: number)
                continue
            }
            cueHeads.append(pattern.parts[0].bytes)
        }
    }
}

extension NameLists {
    init(_ file: LanguageFile.Names) {
        let folded = { (words: [String]?) in (words ?? []).map { FoldedText.bytes(of: $0) } }
        let spellings = (file.spelled ?? [:]).map { (FoldedText.bytes(of: $0), $1) }
        self.init(
            organisation: folded(file.organisation), person: folded(file.person), given: folded(file.given),
            common: folded(file.common),
            endings: folded(file.endings) + folded(file.legal) + spellings.map(\.0),
            spellings: Dictionary(spellings) { first, _ in first })
    }
}

extension CueLabel {
    /// Reads the written form: "relevant", "camp:open", "status:rumoured", "shift:open".
    init?(written: String, camps: [Camp]) {
        let parts = written.split(separator: ":").map(String.init)
        switch (parts.first, parts.count) {
        case ("relevant", 1): self = .relevant
        case ("irrelevant", 1): self = .irrelevant
        case ("background", 1): self = .background
        case ("essay", 1): self = .essay
        case ("addition", 1): self = .addition
        case ("negation", 1): self = .negation
        case ("attribution", 1): self = .attribution
        case ("camp", 2) where camps.contains(Camp(rawValue: parts[1])):
            self = .camp(Camp(rawValue: parts[1]))
        case ("shift", 2) where camps.contains(Camp(rawValue: parts[1])):
            self = .shift(Camp(rawValue: parts[1]))
        case ("status", 2):
            guard let status = DealStatus(rawValue: parts[1]) else { return nil }
            self = .status(status)
        default: return nil
        }
    }
}
