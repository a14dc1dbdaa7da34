import NewsModel

/// One line of a filter and whether it holds: what `campwatch rules why` shows.
package struct FilterFinding: Hashable, Sendable {
    /// How many groups it stands in.
    package var depth: Int
    /// `camp in (open, mixed)`, `any of`.
    package var text: String
    package var holds: Bool
    /// What the subject states for it: `open`, `€1.3bn`; empty for a group.
    package var found: String
}

extension Filter {
    /// Every condition with what it found, in the order of the filter.
    package func findings(for subject: FilterSubject) -> [FilterFinding] {
        switch self {
        case .everything:
            [FilterFinding(depth: 0, text: "every deal", holds: true, found: "")]
        case .and(let parts): parts.flatMap { $0.findings(for: subject, depth: 0) }
        default: findings(for: subject, depth: 0)
        }
    }

    /// Recurses as deep as the parser allowed.
    private func findings(for subject: FilterSubject, depth: Int) -> [FilterFinding] {
        switch self {
        case .everything: []
        case .condition(let condition):
            [finding(condition.text, condition.found(in: subject), subject, depth)]
        case .not(.condition(let condition)):
            [finding("not " + condition.text, condition.found(in: subject), subject, depth)]
        case .not(let inner): group("not", [inner], subject, depth)
        case .and(let parts): group("all of", parts, subject, depth)
        case .or(let parts): group("any of", parts, subject, depth)
        }
    }

    private func group(
        _ text: String, _ parts: [Filter], _ subject: FilterSubject, _ depth: Int
    ) -> [FilterFinding] {
        [finding(text, "", subject, depth)] + parts.flatMap { $0.findings(for: subject, depth: depth + 1) }
    }

    private func finding(
        _ text: String, _ found: String, _ subject: FilterSubject, _ depth: Int
    ) -> FilterFinding {
        FilterFinding(depth: depth, text: text, holds: matches(subject), found: found)
    }
}

extension FilterCondition {
    /// The condition as a person would write it.
    fileprivate var text: String {
        switch self {
        case .name(let field, let names):
            names.count == 1
                ? "\(field.name) = \(names[0])" : "\(field.name) in (\(names.joined(separator: ", ")))"
        case .nameContains(let field, let phrase): "\(field.name) ~ \"\(phrase.text)\""
        case .money(let field, let comparison, let amount):
            "\(field) \(comparison.rawValue) \(MoneyText.short(amount))"
        case .number(let field, let comparison, let number):
            "\(field) \(comparison.rawValue) \(Self.short(number))"
        case .text(let fields, let phrase):
            (fields.count == 1 ? "\(fields[0]) " : "") + "~ \"\(phrase.text)\""
        }
    }

    /// What the subject has where the condition looks.
    fileprivate func found(in subject: FilterSubject) -> String {
        switch self {
        case .name(let field, _), .nameContains(let field, _):
            field.names(of: subject).joined(separator: ", ")
        case .money(let field, _, _): field.amount(of: subject).map(MoneyText.short) ?? "not stated"
        case .number(let field, _, _): Self.short(field.number(of: subject))
        case .text: holds(for: subject) ? "found" : "not found"
        }
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e9 ? "\(Int(number))" : "\(number)"
    }
}

extension FilterCondition.NameField {
    fileprivate var name: String {
        switch self {
        case .language: "lang"
        case .party(let role): role?.rawValue ?? "party"
        default: "\(self)"
        }
    }
}
