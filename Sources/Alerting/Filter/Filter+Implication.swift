import NewsModel

/// Whether one filter takes everything that another one takes, as far as their form shows it.
///
/// Both are taken apart side by side, so their size bounds the work of one step; `effort` bounds the number of steps,
/// which nested groups multiply. What is not seen within it counts as no.
struct FilterImplication {
    private var effort = 10_000

    /// Whether whatever fulfils `narrow` fulfils `wide` too; false also where that cannot be told.
    static func holds(_ narrow: Filter, _ wide: Filter) -> Bool {
        var implication = FilterImplication()
        return implication.holds(narrow, wide)
    }

    /// Recurses as deep as the parser allowed for both together.
    private mutating func holds(_ narrow: Filter, _ wide: Filter) -> Bool {
        effort -= 1
        guard effort > 0 else { return false }
        if wide == .everything || narrow == wide { return true }
        if case .and(let parts) = wide { return parts.allSatisfy { holds(narrow, $0) } }
        if case .or(let parts) = narrow { return parts.allSatisfy { holds($0, wide) } }
        if case .or(let parts) = wide, parts.contains(where: { holds(narrow, $0) }) { return true }
        if case .and(let parts) = narrow { return parts.contains { holds($0, wide) } }
        switch (narrow, wide) {
        case (.not(let narrow), .not(let wide)): return holds(wide, narrow)
        case (.condition(let narrow), .condition(let wide)): return narrow.implies(wide)
        default: return false
        }
    }
}

extension FilterCondition {
    /// Whether whatever fulfils this condition fulfils the other one too, as far as one field shows it.
    fileprivate func implies(_ wide: FilterCondition) -> Bool {
        switch (self, wide) {
        case (.name(let field, let names), .name(let other, let wanted)):
            // Nobody in one role is not nobody at all.
            (field == other || field.isPart(of: other) && !names.contains("none"))
                && Set(names).isSubset(of: wanted)
        case (.money(let field, let comparison, let sum), .money(let other, let wanted, let limit)):
            field == other && sum.currency == limit.currency
                && comparison.implies(sum.value, wanted, limit.value)
        case (.number(let field, let comparison, let number), .number(let other, let wanted, let limit)):
            field == other && comparison.implies(number, wanted, limit)
        default: false
        }
    }
}

extension FilterCondition.NameField {
    /// A party in one role is a party.
    fileprivate func isPart(of wide: Self) -> Bool {
        if case (.party, .party(role: nil)) = (self, wide) { return true }
        return self == wide
    }
}

extension FilterCondition.Comparison {
    /// Whether every number that stands so to `bound` stands as wanted to `limit`.
    fileprivate func implies(_ bound: Double, _ wanted: Self, _ limit: Double) -> Bool {
        switch (self, wanted) {
        case (.equal, _): wanted.holds(bound, limit)
        case (.greaterOrEqual, .greater): bound > limit
        case (.greater, .greater), (.greater, .greaterOrEqual), (.greaterOrEqual, .greaterOrEqual):
            bound >= limit
        case (.lessOrEqual, .less): bound < limit
        case (.less, .less), (.less, .lessOrEqual), (.lessOrEqual, .lessOrEqual): bound <= limit
        default: false
        }
    }
}
