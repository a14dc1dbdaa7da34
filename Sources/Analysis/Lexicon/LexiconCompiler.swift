import NewsModel
import TOMLKit

/// Turns the decoded files into phrases, cues, frames and entities, refusing what does not fit together.
struct LexiconCompiler {
    private(set) var version = ""
    private(set) var camps: [Camp] = []
    private(set) var entities: [Entity] = []
    private(set) var schemas: [DealSchema] = []
    private(set) var cues: [CuePattern] = []
    private(set) var cueLanguages: [Language?] = []
    private(set) var frames: [Frame] = []
    private(set) var phrases: [Lexicon.Phrase] = []
    private(set) var phraseBytes: [[UInt8]] = []
    private(set) var grammars: [Language: Grammar] = [:]

    // MARK: Domain

    mutating func add(_ domain: DomainFile, file: String) throws(LexiconError) {
        version = domain.version
        camps = domain.camps.map(Camp.init)
        for deal in domain.deal {
            let status = deal.status ?? DealStatus.announced.rawValue
            guard let defaultStatus = DealStatus(rawValue: status) else {
                throw LexiconError(file: file, message: "deal \(deal.type): unknown status \"\(status)\"")
            }
            let roles = Set(deal.roles.map(Role.init))
            if let stray = deal.principals.first(where: { !roles.contains(Role(rawValue: $0)) }) {
                throw LexiconError(
                    file: file, message: "deal \(deal.type): principal \"\(stray)\" is no role of it")
            }
            schemas.append(
                DealSchema(
                    type: DealType(rawValue: deal.type), principals: deal.principals.map(Role.init),
                    roles: roles,
                    serves: Dictionary(
                        (deal.serves ?? [:]).map { (Role(rawValue: $0), $1) },
                        uniquingKeysWith: { first, _ in first }),
                    fill: (deal.fill ?? []).map(Role.init), defaultStatus: defaultStatus,
                    threshold: deal.threshold,
                    sums: Set(deal.sums ?? []), each: deal.each.map(Role.init), takesAll: deal.all ?? false,
                    isSymmetric: deal.symmetric ?? false, minimumParties: deal.parties ?? 1))
        }
    }

    // MARK: Companies

    mutating func add(_ companies: CompanyFile, file: String) throws(LexiconError) {
        for company in companies.company {
            let index = entities.count
            entities.append(entity(company))
            for spelling in Spelling.all(of: company) { add(spelling, of: index) }
        }
        for person in companies.person ?? [] {
            let index = entities.count
            entities.append(
                Entity(
                    id: person.id, name: person.name, kind: .person, sector: "", camps: [], neutralRoles: [],
                    affiliation: person.company))
            let ambiguous = Set(person.ambiguous ?? [])
            for alias in person.aliases {
                add(Spelling(text: alias, isAmbiguous: ambiguous.contains(alias)), of: index)
            }
        }
    }

    private func entity(_ company: CompanyFile.Company) -> Entity {
        let dated = company.camps ?? [.init(camp: company.camp ?? Camp.neither.rawValue, from: nil)]
        let camps = dated.map { entry in
            (
                from: entry.from.map { CalendarDay(year: $0.year, month: $0.month, day: $0.day) },
                camp: Camp(rawValue: entry.camp)
            )
        }
        return Entity(
            id: company.id, name: company.name, kind: .organisation, sector: company.kind, camps: camps,
            neutralRoles: Set(company.neutral_as ?? []), affiliation: company.parent)
    }

    private mutating func add(_ spelling: Spelling, of entity: Int) {
        let folded = FoldedText(spelling.text)
        let capital = folded.isCapitalized(at: 0)
        for (form, cases) in RussianForms.forms(of: String(decoding: folded.bytes, as: UTF8.self)) {
            phrases.append(
                .alias(
                    Alias(
                        entity: entity, isAmbiguous: spelling.isAmbiguous, isProduct: spelling.isProduct,
                        ownCamp: spelling.camp, needsCapital: capital, cases: cases)))
            phraseBytes.append(Array(form.utf8))
        }
    }

    // MARK: Languages

    mutating func add(_ file: LanguageFile, name: String) throws(LexiconError) {
        let language = try language(of: file, name)
        if let language { grammars[language.lexiconLanguage] = Grammar(file.grammar) }
        for cue in file.cue {
            guard let label = CueLabel(written: cue.label, camps: camps) else {
                throw LexiconError(file: name, message: "unknown cue label \"\(cue.label)\"")
            }
            for words in cue.words { add(words, label, cue.weight, language) }
        }
        for frame in file.frame ?? [] { try add(frame, language, name) }
    }

    private func language(of file: LanguageFile, _ name: String) throws(LexiconError) -> Language? {
        if file.language == "any" { return nil }
        guard let language = Language(tag: file.language) else {
            throw LexiconError(file: name, message: "unknown language \"\(file.language)\"")
        }
        return language
    }

    private mutating func add(
        _ frame: LanguageFile.Frame, _ language: Language?, _ name: String
    ) throws(LexiconError) {
        let type = DealType(rawValue: frame.type)
        guard let schema = schemas.first(where: { $0.type == type }) else {
            throw LexiconError(file: name, message: "frame of unknown deal type \"\(frame.type)\"")
        }
        if let stray = frame.slots.values.sorted().first(where: { !schema.roles.contains(Role(rawValue: $0)) }
        ) {
            throw LexiconError(file: name, message: "frame of \(frame.type): \"\(stray)\" is no role of it")
        }
        let status = frame.status.flatMap(DealStatus.init)
        if frame.status != nil, status == nil {
            throw LexiconError(
                file: name, message: "frame of \(frame.type): unknown status \"\(frame.status ?? "")\"")
        }
        frames.append(
            Frame(type: type, weight: frame.weight, slots: frame.slots.mapValues(Role.init), status: status))
        for words in frame.words { add(words, .frame(frames.count - 1), frame.weight, language) }
    }

    private mutating func add(_ words: String, _ label: CueLabel, _ weight: Double, _ language: Language?) {
        guard let pattern = CuePattern(words, label: label, weight: weight) else { return }
        phrases.append(.cue(cues.count))
        phraseBytes.append(pattern.parts[0].bytes)
        cues.append(pattern)
        cueLanguages.append(language?.lexiconLanguage)
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

extension CueLabel {
    /// Reads the written form: "relevant", "camp:open", "status:rumoured", "shift:open".
    init?(written: String, camps: [Camp]) {
        let parts = written.split(separator: ":").map(String.init)
        switch (parts.first, parts.count) {
        case ("relevant", 1): self = .relevant
        case ("irrelevant", 1): self = .irrelevant
        case ("background", 1): self = .background
        case ("negation", 1): self = .negation
        case ("attribution", 1): self = .attribution
        case ("roundup", 1): self = .roundup
        case ("opinion", 1): self = .opinion
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
