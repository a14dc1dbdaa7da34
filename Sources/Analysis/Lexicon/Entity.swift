import NewsModel

/// A company, body or person that the lexicon knows.
final class Entity: Sendable {
    enum Kind: Sendable {
        case organisation
        case person
    }

    /// The sector of stock exchanges.
    static let exchange = "exchange"

    /// The sector of an organisation that no list knows.
    static let unlisted = "unlisted"

    let id: String
    let name: String
    let kind: Kind
    /// "lab", "chip", "fund" …; empty for a person.
    let sector: String
    /// Camps by the day from which they hold, oldest first.
    let camps: [(from: CalendarDay?, camp: Camp)]
    /// Roles in which it has no camp of its own.
    let neutralRoles: Set<String>
    /// A person's organisation.
    let affiliation: String?

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
    convenience init(unlisted id: String, name: String, kind: Kind) {
        self.init(
            id: id, name: name, kind: kind, sector: kind == .person ? "" : Self.unlisted, camps: [],
            neutralRoles: [], affiliation: nil)
    }

    /// What features call its sector.
    var sectorName: String { sector.isEmpty ? "person" : sector }

    /// The camp on a day.
    func camp(on day: CalendarDay) -> Camp {
        camps.last { entry in entry.from.map { $0 <= day } ?? true }?.camp ?? .neither
    }
}

/// What one spelling of an entity says; eight bytes, since there are tens of thousands.
struct Alias: Sendable {
    /// Also an ordinary word or another firm: counts only in company with the industry's words.
    var isAmbiguous: Bool
    /// A product that stands for its maker.
    var isProduct: Bool
    /// A product that is bought by the seat: who buys it buys no firm.
    var isEdition: Bool { camp & Self.edition != 0 }
    /// Russian cases that the form can stand for.
    var cases: RussianForms.Cases
    /// Index of the own camp, and whether it is an edition.
    private var camp: UInt8
    private static let edition: UInt8 = 0x80
    private var number: Int32

    private static let ownCamps: [Camp?] = [nil, .open, .closed, .neither]

    var entity: Int { Int(number) }

    /// The camp of the product or brand where it differs from its owner's: Gemma is open, AWS neither.
    var ownCamp: Camp? { Self.ownCamps[Int(camp & ~Self.edition)] }

    init(
        entity: Int, isAmbiguous: Bool, isProduct: Bool, isEdition: Bool = false, ownCamp: Camp?,
        cases: RussianForms.Cases
    ) {
        number = Int32(truncatingIfNeeded: entity)
        self.isAmbiguous = isAmbiguous
        self.isProduct = isProduct
        camp = UInt8(Self.ownCamps.firstIndex(of: ownCamp) ?? 0) | (isEdition ? Self.edition : 0)
        self.cases = cases
    }
}
