package import NewsModel

/// Asks the rules about one change of a deal.
package enum RuleMatcher {
    /// The rules that raise an alert, in file order, up to and with the first that stops.
    ///
    /// The story is the one that brought the change; the folder is that of its feed.
    package static func matches(
        change: DealChange, deal: Deal, story: Story, folder: String, rules: RuleSet
    ) -> [Rule] {
        let subject = FilterSubject(deal: deal, story: story, folder: folder, kind: change.kind)
        var matches: [Rule] = []
        for rule in rules.rules where rule.matches(subject, change: change) {
            matches.append(rule)
            if rule.stops { break }
        }
        return matches
    }
}
