package import NewsModel

/// Asks the rules about one change of a deal.
package enum RuleMatcher {
    /// The rules that raise an alert, in file order, up to and with the first that stops.
    ///
    /// The story is the one that brought the change; the folder is that of its feed. `closesCycle` is asked
    /// at most once, and only when a rule in force wants to know.
    package static func matches(
        change: DealChange, deal: Deal, story: Story, folder: String, rules: RuleSet,
        closesCycle: () throws -> Bool
    ) rethrows -> [Rule] {
        let asksAboutCycle = rules.rules.contains { $0.isEnabled && $0.filter.asksAboutCycle }
        let subject = FilterSubject(
            deal: deal, story: story, folder: folder, kind: change.kind,
            closesCycle: try asksAboutCycle && closesCycle())
        var matches: [Rule] = []
        for rule in rules.rules where rule.matches(subject, change: change) {
            matches.append(rule)
            if rule.stops { break }
        }
        return matches
    }
}
