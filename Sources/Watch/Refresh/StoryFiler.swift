import Alerting
import Analysis
import FoundationEssentials
import NewsModel
import Persistence

/// Files analysed entries in one transaction: stories, the deals that they report, and the alerts of those.
struct StoryFiler {
    /// An entry with what the analysis found in it.
    struct Finding: Sendable {
        var entry: Entry
        var analysis: StoryAnalysis
        /// Nil where the entry speaks of no deal.
        var sketch: StorySketch?
        /// The story that the entry is under a new key.
        var edited: StoryID?
    }

    /// What one refresh brought.
    struct Count: Hashable, Sendable {
        var newStories = 0
        var revisedStories = 0
        var newDeals = 0
        /// Known deals that a story added something to.
        var changedDeals = 0
        var alerts = 0
        /// Not raised: the feed was in doubt and had raised its share.
        var withheld = 0
    }

    let transaction: StoreTransaction
    let feed: Feed
    let matcher: DealMatcher
    let rules: RuleSet
    /// Stories published longer ago raise no alerts; zero for no limit.
    let maxAlertAge: Duration
    /// Of a feed that may not be itself; the deals beyond are filed all the same.
    let mostAlerts: Int
    let now: Date

    func file(_ findings: [Finding]) throws -> Count {
        var count = Count()
        for finding in findings {
            let outcome = try transaction.store(
                entry: finding.entry, feed: feed.id, analysis: finding.analysis, edited: finding.edited,
                now: now)
            switch outcome {
            case .new(let story):
                count.newStories += 1
                try fileDeals(of: story, finding, nil, isNews: true, &count)
            case .revised(let story, let previous, let reports):
                count.revisedStories += 1
                // A feed that rewrites its history tells no news.
                let isNews = finding.edited == nil
                let revision = StoryTies.Revision(previous: previous, reports: reports, isNews: isNews)
                try fileDeals(of: story, finding, revision, isNews: isNews, &count)
            case .carried, .unchanged: break
            }
        }
        return count
    }

    /// Files the deals of a story and raises the alerts of what that changed.
    private func fileDeals(
        of story: Story, _ finding: Finding, _ revision: StoryTies.Revision?, isNews: Bool,
        _ count: inout Count
    ) throws {
        guard let sketch = finding.sketch else {
            let left = Set((revision?.reports ?? []).map(\.deal))
            try transaction.settleSaidCamps(of: left, toldBy: story.id)
            return
        }
        let filer = DealFiler(transaction: transaction, matcher: matcher, now: now)
        var alerted: [DealID: Set<String>] = [:]
        for filed in try filer.file(story, sketch, revision: revision) {
            guard let change = filed.change else { continue }
            if change.kind == .new { count.newDeals += 1 } else { count.changedDeals += 1 }
            guard isNews, isRecent(story) else { continue }
            var circle: [String]?
            let matches = try RuleMatcher.matches(
                change: change, deal: filed.deal, story: story, folder: feed.folder, rules: rules
            ) {
                circle = try CycleRule.circle(of: filed.deal, in: transaction)
                return circle != nil
            }.filter { alerted[filed.deal.id, default: []].insert($0.name).inserted }
            if count.alerts < mostAlerts {
                count.alerts += try raise(matches, change, filed, story, circle)
            } else {
                count.withheld += 1
            }
        }
    }

    private func isRecent(_ story: Story) -> Bool {
        maxAlertAge == .zero || now.timeIntervalSince(story.published) <= maxAlertAge / .seconds(1)
    }

    private func raise(
        _ matches: [Rule], _ change: DealChange, _ filed: DealFiler.Filed, _ story: Story,
        _ circle: [String]?
    ) throws -> Int {
        try matches.reduce(0) { count, rule in
            let alert = Alert.make(
                rule: rule, change: change, deal: filed.deal, story: story, report: filed.report,
                circle: circle, time: now)
            let rows = try transaction.enqueue(alert, of: rule, at: now)
            return count + (rows > 0 ? 1 : 0)
        }
    }
}
