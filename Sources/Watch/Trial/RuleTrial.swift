package import Alerting
package import Analysis
package import DealGraph
package import FoundationEssentials
package import NewsModel
package import Persistence

/// What one rule would have raised, had it been in force: the stored reports of a deal are told again one by one.
package struct RuleTrial: Sendable {
    /// A change that the rule matches.
    package struct Firing: Hashable, Sendable {
        package var alert: Alert
        /// The rule above that keeps it from being asked, if there is one.
        package var stoppedBy: String?
    }

    /// Tried as if it were enabled.
    private let rule: Rule
    /// Those above it that stop.
    private let stopping: [Rule]
    private let matcher: DealMatcher
    private let folders: [FeedID: String]
    /// Who pays whom, to ask about cycles as they stood.
    private let book: FlowBook

    /// Nil when no rule has that name; `folders` are those of the subscribed feeds, `book` is only looked
    /// into by rules that ask about cycles.
    package init?(
        rule name: String, in rules: RuleSet, matcher: DealMatcher, folders: [FeedID: String],
        book: FlowBook = FlowBook([])
    ) {
        guard let index = rules.rules.firstIndex(where: { $0.name == name }) else { return nil }
        var rule = rules.rules[index]
        rule.isEnabled = true
        self.rule = rule
        stopping = rules.rules[..<index].filter(\.stops)
        self.matcher = matcher
        self.folders = folders
        self.book = book
    }

    /// What reports stored at or after `start` would have raised, oldest first.
    package func firings(of details: DealDetails, since start: Date) -> [Firing] {
        var told: Told?
        var outlets: Set<String> = []
        let firings = details.reports.compactMap { item -> Firing? in
            let own = details.carriers[item.story.id]?.first { $0.feed == item.story.feed }
            outlets.insert(own?.owner ?? item.story.feed.description)
            var next = next(after: told, item)
            next.deal.id = details.deal.id
            next.deal.outletCount = outlets.count
            let isPart = told?.story == item.story.id && next.deal.type != item.report.type
            told = next
            guard let change = next.change, item.time >= start else { return nil }
            return firing(change, isPart ? side(of: next.deal, item.report) : next.deal, item)
        }
        return Self.once(firings)
    }

    /// Several sides of a new deal are one change, and the outbox takes its alert once.
    private static func once(_ firings: [Firing]) -> [Firing] {
        var told: Set<[String?]> = []
        return firings.filter { told.insert([$0.alert.id, $0.stoppedBy]).inserted }
    }

    /// The deal after a report, and what that changed.
    private struct Told {
        var deal: Deal
        var change: DealChange?
        var story: StoryID
        var names: Set<String>
        var types: Set<DealType>
    }

    private func next(after told: Told?, _ item: DealDetails.Item) -> Told {
        let story = item.story
        let sketch = StorySketch().narrowed(to: item.report)
        let published = min(story.published, item.time)
        let names = Set(item.report.parties.map(\.id)).union(told?.names ?? [])
        guard let told else {
            let made = DealMatcher.makeDeal(
                id: DealID(rawValue: 0), report: item.report, in: sketch, camp: story.analysis.camp,
                published: published, outlet: story.feedTitle, language: story.analysis.language)
            return Told(
                deal: made, change: DealChange(kind: .new), story: story.id, names: names, types: [made.type])
        }
        let types = told.types.union([item.report.type])
        // Another side of what the story has just told is as new as that, and of a known deal it is told once.
        if told.story == story.id {
            let side = DealChange(kind: .update, details: [.side(item.report.type)])
            let change = told.change?.kind == .new ? told.change : types == told.types ? nil : side
            return Told(deal: told.deal, change: change, story: story.id, names: told.names, types: types)
        }
        let (deal, change) = matcher.merge(
            item.report, in: sketch, camp: story.analysis.camp, into: told.deal, at: published
        ) { told.names.contains($0) }
        return Told(
            deal: deal, change: change, story: story.id, names: names, types: types.union([deal.type]))
    }

    private func side(of deal: Deal, _ report: DealReport) -> Deal {
        var side = deal
        side.type = report.type
        side.status = report.status
        side.parties = report.parties
        side.amount = report.amount
        return side
    }

    private func firing(_ change: DealChange, _ deal: Deal, _ item: DealDetails.Item) -> Firing? {
        let circle = book.circle(deal.id, deal.status, deal.parties, knownBy: item.time)
        let subject = FilterSubject(
            deal: deal, story: item.story, folder: folders[item.story.feed] ?? "", kind: change.kind,
            closesCycle: circle != nil)
        guard rule.matches(subject, change: change) else { return nil }
        let alert = Alert.make(
            rule: rule, change: change, deal: deal, story: item.story, report: item.report, circle: circle,
            time: item.time)
        let stop = stopping.first { $0.matches(subject, change: change) }
        return Firing(alert: alert, stoppedBy: stop?.name)
    }
}
