/// A rule that never raises an alert, because a rule above takes everything it could.
package struct SilentRule: Hashable, Sendable {
    package var name: String
    /// The rule above, which has `stop = true`.
    package var stoppedBy: String
}

extension RuleSet {
    /// The rules in force that stand below one with `stop` which takes all that they could take, in file order.
    ///
    /// Seen from the form of the filters, so one that is not named may be silent all the same.
    package var silentRules: [SilentRule] {
        let inForce = rules.filter(\.isEnabled)
        return inForce.enumerated().compactMap { index, rule in
            inForce[..<index].first { $0.stops && $0.takesAll(of: rule) }.map {
                SilentRule(name: rule.name, stoppedBy: $0.name)
            }
        }
    }
}

extension Rule {
    fileprivate func takesAll(of other: Rule) -> Bool {
        (trigger == .both || trigger == other.trigger) && FilterImplication.holds(other.filter, filter)
    }
}
