package import NewsModel

/// A condition on a deal and the story that reports it: the one language of rules and `--where`.
///
/// `docs/rules.md` describes it for people.
package indirect enum Filter: Hashable, Sendable {
    /// What an empty filter asks: nothing.
    case everything
    case condition(FilterCondition)
    case not(Filter)
    case and([Filter])
    case or([Filter])

    /// Whether the subject fulfils the filter; what the subject does not state fulfils no condition.
    package func matches(_ subject: FilterSubject) -> Bool {
        switch self {
        case .everything: true
        case .condition(let condition): condition.holds(for: subject)
        case .not(let inner): !inner.matches(subject)
        case .and(let parts): parts.allSatisfy { $0.matches(subject) }
        case .or(let parts): parts.contains { $0.matches(subject) }
        }
    }
}

extension Filter {
    /// Whether some condition needs a story that reports the deal.
    package var asksAboutStory: Bool {
        switch self {
        case .everything: false
        case .condition(let condition): condition.asksAboutStory
        case .not(let inner): inner.asksAboutStory
        case .and(let parts), .or(let parts): parts.contains(where: \.asksAboutStory)
        }
    }

    /// Conditions that everything that matches fulfils; there may be more to the filter.
    package var musts: [FilterCondition] {
        switch self {
        case .condition(let condition): [condition]
        case .and(let parts): parts.flatMap(\.musts)
        case .everything, .not, .or: []
        }
    }

    /// Whether some condition needs to know if the deal closes a circle of money.
    package var asksAboutCycle: Bool {
        switch self {
        case .everything: false
        case .condition(.name(.cycle, _)), .condition(.nameContains(.cycle, _)): true
        case .condition: false
        case .not(let inner): inner.asksAboutCycle
        case .and(let parts), .or(let parts): parts.contains(where: \.asksAboutCycle)
        }
    }
}

extension FilterCondition {
    fileprivate var asksAboutStory: Bool {
        switch self {
        case .name(let field, _), .nameContains(let field, _):
            [.language, .primary, .shift, .feed, .folder].contains(field)
        case .money, .number: false
        case .text: true
        }
    }
}

/// One test of one field.
///
/// `!=` and `not in` are the `Filter.not` of these.
package enum FilterCondition: Hashable, Sendable {
    /// Some name of the field equals one of these; both sides are in lower case.
    case name(NameField, oneOf: [String])
    /// Some name of the field contains the phrase.
    case nameContains(NameField, Phrase)
    case money(MoneyField, Comparison, Amount)
    case number(NumberField, Comparison, Double)
    /// One of the texts contains the phrase.
    case text([TextField], Phrase)

    package enum NameField: Hashable, Sendable {
        case camp, deal, primary, status, language, kind, shift, feed, folder
        /// `yes` or `no`: whether the deal closes a circle of money.
        case cycle
        /// In any role when the role is nil.
        case party(role: Role?)
    }

    package enum MoneyField: Hashable, Sendable { case amount, valuation }
    package enum NumberField: Hashable, Sendable { case confidence, outlets }
    package enum TextField: Hashable, Sendable { case title, text }

    package enum Comparison: String, Hashable, Sendable {
        case equal = "="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }
}
