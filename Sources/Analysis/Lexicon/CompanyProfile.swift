import NewsModel

/// What the lexicon knows of a company, for people to read.
package struct CompanyProfile: Hashable, Sendable {
    /// A camp and the day from which it holds; nil for the first.
    package struct Stand: Hashable, Sendable {
        package var from: String?
        package var camp: String
    }

    package var id: String
    package var name: String
    /// "lab", "chip", "fund"; empty for a person.
    package var sector: String
    /// Oldest first; empty for one without a camp.
    package var stands: [Stand]
}

extension Lexicon {
    /// The company or person with an id, or nil for one that only stories name.
    package func profile(of id: String) -> CompanyProfile? {
        entityNumber(of: id).map { CompanyProfile(entities[$0]) }
    }

    /// The id that people mean by a name: the id itself, or the display name in any case.
    package func partyID(named name: String) -> String? {
        let slug = name.lowercased().split(separator: " ").joined(separator: "-")
        if entityNumber(of: slug) != nil { return slug }
        return entities.first { $0.name.lowercased() == name.lowercased() }?.id
    }
}

extension CompanyProfile {
    init(_ entity: Entity) {
        self.init(
            id: entity.id, name: entity.name, sector: entity.sector,
            stands: entity.camps.map { Stand(from: $0.from?.description, camp: $0.camp.rawValue) })
    }
}

extension CalendarDay: CustomStringConvertible {
    /// ISO 8601: "2025-07-01".
    package var description: String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
