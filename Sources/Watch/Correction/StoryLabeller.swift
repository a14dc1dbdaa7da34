import FoundationEssentials
import NewsModel
import Persistence

/// Keeps what a person says about stories and deals, and puts it in force, each in one transaction.
///
/// Every word stays as it was said (`Judgement`). What they come to holds for the story at once and for its later versions;
/// where a word gives back what an earlier one took away, the story has to be analysed again (`Reanalysis`).
struct StoryLabeller: Sendable {
    let author: String
    let reason: String
    let now: Date

    /// Whether the story has to be analysed again; nil when there is no such story.
    func label(_ id: StoryID, _ label: StoryLabel, in transaction: StoreTransaction) throws -> Bool? {
        guard let story = try transaction.story(id: id) else { return nil }
        return try settle(
            story, word(label.deals == nil ? .label : .accept, story: id, label), in: transaction)
    }

    /// Takes back what was said of a story; false when nothing was.
    func clear(_ id: StoryID, in transaction: StoreTransaction) throws -> Bool {
        guard let story = try transaction.story(id: id), try transaction.label(of: id) != nil else {
            return false
        }
        _ = try settle(story, word(.clear, story: id), in: transaction)
        return true
    }

    /// How many stories told of the deal; nil when there is none.
    func reject(_ id: DealID, in transaction: StoreTransaction) throws -> Int? {
        guard let deal = try transaction.standing(deal: id) else { return nil }
        let stories = try transaction.stories(of: deal)
        try transaction.reject(deal: deal, at: now)
        if stories.isEmpty { try transaction.record(word(.reject, deal: deal)) }
        for id in stories { try take(deal, from: id, in: transaction) }
        return stories.count
    }

    /// Takes a deal from one story that told of it; one that no other tells of is none.
    func reject(_ deal: DealID, toldBy story: StoryID, in transaction: StoreTransaction) throws {
        try take(deal, from: story, in: transaction)
        if try !transaction.hasReports(deal) { try transaction.reject(deal: deal, at: now) }
    }

    private func take(_ deal: DealID, from id: StoryID, in transaction: StoreTransaction) throws {
        let gone = try transaction.removeReports(of: id) { $0.deal == deal }.map(\.report)
        guard let story = try transaction.story(id: id) else { return }
        var word = word(.reject, story: id, deal: deal, rejection(of: deal, gone, story))
        word.reports = gone
        _ = try settle(story, word, in: transaction)
    }

    /// The stories that told of a rejected deal and do so again; nil when it is not rejected.
    func unreject(_ id: DealID, in transaction: StoreTransaction) throws -> [StoryID]? {
        guard let deal = try transaction.standing(deal: id), try transaction.isRejected(deal) else {
            return nil
        }
        let said = try transaction.judgements(of: deal)
        let start = said.lastIndex { $0.kind == .unreject }.map { $0 + 1 } ?? 0
        let rejections = said[start...].filter { $0.story != nil }
        try transaction.unreject(deal: deal)
        if rejections.isEmpty { try transaction.record(word(.unreject, deal: deal)) }
        let stories = try rejections.compactMap { rejection in
            try rejection.story.flatMap { try giveBack(rejection.reports, of: deal, to: $0, in: transaction) }
        }
        if try !transaction.hasReports(deal) { try transaction.shelve(deal: deal) }
        return stories
    }

    private func giveBack(
        _ reports: [DealReport], of deal: DealID, to id: StoryID, in transaction: StoreTransaction
    ) throws -> StoryID? {
        guard let story = try transaction.story(id: id) else { return nil }
        for report in reports {
            _ = try transaction.attach(report: report, story: id, deal: deal, at: now)
        }
        _ = try settle(story, word(.unreject, story: id, deal: deal), in: transaction)
        return id
    }

    /// A round-up may tell of another deal of the same type, which stays.
    private func rejection(of deal: DealID, _ gone: [DealReport], _ story: Story) -> StoryLabel {
        let types = Set(gone.map(\.type)).filter { type in
            story.analysis.deals.count { $0.type == type } < 2
        }
        return StoryLabel(
            rejected: types.sorted { $0.rawValue < $1.rawValue }, rejectedDeals: [deal.rawValue])
    }

    private func word(
        _ kind: Judgement.Kind, story: StoryID? = nil, deal: DealID? = nil, _ label: StoryLabel? = nil
    ) -> Judgement {
        Judgement(
            time: now, kind: kind, story: story, deal: deal, author: author, reason: reason, label: label)
    }

    /// Whether the story has another text since a person found its deals right.
    private func areOfFormerText(
        _ words: [Judgement], _ story: StoryID, in transaction: StoreTransaction
    ) throws -> Bool {
        guard let accepted = words.inForce.last(where: { $0.label?.deals != nil }) else { return false }
        return try transaction.lastRevision(of: story).map { accepted.time <= $0 } ?? false
    }

    /// Keeps a word and puts in force what all of them come to; whether the story has to be analysed again.
    private func settle(
        _ story: Story, _ word: Judgement, in transaction: StoreTransaction
    ) throws -> Bool {
        let earlier = try transaction.label(of: story.id)
        try transaction.record(word)
        let words = try transaction.judgements(of: story.id)
        var label = StoryLabel(said: words)
        // Deals that were found right in a former text are no more.
        if word.kind != .accept, try areOfFormerText(words, story.id, in: transaction) { label?.deals = nil }
        var analysis = label?.applied(to: story.analysis) ?? story.analysis
        let isStale = (label ?? StoryLabel()).undoes(earlier ?? StoryLabel()) || label == nil
        // What an earlier word took away is kept nowhere: another analysis finds it again.
        if isStale { analysis.lexiconVersion = "" }
        try transaction.setLabel(label, of: story.id, by: word)
        try transaction.restate(story.id, as: analysis)
        let gone = try transaction.removeReports(of: story.id) {
            label?.tellsNothing == true || label?.bars($0.deal, of: $0.report.type) == true
        }
        for deal in Set(gone.map(\.deal)) where try !transaction.hasReports(deal) {
            try transaction.shelve(deal: deal)
        }
        // The deal that the word itself is about may be told of by this story no more.
        let touched = try transaction.reports(by: story.id) + gone
        try transaction.settleSaidCamps(
            of: Set(touched.map(\.deal) + [word.deal].compactMap(\.self)), toldBy: story.id)
        return isStale
    }
}
