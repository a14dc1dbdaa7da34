import NewsModel

/// Turns the decoded files into phrases, cues, frames and entities, and reports what does not fit together.
struct LexiconCompiler {
    private(set) var version = ""
    private(set) var camps: [Camp] = []
    /// Those of the domain file; nil where companies may be of any kind.
    private var kinds: [String]?
    private(set) var entities: [Entity] = []
    private(set) var schemas: [DealSchema] = []
    private(set) var cues = CueTable()
    private(set) var frames: [Frame] = []
    private(set) var aliases: [Alias] = []
    /// The folded aliases, which of them begin with a capital, and which do not.
    private(set) var spellings = PhraseList()
    private(set) var capitalized: [Int] = []
    private(set) var uncapitalized: [Int] = []
    /// The first parts of the cues, and which of them belong to a language; under nil those of all.
    private(set) var cueHeads = PhraseList()
    private(set) var cuesByLanguage: [Language?: [Int]] = [:]
    private(set) var grammars: [Language: Grammar] = [:]
    /// By language; under nil what holds in all.
    private(set) var nameWords: [Language?: NameLists] = [:]
    private(set) var legalForms: Set<[UInt8]> = []
    /// Where frames use slots that their own language does not open.
    private var foreignSlots: [(slot: String, frame: String, source: LexiconSource, line: Int)] = []

    // MARK: Domain

    mutating func add(_ domain: DomainFile) {
        version = domain.version
        camps = domain.camps.map(Camp.init)
        kinds = domain.kinds
        schemas += domain.deal.filter { $0.check() }.map(DealSchema.init)
    }

    // MARK: Companies

    mutating func add(_ companies: CompanyFile) {
        let roles = schemas.reduce(into: Set<Role>()) { $0.formUnion($1.roles) }
        var ids: Set<String> = []
        for company in companies.company {
            if !ids.insert(company.id).inserted {
                company.table.refuse("company \(company.id): the id is taken", key: "id")
                continue
            }
            guard company.check(camps: camps, kinds: kinds, roles: roles) else { continue }
            let index = entities.count
            entities.append(Entity(company))
            for spelling in Spelling.all(of: company) { add(spelling, of: index) }
        }
        for list in companies.companies ?? [] where list.check(kinds: kinds) {
            add(list, &ids)
        }
        for list in companies.people ?? [] { add(list, &ids) }
        for person in companies.person ?? [] {
            guard ids.insert(person.id).inserted else {
                person.table.refuse("person \(person.id): the id is taken", key: "id")
                continue
            }
            let index = entities.count
            entities.append(Entity(person))
            let ambiguous = Set(person.ambiguous ?? [])
            for alias in person.aliases {
                add(Spelling(text: alias, isAmbiguous: ambiguous.contains(alias)), of: index)
            }
        }
    }

    private mutating func add(_ list: CompanyFile.NameList, _ ids: inout Set<String>) {
        for (number, line) in list.lines {
            guard ids.insert(line.id).inserted else {
                list.table.refuse("\(line.id): the id is taken", key: "names", element: number)
                continue
            }
            let index = entities.count
            entities.append(Entity(line, kind: list.kind))
            for spelling in line.spellings {
                add(Spelling(text: spelling.text, isAmbiguous: spelling.isAmbiguous), of: index)
            }
        }
    }

    private mutating func add(_ spelling: Spelling, of entity: Int) {
        let folded = FoldedText(spelling.text)
        let isCapitalized = folded.isCapitalized(at: 0)
        for (form, cases) in RussianForms.forms(of: folded.bytes) {
            if isCapitalized {
                capitalized.append(aliases.count)
            } else {
                uncapitalized.append(aliases.count)
            }
            aliases.append(
                Alias(
                    entity: entity, isAmbiguous: spelling.isAmbiguous, isProduct: spelling.isProduct,
                    ownCamp: spelling.camp, cases: cases))
            spellings.append(form)
        }
    }

    // MARK: Languages

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
            guard let label = CueLabel(written: cue.label, camps: camps) else {
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
                (slot, frame.type, frame.table.source, frame.table.line(ofKey: slot, in: "slots")))
        }
    }

    /// Reports slots that no language opens, when all languages have been added.
    func checkSlots() {
        let open = grammars.values.reduce(into: Self.plainSlots) { $0.formUnion($1.slots) }
        for use in foreignSlots where !open.contains(use.slot) {
            use.source.report(
                "frame of \(use.frame): no grammar opens the slot \"\(use.slot)\"; there are "
                    + open.sorted().joined(separator: ", "), line: use.line)
        }
    }

    private mutating func add(_ frame: LanguageFile.Frame) {
        let type = DealType(rawValue: frame.type)
        guard let schema = schemas.first(where: { $0.type == type }) else {
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

/// One way to write a name, with what that way says.
private struct Spelling {
    var text: String
    var isAmbiguous: Bool
    var isProduct = false
    var camp: Camp?

    /// Every spelling of a company once, however many of its lists name it.
    static func all(of company: CompanyFile.Company) -> [Spelling] {
        let ambiguous = Set(company.ambiguous ?? [])
        let products =
            (company.products ?? []) + (company.open_products ?? []) + (company.closed_products ?? [])
        let camps = camps(of: company)
        let productSet = Set(products)
        var seen: Set<String> = []
        return (company.aliases + (company.neutral_brands ?? []) + products).filter {
            seen.insert($0).inserted
        }.map {
            Spelling(
                text: $0, isAmbiguous: ambiguous.contains($0), isProduct: productSet.contains($0),
                camp: camps[$0])
        }
    }

    private static func camps(of company: CompanyFile.Company) -> [String: Camp] {
        var camps: [String: Camp] = [:]
        for name in company.open_products ?? [] { camps[name] = .open }
        for name in company.closed_products ?? [] { camps[name] = .closed }
        for name in company.neutral_brands ?? [] { camps[name] = .neither }
        return camps
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
