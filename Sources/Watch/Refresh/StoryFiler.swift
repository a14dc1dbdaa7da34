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
        /// The story that the entry is under a new key.
        var edited: StoryID?
    }

    /// What one refresh brought.
    struct Count: Hashable, Sendable {
        var newStories = 0
        var revisedStories = 0
        var alerts = 0
        /// Not raised: the feed was in doubt and had raised its share.
        var withheld = 0
    }

    /// Deals that changed longer ago cannot be meant (the longest window of `DealMatcher` is 60 days).
    private static let candidateAge: TimeInterval = 61 * 86_400

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
                try fileDeals(of: story, &count)
            case .revised(let story, previous: _):
                count.revisedStories += 1
                // A feed that rewrites its history tells no news.
                try fileDeals(of: story, isNews: finding.edited == nil, &count)
            case .carried, .unchanged: break
            }
        }
        return count
    }

    /// Files each report under a deal of its own and counts the alerts that this raised.
    private func fileDeals(of story: Story, isNews: Bool = true, _ count: inout Count) throws {
        guard story.analysis.isRelevant else { return }
        var taken: Set<DealID> = []
        // Without a party a report cannot be told from another, so it stays with its story.
        for report in story.analysis.deals where !report.parties.isEmpty {
            let (deal, change) = try file(report, of: story, notAmong: taken)
            taken.insert(deal.id)
            guard let change, isNews, isRecent(story) else { continue }
            if count.alerts < mostAlerts {
                count.alerts += try raiseAlerts(change, deal, story, report)
            } else {
                count.withheld += 1
            }
        }
    }

    private func isRecent(_ story: Story) -> Bool {
        maxAlertAge == .zero || now.timeIntervalSince(story.published) <= maxAlertAge / .seconds(1)
    }

    private func file(
        _ report: DealReport, of story: Story, notAmong taken: Set<DealID>
    ) throws -> (deal: Deal, change: DealChange?) {
        // Publishers date in advance; a deal is never first seen tomorrow.
        let published = min(story.published, now)
        let candidates = try transaction.candidateDeals(
            type: nil, parties: report.parties.map(\.id),
            since: published.addingTimeInterval(-Self.candidateAge)
        ).filter { !taken.contains($0.id) }
        let camp = story.analysis.camp
        guard let known = matcher.match(report: report, published: published, candidates: candidates)
        else {
            let made = DealMatcher.makeDeal(
                id: DealID(rawValue: 0), report: report, camp: camp, published: published,
                outlet: story.feedTitle, language: story.analysis.language)
            let id = try transaction.insertDeal(made).id
            return (try attach(report, story, id), DealChange(kind: .new))
        }
        let (merged, change) = matcher.merge(report: report, camp: camp, into: known, at: published)
        if merged != known { try transaction.updateDeal(merged) }
        return (try attach(report, story, known.id), change)
    }

    private func attach(_ report: DealReport, _ story: Story, _ deal: DealID) throws -> Deal {
        try transaction.attach(report: report, story: story.id, deal: deal, at: now)
    }

    private func raiseAlerts(
        _ change: DealChange, _ deal: Deal, _ story: Story, _ report: DealReport
    ) throws -> Int {
        let matches = RuleMatcher.matches(
            change: change, deal: deal, story: story, folder: feed.folder, rules: rules)
        return try matches.reduce(0) { count, rule in
            let alert = Alert.make(
                rule: rule, change: change, deal: deal, story: story, report: report, time: now)
            let rows = try transaction.enqueue(alert: alert, sinks: rule.sinks, at: now)
            return count + (rows > 0 ? 1 : 0)
        }
    }
}
