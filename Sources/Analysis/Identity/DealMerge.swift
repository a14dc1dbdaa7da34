package import FoundationEssentials
package import NewsModel

/// How a deal goes on with one more story.
extension DealMatcher {
    /// Outlets word one stage of a deal differently on the same day; a completion that is news comes later.
    private static let sameStage: TimeInterval = 86_400
    /// Outlets state one sum differently at first.
    private static let settling: TimeInterval = 36 * 3_600

    /// The deal after one more story, and what that changed for a reader; nil when it says nothing new.
    ///
    /// The status only moves forward (but a later story revives a cancelled deal), a later sum replaces an earlier
    /// one, and names are added, never taken away. A partnership takes over the type and the roles of the first
    /// report that tells its substance and between whom. Without a report only a title counts that says the deal is done or denied.
    /// `isKnown` tells whether an earlier story of the deal named a party.
    package func merge(
        _ report: DealReport?, in sketch: StorySketch, camp: Camp, into known: Deal, at published: Date,
        isKnown: (String) throws -> Bool = { _ in false }
    ) rethrows -> (deal: Deal, change: DealChange?) {
        var deal = known
        var marks = known.marks ?? DealMarks()
        var details: [DealChange.Detail] = []
        let isLater = published >= known.lastChanged
        if let report, known.type == .partnership, report.type != .partnership, report.parties.count > 1 {
            details.append(.type(from: known.type, to: report.type))
            Self.makeConcrete(&deal, report)
        }
        if let status = Self.status(of: report, sketch, deal),
            Self.isNews(status, after: known, at: published, isLater: isLater)
        {
            details.append(.status(from: known.status, to: status))
            deal.status = status
        }
        if let report, !report.parties.isEmpty, let amount = report.amount,
            Self.isNews(amount, after: known, marks, at: published)
        {
            details.append(.amount(from: known.amount, to: amount))
            deal.amount = amount
            marks.amountSince = published
        }
        if let report, deal.type == report.type {
            for party in Self.newParties(report, known) where Self.mayStand(party, in: deal, at: published) {
                deal.parties.append(party)
                if try isJoining(party, known, published) && !isKnown(party.id) {
                    details.append(.party(party))
                }
            }
        }
        if let report, !report.parties.isEmpty { Self.fillGaps(of: &deal, from: report, camp: camp) }
        marks.add(sketch, at: published)
        marks.sounds = Self.sounds(of: deal.parties)
        deal.marks = marks
        guard !details.isEmpty else { return (deal, nil) }
        deal.lastChanged = max(deal.lastChanged, published)
        return (deal, DealChange(kind: .update, details: details))
    }

    /// The deal that a first report makes.
    package static func makeDeal(
        id: DealID, report: DealReport, in sketch: StorySketch = StorySketch(), camp: Camp, published: Date,
        outlet: String,
        language: Language
    ) -> Deal {
        var marks = DealMarks()
        marks.add(sketch, at: published)
        marks.sounds = sounds(of: report.parties)
        return Deal(
            id: id, type: report.type, status: report.status, camp: camp, parties: report.parties,
            amount: report.amount, valuation: report.valuation, quantity: report.quantity,
            confidence: report.confidence, firstSeen: published, lastChanged: published, firstOutlet: outlet,
            firstLanguage: language, marks: marks)
    }

    package static func sounds(of parties: [Party]) -> [String] {
        parties.reduce(into: Set<String>()) { $0.formUnion(NameSound.keys(ofParty: $1.id)) }.sorted()
    }

    /// Gives a declared partnership the type and the roles of the deal that it turns out to be.
    private static func makeConcrete(_ deal: inout Deal, _ report: DealReport) {
        let told = Set(report.parties.map(\.id))
        deal.type = report.type
        deal.parties = report.parties + deal.parties.filter { !told.contains($0.id) }
    }

    // MARK: What is news

    private static func status(of report: DealReport?, _ sketch: StorySketch, _ deal: Deal) -> DealStatus? {
        if let report, !report.parties.isEmpty { return report.status }
        return [.completed, .cancelled].contains(sketch.titleStatus) ? sketch.titleStatus : nil
    }

