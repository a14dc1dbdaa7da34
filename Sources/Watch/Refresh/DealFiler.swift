import Analysis
import Foundation
import NewsModel
import Persistence

/// Files what one story tells of deals: under deals that are known, or as new ones.
struct DealFiler {
    /// One report with the deal that it went to.
    struct Filed {
        var deal: Deal
        /// Nil when the story adds nothing.
        var change: DealChange?
        var report: DealReport
        /// A further side of the story's first deal: the stake that comes with a partnership.
        var isPart = false
    }

    let transaction: StoreTransaction
    let matcher: DealMatcher
    let now: Date

    /// How sure it is that a story which the analysis found no deal in tells of a known one.
    private static let confidenceOfMention = 0.3

    func file(_ story: Story, _ sketch: StorySketch) throws -> [Filed] {
        // Without a party a report cannot be told from another, so it stays with its story.
        let reports = story.analysis.isRelevant ? story.analysis.deals.filter { !$0.parties.isEmpty } : []
        guard let first = reports.first else {
            let nameless = story.analysis.isRelevant ? story.analysis.deals.first : nil
            return try mention(nameless, story, sketch).map { [$0] } ?? []
        }
        let isRoundUp = reports.contains { Self.shared($0, first) == 0 }
        var filed: [Filed] = []
        for report in reports {
            let isPart = !filed.isEmpty && Self.isSide(report, of: first)
            if isPart, let whole = filed.first {
                filed.append(try part(report, of: whole.deal, story, isNew: whole.change?.kind == .new))
            } else {
                let own = filed.isEmpty && !isRoundUp ? sketch : sketch.narrowed(to: report)
                filed.append(try file(report, of: story, own, notAmong: Set(filed.map(\.deal.id))))
            }
        }
        return filed
    }

    private static func shared(_ one: DealReport, _ other: DealReport) -> Int {
        Set(one.parties.map(\.id)).intersection(other.parties.map(\.id)).count
    }

    /// The same names in a deal of another type: the stake that comes with a partnership.
    private static func isSide(_ report: DealReport, of whole: DealReport) -> Bool {
        report.type != whole.type && report.parties.count > 1
            && shared(report, whole) == Set(report.parties.map(\.id)).count
    }

    // MARK: One report

    private func file(
        _ report: DealReport, of story: Story, _ sketch: StorySketch, notAmong taken: Set<DealID>
    ) throws -> Filed {
        let published = min(story.published, now)
        let candidates = try candidates(for: sketch, report, published).filter { !taken.contains($0.id) }
        guard let match = matcher.match(report, in: sketch, published: published, candidates: candidates)
        else {
            let made = DealMatcher.makeDeal(
                id: DealID(rawValue: 0), report: report, in: sketch, camp: story.analysis.camp,
                published: published,
                outlet: story.feedTitle, language: story.analysis.language)
            let id = try transaction.insertDeal(made).id
            let deal = try transaction.attach(report: report, story: story.id, deal: id, at: now)
            return Filed(deal: deal, change: DealChange(kind: .new), report: report)
        }
        return try join(report, story, sketch, match, published)
    }

    /// The known deal that a story tells of whose report names nobody, or that has none.
    private func mention(_ report: DealReport?, _ story: Story, _ sketch: StorySketch) throws -> Filed? {
        let published = min(story.published, now)
        let candidates = try candidates(for: sketch, nil, published)
        guard let match = matcher.match(report, in: sketch, published: published, candidates: candidates)
        else {
            return nil
        }
        return try join(report, story, sketch, match, published)
    }

    private func join(
        _ report: DealReport?, _ story: Story, _ sketch: StorySketch, _ match: DealMatch, _ published: Date
    ) throws -> Filed {
        var earlier: [(title: String, text: String)]?
        let (deal, change) = try matcher.merge(
            report, in: sketch, camp: story.analysis.camp, into: match.deal, at: published
        ) { party in
            // Read for the first name that asks, and once.
            let stories = try earlier ?? transaction.storyTexts(of: match.deal.id)
            earlier = stories
            return stories.contains {
                StorySketch.hears(party, title: $0.title, text: $0.text)
            }
        }
        if deal != match.deal { try transaction.updateDeal(deal) }
        let record = report ?? mentioned(deal, sketch)
        let attached = try transaction.attach(
            report: record, story: story.id, deal: deal.id, reasons: try reasons(match), at: now)
        return Filed(deal: attached, change: change, report: record)
    }

    private func reasons(_ match: DealMatch) throws -> String {
        String(decoding: try JSONEncoder().encode(match.reasons), as: UTF8.self)
    }

    private func mentioned(_ deal: Deal, _ sketch: StorySketch) -> DealReport {
        DealReport(
            type: deal.type, status: sketch.titleStatus ?? deal.status, isMain: false,
            parties: deal.parties.filter { sketch.hears($0.id) }, confidence: Self.confidenceOfMention)
    }

    /// Records a further side of a deal; rules that watch for its type are told of the deal as that.
    private func part(_ report: DealReport, of whole: Deal, _ story: Story, isNew: Bool) throws -> Filed {
        var side = try transaction.attach(report: report, story: story.id, deal: whole.id, at: now)
        side.type = report.type
        side.status = report.status
        side.parties = report.parties
        side.amount = report.amount
        return Filed(deal: side, change: isNew ? DealChange(kind: .new) : nil, report: report, isPart: true)
    }

    private func candidates(
        for sketch: StorySketch, _ report: DealReport?, _ published: Date
    ) throws -> [Deal] {
        try transaction.candidateDeals(
            parties: sketch.names.union(report?.parties.map(\.id) ?? []), sounds: sketch.sounds,
            since: published.addingTimeInterval(-DealMatcher.longestSilence))
    }
}
