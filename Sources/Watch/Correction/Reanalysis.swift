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
    /// Stories of one transaction.
    private static let batch = 50
    /// Stories that are looked at for a batch.
    private static let window: Int64 = 5_000

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
            if let stories = request.stories { return .progress(try await revise(stories, store, now)) }
            let page = try await stale(after: request.story ?? 0, in: store)
            let read = page.stories.map { ($0, analyzer.read($0)) }
            let changed = try await store.write { transaction in
                try read.count { try revise($0, $1, in: transaction, now: now) }
            }
            return .progress(
                ReanalysisProgress(
                    last: page.last.rawValue, looked: page.stories.count, changed: changed,
                    isDone: page.isEnd))
        } catch {
            return .failed(error.description)
        }
    }

    /// The next stories of another version; looked for beside what is written meanwhile.
    package func stale(after last: Int64, in store: Store) async throws(StoreError) -> Store.StalePage {
        try await store.stories(
            analysedOtherThan: analyzer.version, after: StoryID(rawValue: last), publishedSince: since,
            window: Self.window, limit: Self.batch)
    }

    /// Does those of some stories that have their texts.
    private func revise(
        _ ids: [Int64], _ store: Store, _ now: Date
    ) async throws(StoreError) -> ReanalysisProgress {
        var read: [(Story, Fresh)] = []
        for id in ids {
            let story = try await store.story(id: StoryID(rawValue: id))
            if let story, story.forgotten == nil { read.append((story, analyzer.read(story))) }
        }
        let stories = read
        let changed = try await store.write { transaction in
            try stories.count { try revise($0, $1, in: transaction, now: now) }
        }
        return ReanalysisProgress(last: ids.last ?? 0, looked: stories.count, changed: changed, isDone: true)
    }

    private typealias Fresh = (analysis: StoryAnalysis, sketch: StorySketch?)

    /// Whether the story says something else now; one that has changed since it was read is left for the next time.
    private func revise(
        _ story: Story, _ reading: Fresh, in transaction: StoreTransaction, now: Date
    ) throws -> Bool {
        guard try transaction.story(id: story.id) == story else { return false }
        let label = try transaction.label(of: story.id)
        var revised = story
        revised.analysis = label?.applied(to: reading.analysis) ?? reading.analysis
        try transaction.restate(story.id, as: revised.analysis)
        let reports = try transaction.removeReports(of: story.id)
        if let sketch = reading.sketch {
            let filer = DealFiler(transaction: transaction, matcher: DealMatcher(), now: now)
            _ = try filer.file(
                revised, sketch, revision: .init(previous: story, reports: reports, isNews: false))
        }
        let touched = Set((try transaction.reports(by: story.id) + reports).map(\.deal))
        if revised.analysis.camp != story.analysis.camp {
            for deal in touched { try transaction.settleCamp(of: deal) }
        } else {
            try transaction.settleSaidCamps(of: touched, toldBy: story.id)
        }
        // A deal that was misread, and that no other story tells of, is listed no more.
        for deal in Set(reports.map(\.deal)) where try !transaction.hasReports(deal) {
            try transaction.shelve(deal: deal)
        }
        return revised.analysis.saysOther(than: story.analysis)
    }

    /// The analysis that a story would have.
    package func analysis(of story: Story, label: StoryLabel? = nil) -> StoryAnalysis {
        let analysis = analyzer.read(story).analysis
        return label?.applied(to: analysis) ?? analysis
    }
}

extension Analyzer {
    fileprivate func read(_ story: Story) -> (analysis: StoryAnalysis, sketch: StorySketch?) {
        read(
            title: story.title, text: story.text, language: story.analysis.language,
            published: story.published)
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
