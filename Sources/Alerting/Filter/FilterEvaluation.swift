import NewsModel

extension FilterCondition {
    func holds(for subject: FilterSubject) -> Bool {
        switch self {
        case .name(let field, let wanted):
            field.names(of: subject).contains { wanted.contains($0.lowercased()) }
        case .nameContains(let field, let phrase):
            field.names(of: subject).contains { phrase.occurs(in: $0) }
        case .money(let field, let comparison, let threshold):
            field.amount(of: subject).map { comparison.holds($0, threshold) } ?? false
        case .number(let field, let comparison, let threshold):
            comparison.holds(field.number(of: subject), threshold)
        case .text(let fields, let phrase):
            fields.contains { phrase.occurs(in: $0 == .title ? subject.title : subject.text) }
        }
    }
}

extension FilterCondition.NameField {
    /// The subject's names for the field; a list that is empty has the one name "none".
    func names(of subject: FilterSubject) -> [String] {
        switch self {
        case .camp: [subject.camp.rawValue]
        case .deal: [subject.dealType.rawValue]
        case .primary: [subject.primary.rawValue]
        case .status: [subject.status?.rawValue ?? "none"]
        case .language: Self.tags(of: subject.language)
        case .kind: [subject.kind?.rawValue ?? "none"]
        case .cycle: [subject.closesCycle ? "yes" : "no"]
        case .shift: Self.orNone(subject.shifts.map(\.id))
        case .feed: [subject.feedTitle]
        case .folder: FilterSubject.folderNames(subject.folder)
        case .party(let role):
            Self.orNone(subject.parties.filter { role == nil || $0.role == role }.map(\.id))
        }
    }

    private static func orNone(_ names: [String]) -> [String] { names.isEmpty ? ["none"] : names }

    /// `zh` names both scripts.
    private static func tags(of language: Language) -> [String] {
        let tag = language.rawValue
        return tag.hasPrefix("zh-") ? [tag, "zh"] : [tag]
    }
}

extension FilterCondition.MoneyField {
    func amount(of subject: FilterSubject) -> Amount? {
        switch self {
        case .amount: subject.amount
        case .valuation: subject.valuation
        }
    }
}

extension FilterCondition.NumberField {
    func number(of subject: FilterSubject) -> Double {
        switch self {
        case .confidence: subject.confidence
        case .outlets: Double(subject.outletCount)
        }
    }
}

extension FilterCondition.Comparison {
    package func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .equal: left == right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }

    /// Compares sums as stated (a bound such as "up to" is no part of it), across currencies in dollars.
    ///
    /// False when the sum is in a currency without a known rate.
    func holds(_ left: Amount, _ right: Amount) -> Bool {
        if left.currency.uppercased() == right.currency.uppercased() { return holds(left.value, right.value) }
        guard let leftDollars = CurrencyRates.dollars(left), let rightDollars = CurrencyRates.dollars(right)
        else { return false }
        return holds(leftDollars, rightDollars)
    }
}
