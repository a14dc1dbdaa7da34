package import Analysis
package import FoundationEssentials
package import NewsModel
package import Persistence

/// How far a batch of stories that are analysed again has come.
package struct ReanalysisProgress: Hashable, Sendable, Codable {
    /// Number of the last story that was looked at.
    package var last: Int64
    package var looked: Int
    /// Those whose labels or deals are others now.
    package var changed: Int
    package var isDone: Bool
}

/// Analyses stored stories again with the lexicon and weights in force.
///
/// Only stories of another version are taken up, so that what was broken off goes on where it was. What people have said
/// about stories and deals holds, and nothing is alerted: what the stories told has been told.
package struct Reanalysis: Sendable {
    private let analyzer: Analyzer
    private let since: Date?
    /// Stories of one transaction: a few milliseconds each, so that the feeds need not wait.
    private static let batch = 50

    package init(analyzer: Analyzer, since: Date?) {
        self.analyzer = analyzer
        self.since = since
    }

    /// Does one batch of the stories behind the one that the request names.
    package func answer(
        to request: ControlRequest, on store: Store, now: Date
    ) async -> ControlResponse {
        guard request.lexicon == nil || request.lexicon == analyzer.version else {
            return .failed("the daemon has other words or weights in force: campwatch reload")
        }
        do throws(StoreError) {
            let last = StoryID(rawValue: request.story ?? 0)
            return .progress(try await store.write { try self.step(after: last, in: $0, now: now) })
        } catch {
            return .failed(error.description)
        }
    }

    private func step(
        after last: StoryID, in transaction: StoreTransaction, now: Date
    ) throws -> ReanalysisProgress {
        let stories = try transaction.stories(
            analysedOtherThan: analyzer.version, after: last, publishedSince: since, limit: Self.batch)
        let changed = try stories.count { try revise($0, in: transaction, now: now) }
        return ReanalysisProgress(
            last: (stories.last?.id ?? last).rawValue, looked: stories.count, changed: changed,
            isDone: stories.count < Self.batch)
    }

    /// Whether the story says something else now.
    private func revise(_ story: Story, in transaction: StoreTransaction, now: Date) throws -> Bool {
        let label = try transaction.label(of: story.id)
        let (analysis, sketch) = reading(of: story, label)
        var revised = story
        revised.analysis = analysis
        try transaction.restate(story.id, as: analysis)
        let reports = try transaction.removeReports(of: story.id)
        if let sketch {
            let filer = DealFiler(transaction: transaction, matcher: DealMatcher(), now: now)
            _ = try filer.file(
                revised, sketch, revision: .init(previous: story, reports: reports, isNews: false))
        }
        // A deal that was misread, and that no other story tells of, is listed no more.
        for deal in Set(reports.map(\.deal)) where try !transaction.hasReports(deal) {
            try transaction.shelve(deal: deal)
        }
        return analysis.saysOther(than: story.analysis)
    }

    private func reading(
        of story: Story, _ label: StoryLabel?
    ) -> (analysis: StoryAnalysis, sketch: StorySketch?) {
        let (analysis, sketch) = analyzer.read(
            title: story.title, text: story.text, language: story.analysis.language,
            published: story.published)
        return (label?.applied(to: analysis) ?? analysis, sketch)
    }

    /// The analysis that a story would have.
    package func analysis(of story: Story, label: StoryLabel? = nil) -> StoryAnalysis {
        reading(of: story, label).analysis
    }
}

extension StoryAnalysis {
    /// Whether labels or deals differ, whatever their confidence and evidence.
    package func saysOther(than other: StoryAnalysis) -> Bool {
        let mine = deals.map { GoldDeal(report: $0) }
        return isRelevant != other.isRelevant || camp != other.camp || primary != other.primary
            || dealTypes != other.dealTypes || shifts != other.shifts
            || mine != other.deals.map { GoldDeal(report: $0) }
    }
}
