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
