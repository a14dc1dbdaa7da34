import NewsModel

/// The companies and people of `companies.toml` by their ids: what lists need to show a party.
///
/// The whole lexicon takes a tenth of a second to compile, for which nobody who reads a list wants to wait.
package struct PartyDirectory: Sendable {
    private let entities: [Entity]
    private let index: [String: Int]

    init(_ entities: [Entity]) {
        self.entities = entities
        index = Dictionary(
            entities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads `companies.toml` of a configuration directory.
    package static func load(directory: String) throws(LexiconErrors) -> PartyDirectory {
        let mistakes = LexiconMistakes()
        let file = LexiconFile.table("\(directory)/companies.toml", mistakes).map(CompanyFile.init)
        try mistakes.check()
        guard let file else { return PartyDirectory([]) }
        let listed = (file.companies ?? []) + (file.people ?? [])
        let entities =
            file.company.map(Entity.init) + (file.person ?? []).map(Entity.init)
            + listed.flatMap { list in list.lines.map { Entity($0.line, kind: list.kind) } }
        try mistakes.check()
        return PartyDirectory(entities)
    }

    func number(of id: String) -> Int? { index[id] }

    /// The name to show for a party: the listed one, else the id with capitals ("acme-robotics" → "Acme Robotics").
    package func displayName(ofParty id: String) -> String {
        if let number = index[id] { return entities[number].name }
        return id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(
            separator: " ")
    }

    /// The company or person with an id, or nil for one that only stories name.
    package func profile(of id: String) -> CompanyProfile? { index[id].map { CompanyProfile(entities[$0]) } }

    /// The id that people mean by a name: the id itself, or the display name in any case.
    package func partyID(named name: String) -> String? {
        let slug = name.lowercased().split(separator: " ").joined(separator: "-")
        if index[slug] != nil { return slug }
        return entities.first { $0.name.lowercased() == name.lowercased() }?.id
    }
}

extension Entity {
    convenience init(_ company: CompanyFile.Company) {
        let dated = company.camps ?? [.init(camp: company.camp ?? Camp.neither.rawValue, from: nil)]
        self.init(
            id: company.id, name: company.name, kind: .organisation, sector: company.kind,
            camps: dated.map { (from: $0.from, camp: Camp(rawValue: $0.camp)) },
            neutralRoles: Set(company.neutral_as ?? []), affiliation: company.parent)
    }

    /// One of which nothing is known but its names; without a kind a person.
    convenience init(_ line: NameLine, kind: String?) {
        self.init(
            id: line.id, name: line.name, kind: kind == nil ? .person : .organisation, sector: kind ?? "",
            camps: [], neutralRoles: [], affiliation: nil)
    }

    convenience init(_ person: CompanyFile.Person) {
        self.init(
            id: person.id, name: person.name, kind: .person, sector: "", camps: [], neutralRoles: [],
            affiliation: person.company)
    }
}