    /// Rumoured, announced, completed in this order; cancelled ends any of them, until later and firm word.
    private static func isNews(_ new: DealStatus, after deal: Deal, at published: Date, isLater: Bool) -> Bool
    {
        if deal.status == .cancelled { return isLater && new != .rumoured && new != .cancelled }
        guard rank(new) > rank(deal.status), isLater || deal.status == .rumoured && new == .announced else {
            return false
        }
        let isSameStage = deal.status == .announced && new == .completed
        return !isSameStage || published.timeIntervalSince(deal.lastChanged) >= sameStage
    }

    static func rank(_ status: DealStatus) -> Int {
        switch status {
        case .rumoured: 0
        case .announced: 1
        case .completed: 2
        case .cancelled: 3
        }
    }

    /// A first sum, or one unlike all that were told before.
    private static func isNews(_ new: Amount, after deal: Deal, _ marks: DealMarks, at published: Date)
        -> Bool
    {
        guard let old = deal.amount else { return true }
        guard SumComparison.isNews(new, after: old),
            published.timeIntervalSince(marks.amountSince ?? deal.firstSeen) > settling,
            let dollars = CurrencyRates.dollars(new)
        else { return false }
        return !marks.sums.contains { SumComparison.isOne($0, dollars) }
    }

    /// Roles that one may join; another buyer or supplier is another deal, or a slip.
    static let joinable: Set<String> = ["investor", "partner", "member"]

    /// More names than a deal has.
    static let mostParties = 32

    /// Whether a party may be added: another buyer or supplier beside the known one is another deal, or a slip of the
    /// first day's outlets.
    private static func mayStand(_ party: Party, in deal: Deal, at published: Date) -> Bool {
        guard deal.parties.count < mostParties, !deal.parties.contains(party) else { return false }
        return joinable.contains(party.role.rawValue) || !deal.parties.contains { $0.role == party.role }
            || published.timeIntervalSince(deal.firstSeen) < sameStage
    }

    /// A party that takes its place beside others of its role, or the first in a role, later than the first day's stories.
    private func isJoining(_ party: Party, _ deal: Deal, _ published: Date) -> Bool {
        let isFirst = party.role != .person && !deal.parties.contains { $0.role == party.role }
        return isFirst || Self.joinable.contains(party.role.rawValue) && Self.isSettled(deal, published)
    }

    /// On the first day outlets read and word one deal differently.
    private static func isSettled(_ deal: Deal, _ published: Date) -> Bool {
        published.timeIntervalSince(deal.firstSeen) >= sameStage
    }

    /// Parties that the deal does not name yet in any role: a name in the opposite role is one outlet's slip.
    private static func newParties(_ report: DealReport, _ deal: Deal) -> [Party] {
        let named = Set(deal.parties.map(\.id))
        let sounds = Set(self.sounds(of: deal.parties))
        return report.parties.filter {
            !named.contains($0.id) && NameSound.keys(ofParty: $0.id).isDisjoint(with: sounds)
        }
    }

    private static func fillGaps(of deal: inout Deal, from report: DealReport, camp: Camp) {
        if deal.camp == .neither { deal.camp = camp }
        if deal.valuation == nil { deal.valuation = report.valuation }
        if deal.quantity == nil { deal.quantity = report.quantity }
        deal.confidence = max(deal.confidence, report.confidence)
    }
}

extension DealMarks {
    /// Sums and numbers beyond these are tables, not deals.
    private static let most = 24

    mutating func add(_ sketch: StorySketch, at published: Date) {
        for sum in sketch.sums
        where sums.count < Self.most && !sums.contains(where: { SumComparison.isOne($0, sum) }) {
            sums.append(sum)
        }
        quantities = Array(Set(quantities).union(sketch.quantities).sorted().prefix(Self.most))
        versions = Array(Set(versions).union(sketch.versions).sorted().prefix(Self.most))
        rounds = Array(Set(rounds).union(sketch.rounds).sorted().prefix(Self.most))
        lastTold = max(lastTold ?? published, published)
        amountSince = amountSince ?? published
    }
}
