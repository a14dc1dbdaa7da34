import Analysis
import Foundation
import NewsModel
import Persistence

/// Splits and merges deals as a person says, in one transaction each.
///
/// Nothing is alerted: what the stories told has been told. The correction is kept with the stories of both sides, and
/// `DealFiler` obeys it from then on.
struct DealCorrector: Sendable {
    /// Why nothing was changed, and what to do instead.
    struct Refusal: Error {
        var message: String
    }

    let author: String
    let reason: String
    let now: Date
    private let matcher = DealMatcher()

    init(author: String, reason: String, now: Date) {
        self.author = author
        self.reason = reason
        self.now = now
    }

    func split(
        _ id: DealID, stories: Set<StoryID>, in transaction: StoreTransaction
    ) throws -> Result<String, Refusal> {
        guard let id = try transaction.standing(deal: id), let deal = try transaction.deal(id: id) else {
            return refusal(noDeal: id)
        }
        let reports = try transaction.reports(of: id)
        let strangers = stories.subtracting(reports.map(\.story.id))
        guard strangers.isEmpty else {
            let names = strangers.sorted().map(\.description).joined(separator: ", ")
            return .failure(
                Refusal(
                    message:
                        "deal \(id) has no report by story \(names); `campwatch deal why \(id)` lists its stories"
                ))
        }
        let told = reports.map { ToldReport(story: $0.story, report: $0.report) }
        let leaving = told.filter { stories.contains($0.story.id) }
        let staying = told.filter { !stories.contains($0.story.id) }
        guard let rest = matcher.retell(id, from: staying),
            let part = matcher.retell(DealID(rawValue: 0), from: leaving)
        else {
            return .failure(Refusal(message: "all stories of deal \(id) would leave it; name fewer"))
        }
        let isCampSaid = try transaction.isCampSaid(of: id)
        let made = try transaction.insertDeal(part).id
        try transaction.moveFaces(of: id, leavingWith: stories, to: made)
        try transaction.moveReports(of: stories, from: id, to: made)
        var changed = rest
        changed.camp = deal.camp == .neither ? rest.camp : deal.camp
        try transaction.restate(changed)
        try transaction.record(
            correction(.split, id, made, stories), staying: Set(staying.map(\.story.id)).sorted())
        // A person's word about a story's camp goes with the story.
        if isCampSaid { for deal in [id, made] { try transaction.settleCamp(of: deal) } }
        let count = stories.count.counting("story is", "stories are")
        return .success("\(count) deal \(made) now, told apart from deal \(id)")
    }

    func merge(
        _ id: DealID, with other: DealID, in transaction: StoreTransaction
    ) throws -> Result<String, Refusal> {
        guard let whole = try transaction.standing(deal: id), let deal = try transaction.deal(id: whole)
        else {
            return refusal(noDeal: id)
        }
        guard let part = try transaction.standing(deal: other), let taken = try transaction.deal(id: part)
        else { return refusal(noDeal: other) }
        guard whole != part else {
            return .failure(Refusal(message: "deal \(id) and deal \(other) are one deal already"))
        }
        for rejected in [whole, part] where try transaction.isRejected(rejected) {
            return .failure(Refusal(message: "deal \(rejected) is rejected: it is none"))
        }
        let staying = Set(try transaction.reports(of: whole).map(\.story.id))
        let coming = Set(try transaction.reports(of: part).map(\.story.id))
        try transaction.record(correction(.merge, whole, part, coming), staying: staying.sorted())
        try transaction.restate(DealMatcher.united(deal, with: taken))
        try transaction.moveReports(of: coming, from: part, to: whole)
        if try transaction.isCampSaid(of: whole) { try transaction.settleCamp(of: whole) }
        try transaction.markMerged(part, into: whole)
        return .success("deal \(part) is part of deal \(whole) now")
    }

    private func correction(
        _ kind: DealCorrection.Kind, _ deal: DealID, _ other: DealID, _ stories: Set<StoryID>
    ) -> DealCorrection {
        DealCorrection(
            time: now, kind: kind, deal: deal, other: other, stories: stories.sorted(), author: author,
            reason: reason)
    }

    private func refusal(noDeal id: DealID) -> Result<String, Refusal> {
        .failure(Refusal(message: "there is no deal \(id); `campwatch deals` lists what there is"))
    }
}
