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

    /// Files every report of a story; `revision` is what the story said before, if it is not new.
    func file(
        _ story: Story, _ sketch: StorySketch, revision: StoryTies.Revision? = nil
    ) throws -> [Filed] {
        let ties = try StoryTies(of: story, revision: revision, in: transaction)
        var filed = try file(ties, sketch)
        try settleCamps(of: &filed, story, revision)
        // What is no news happened when the story was published.
        let time = revision?.isNews == false ? min(story.published, now) : now
        // Of what a person has called no deal there is nothing to tell.
        for index in filed.indices where try transaction.isRejected(filed[index].deal.id) {
            filed[index].change = nil
        }
        for item in filed {
            guard let change = item.change, !(item.isPart && change.kind == .new) else { continue }
            try transaction.log(change, deal: item.deal.id, story: story.id, at: time)
        }
        return filed
    }

    private func file(_ ties: StoryTies, _ sketch: StorySketch) throws -> [Filed] {
        let story = ties.story
        // Of what a person says to tell of no deal none is read, nor guessed from its words.
        let label = ties.revision == nil ? nil : try transaction.label(of: story.id)
        if label?.tellsNothing == true { return [] }
        // Without a party a report cannot be told from another, so it stays with its story.
        let reports = story.analysis.isRelevant ? story.analysis.deals.filter { !$0.parties.isEmpty } : []
        guard let first = reports.first else {
            let nameless = story.analysis.isRelevant ? story.analysis.deals.first : nil
            return try mention(nameless, ties, sketch, label).map { [$0] } ?? []
        }
        let isRoundUp = reports.contains { Self.shared($0, first) == 0 }
        var filed: [Filed] = []
        for report in reports {
            let isPart = !filed.isEmpty && Self.isSide(report, of: first)
            if isPart, let whole = filed.first {
                filed.append(try part(report, of: whole, ties))
            } else {
                let own = filed.isEmpty && !isRoundUp ? sketch : sketch.narrowed(to: report)
                filed.append(
                    try file(
                        report, of: ties, own, notAmong: Set(filed.map(\.deal.id)), isOnly: reports.count == 1
                    ))
            }
        }
        return filed
    }

    /// What people said of the camps of the stories holds for the deals that they tell of now.
    private func settleCamps(
        of filed: inout [Filed], _ story: Story, _ revision: StoryTies.Revision?
    ) throws {
        let deals = Set(filed.map(\.deal.id) + (revision?.reports.map(\.deal) ?? []))
        let settled = try transaction.settleSaidCamps(of: deals, toldBy: story.id)
        for index in filed.indices where settled.contains(filed[index].deal.id) {
            filed[index].deal.camp = try transaction.deal(id: filed[index].deal.id)?.camp ?? .neither
        }
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
        _ report: DealReport, of ties: StoryTies, _ sketch: StorySketch, notAmong taken: Set<DealID>,
        isOnly: Bool
    ) throws -> Filed {
        let story = ties.story
        // Two reports of one story are two deals, unless a person has said that those are one.
        let taken = try taken.filter { try !transaction.isUnion($0) }
        let candidates = try candidates(for: sketch, report, ties).filter { !taken.contains($0.id) }
        let tie =
            ties.own(report, besides: taken, isOnly: isOnly, now: now)
            ?? ties.home(sketch, among: candidates)
        if let tie, let deal = try transaction.deal(id: tie.deal) {
            return try join(report, ties, sketch, deal, tie: tie)
        }
        guard let match = try match(report, ties, sketch, candidates) else {
            let made = DealMatcher.makeDeal(
                id: DealID(rawValue: 0), report: report, in: sketch, camp: story.analysis.camp,
                published: min(story.published, now),
                outlet: story.feedTitle, language: story.analysis.language)
            let id = try transaction.insertDeal(made).id
            let deal = try transaction.attach(report: report, story: story.id, deal: id, at: now)
            return Filed(deal: deal, change: DealChange(kind: .new), report: report)
        }
        return try join(report, ties, sketch, match.deal, reasons: match.reasons)
    }

    /// The known deal that a story tells of whose report names nobody, or that has none.
    private func mention(
        _ report: DealReport?, _ ties: StoryTies, _ sketch: StorySketch, _ label: StoryLabel?
    ) throws -> Filed? {
        let candidates = try candidates(for: sketch, nil, ties).filter {
            label?.bars($0.id, of: $0.type) != true
        }
        guard let match = try match(report, ties, sketch, candidates) else { return nil }
        return try join(report, ties, sketch, match.deal, reasons: match.reasons)
    }

    /// The deal that the story tells of as it stands now, though it may have been known by a former face.
    private func match(
        _ report: DealReport?, _ ties: StoryTies, _ sketch: StorySketch, _ candidates: [Deal]
    ) throws -> (deal: Deal, reasons: [DealMatch.Reason])? {
        let published = min(ties.story.published, now)
        let found = matcher.match(report, in: sketch, published: published, candidates: candidates)
        guard var match = found else { return nil }
        // Of deals that a person has told apart, the one whose stories read alike.
        let rivals = try transaction.toldApart(from: match.deal.id)
        if !rivals.isEmpty {
            var closest = try likeness(of: ties.story, to: match.deal.id)
            for rival in rivals.sorted() {
                let faces = candidates.filter { $0.id == rival }
                guard
                    let other = matcher.match(report, in: sketch, published: published, candidates: faces)
                else { continue }
                let likeness = try likeness(of: ties.story, to: rival)
                if likeness > closest { (match, closest) = (other, likeness) }
            }
        }
        return try transaction.deal(id: match.deal.id).map { ($0, match.reasons) }
    }

    private func likeness(of story: Story, to deal: DealID) throws -> Double {
        let text = story.title + "\n" + story.text
        return try transaction.storyTexts(of: deal).map {
            RewriteRule.likeness($0.title + "\n" + $0.text, text)
        }.max() ?? 0
    }

    private func join(
        _ report: DealReport?, _ ties: StoryTies, _ sketch: StorySketch, _ known: Deal,
        tie: StoryTies.Tie? = nil, reasons: [DealMatch.Reason] = []
    ) throws -> Filed {
        let story = ties.story
        var base = known
        var corrections: [DealChange.Detail] = []
        if let report, let earlier = tie?.earlier, let previous = ties.revision?.previous {
            let others = try transaction.statements(of: known.id)
            (base, corrections) = matcher.correct(
                report, in: sketch, earlier: earlier, titled: previous.title, others: others.map(\.report),
                titles: others.map(\.title), of: known, at: now)
        }
        var (deal, change) = try merge(report, ties, sketch, base)
        if !corrections.isEmpty {
            change = DealChange(kind: .update, details: corrections + (change?.details ?? []))
        }
        if deal != known { try transaction.updateDeal(deal) }
        let record = report ?? mentioned(deal, sketch)
        let signs = tie.map { [DealMatch.Reason(name: $0.reason, weight: DealMatcher.enough)] } ?? reasons
        let attached = try transaction.attach(
            report: record, story: story.id, deal: deal.id, reasons: try text(of: signs), at: now)
        return Filed(deal: attached, change: change, report: record)
    }

    private func merge(
        _ report: DealReport?, _ ties: StoryTies, _ sketch: StorySketch, _ known: Deal
    ) throws -> (deal: Deal, change: DealChange?) {
        var earlier: [(title: String, text: String)]?
        return try matcher.merge(
            report, in: sketch, camp: ties.story.analysis.camp, into: known, at: ties.told(now: now)
        ) { party in
            // Read for the first name that asks, and once.
            let before = ties.revision.map { [(title: $0.previous.title, text: $0.previous.text)] } ?? []
            let stories = try earlier ?? before + transaction.storyTexts(of: known.id)
            earlier = stories
            return stories.contains {
                StorySketch.hears(party, title: $0.title, text: $0.text)
            }
        }
    }

    private func text(of reasons: [DealMatch.Reason]) throws -> String {
        String(decoding: try JSONEncoder().encode(reasons), as: UTF8.self)
    }

    private func mentioned(_ deal: Deal, _ sketch: StorySketch) -> DealReport {
        DealReport(
            type: deal.type, status: sketch.titleStatus ?? deal.status, isMain: false,
            parties: deal.parties.filter { sketch.hears($0.id) }, confidence: Self.confidenceOfMention)
    }

    /// Records a further side of a deal; rules that watch for its type are told of the deal as that, once.
    private func part(_ report: DealReport, of whole: Filed, _ ties: StoryTies) throws -> Filed {
        let change: DealChange? =
            if whole.change?.kind == .new {
                DealChange(kind: .new)
            } else if try isTold(report.type, of: whole.deal, ties) {
                nil
            } else {
                DealChange(kind: .update, details: [.side(report.type)])
            }
        var side = try transaction.attach(report: report, story: ties.story.id, deal: whole.deal.id, at: now)
        side.type = report.type
        side.status = report.status
        side.parties = report.parties
        side.amount = report.amount
        return Filed(deal: side, change: change, report: report, isPart: true)
    }

    /// Whether readers know a deal as one of a type: a story has reported it so, this one before it was revised too.
    private func isTold(_ type: DealType, of deal: Deal, _ ties: StoryTies) throws -> Bool {
        if deal.type == type { return true }
        let before = ties.revision?.reports ?? []
        if before.contains(where: { $0.deal == deal.id && $0.report.type == type }) { return true }
        return try transaction.hasReport(of: deal.id, as: type)
    }

    private func candidates(
        for sketch: StorySketch, _ report: DealReport?, _ ties: StoryTies
    ) throws -> [Deal] {
        let published = min(ties.story.published, now)
        return try transaction.candidateDeals(
            parties: Set(report?.parties.map(\.id) ?? []), names: sketch.names, sounds: sketch.sounds,
            since: published.addingTimeInterval(-DealMatcher.longestSilence)
        ).filter { !ties.standing.barred.contains($0.id) }
    }
}
