/// `companies.toml`: who is who, and in which camp.
struct CompanyFile {
    struct DatedCamp {
        var camp: String
        /// First day; absent in the first entry, which holds before all dates.
        var from: CalendarDay?
    }

    struct Company {
        /// Where it was read from, for mistakes.
        var table: LexiconTable
        var id: String
        var name: String
        var kind: String
        var camp: String?
        var camps: [DatedCamp]?
        var neutral_as: [String]?
        var parent: String?
        var aliases: [String]
        var ambiguous: [String]?
        var products: [String]?
        var open_products: [String]?
        var closed_products: [String]?
        /// Products that are bought by the seat.
        var editions: [String]?
        var neutral_brands: [String]?
    }

    /// Companies of one kind, or people, of which nothing is said but how they are spelled.
    struct NameList {
        /// Where it was read from, for mistakes.
        var table: LexiconTable
        /// Nil for people.
        var kind: String?
        var names: [String]
    }

    struct Person {
        /// Where it was read from, for mistakes.
        var table: LexiconTable
        var id: String
        var name: String
        var company: String?
        var aliases: [String]
        var ambiguous: [String]?
    }

    var company: [Company]
    var companies: [NameList]?
    var person: [Person]?
    var people: [NameList]?
}

/// `lexicon/domain.toml`: the two camps and the closed list of deal types with their roles.
struct DomainFile {
    struct Deal {
        /// Where it was read from, for mistakes.
        var table: LexiconTable
        var type: String
        /// Roles whose holders tell one deal of this type from another.
        var principals: [String]
        /// Every role, principals included.
        var roles: [String]
        /// Roles whose camp the deal strengthens, with how much.
        var serves: [String: Double]?
        /// Status when the text does not say.
        var status: String?
        /// The least sum of cue weights that makes a deal.
        var threshold: Double
        /// Which figures the type can have: amount, valuation, quantity.
        var sums: [String]?
        /// Roles whose every holder makes a record of its own: one contract for each provider, and for each customer.
        var each: [String]?
        /// Roles in which only firms stand, no editions of products.
        var firms: [String]?
        /// True where every organisation in the cue's sentence takes part, however it is joined to it.
        var all: Bool?
        /// True where the holders of all roles stand on one side (partners, members).
        var symmetric: Bool?
        /// The fewest parties that make sense.
        var parties: Int?
        /// The layer of the industry that it is about.
        var layer: String?
    }

    var camps: [String]
    /// The kinds of companies; nil where any may be used.
    var kinds: [String]?
    var version: String
    var deal: [Deal]
}

/// `lexicon/<language>.toml`: how one language words all this.
struct LanguageFile {
    struct Grammar {
        /// Words that join names into one group.
        var conjunctions: [String]
        var articles: [String]?
        /// Words next to a name, by the slot that they open; before the name, or after it.
        var before: [String: [String]]?
        var after: [String: [String]]?
    }

    struct Cue {
        /// Where it was read from, for mistakes.
        var table: LexiconTable
        var label: String
        var weight: Double
        var words: [String]
    }

    struct Frame {
        /// Where it was read from, for mistakes.
        var table: LexiconTable
        var type: String
        var weight: Double
        var words: [String]
        /// Slot (left, inside, right, or a marker of the grammar) → role.
        var slots: [String: String]
        var status: String?
    }

    /// Words by which companies and people are told that no list knows.
    struct Names {
        /// Beside a company, beside a person.
        var organisation: [String]?
        var person: [String]?
        /// First names of people.
        var given: [String]?
        /// Written with a capital, but no name of either.
        var common: [String]?
        /// Last words of companies' names, and those among them that are no part of their identity.
        var endings: [String]?
        var legal: [String]?
        /// Endings in letters of their own, with the English word that each spells.
        var spelled: [String: String]?
    }

    /// Where it was read from, for mistakes.
    var table: LexiconTable
    var language: String
    /// Nil only with a mistake.
    var grammar: Grammar?
    var names: Names?
    var cue: [Cue]
    var frame: [Frame]?
}
