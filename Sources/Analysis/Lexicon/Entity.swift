import NewsModel

/// A company, body or person that the lexicon knows.
struct Entity: Sendable {
    enum Kind: Sendable {
        case organisation
        case person
    }

    /// The sector of an organisation that no list knows.
    static let unlisted = "unlisted"

    var id: String
    var name: String
    var kind: Kind
    /// "lab", "chip", "fund" …; empty for a person.
    var sector: String
    /// Camps by the day from which they hold, oldest first.
    var camps: [(from: CalendarDay?, camp: Camp)]
    /// Roles in which it has no camp of its own.
    var neutralRoles: Set<String>
    /// A person's organisation.
    var affiliation: String?

    init(
        id: String, name: String, kind: Kind, sector: String, camps: [(from: CalendarDay?, camp: Camp)],
        neutralRoles: Set<String>, affiliation: String?
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.sector = sector
        self.camps = camps
        self.neutralRoles = neutralRoles
        self.affiliation = affiliation
    }

    /// An organisation or person that only a story names.
    init(unlisted id: String, name: String, kind: Kind) {
        self.init(
            id: id, name: name, kind: kind, sector: kind == .person ? "" : Self.unlisted, camps: [],
            neutralRoles: [], affiliation: nil)
    }

    /// The camp on a day.
    func camp(on day: CalendarDay) -> Camp {
        camps.last { entry in entry.from.map { $0 <= day } ?? true }?.camp ?? .neither
    }
}

/// One spelling of an entity as the trie holds it.
struct Alias: Sendable {
    var entity: Int
    /// Also an ordinary word or another firm: counts only in company with the industry's words.
    var isAmbiguous: Bool
    /// A product that stands for its maker.
    var isProduct: Bool
    /// The camp of the product or brand where it differs from its owner's: Gemma is open, AWS neither.
    var ownCamp: Camp?
    /// The spelling starts with a capital, so the text must too.
    var needsCapital: Bool
    /// Russian cases that the form can stand for.
    var cases: RussianForms.Cases
}
