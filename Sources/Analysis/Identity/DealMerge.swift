package import FoundationEssentials
package import NewsModel

extension DealMatcher {
    /// The deal after one more report, and what that changed for a reader; nil when the report says nothing new.
    ///
    /// The status only moves forward (but a later story revives a cancelled deal), a later sum replaces an earlier
    /// one, and names are added, never taken away. A partnership takes over the type and the roles of the first
    /// report that tells its substance.
    package func merge(
        report: DealReport, camp: Camp, into known: Deal, at published: Date
    ) -> (deal: Deal, change: DealChange?) {
        var deal = known
        var details: [DealChange.Detail] = []
        let isLater = published >= known.lastChanged
        if known.type == .partnership && report.type != .partnership {
            details.append(.type(from: known.type, to: report.type))
            Self.makeConcrete(&deal, report)
        }
        if deal.type == report.type,
            let status = Self.advanced(known.status, by: report.status, isLater: isLater)
        {
            details.append(.status(from: known.status, to: status))
            deal.status = status
        }
        if let amount = Self.news(report.amount, after: known.amount, isLater: isLater) {
            details.append(.amount(from: known.amount, to: amount))
            deal.amount = amount
        }
        if deal.type == report.type {
            for party in Self.newParties(report, known) {
                if !deal.parties.contains(party) { deal.parties.append(party) }
                if isPrincipal(party.role, in: report.type) { details.append(.party(party)) }
            }
        }
        Self.fillGaps(of: &deal, from: report, camp: camp)
        guard !details.isEmpty else { return (deal, nil) }
        deal.lastChanged = max(deal.lastChanged, published)
        return (deal, DealChange(kind: .update, details: details))
    }

    /// The deal that a first report makes.
    package static func makeDeal(
        id: DealID, report: DealReport, camp: Camp, published: Date, outlet: String, language: Language
    ) -> Deal {
        Deal(
            id: id, type: report.type, status: report.status, camp: camp, parties: report.parties,
            amount: report.amount, valuation: report.valuation, quantity: report.quantity,
            confidence: report.confidence, firstSeen: published, lastChanged: published, firstOutlet: outlet,
            firstLanguage: language)
    }

    /// Gives a declared partnership the type and the roles of the deal that it turns out to be.
    private static func makeConcrete(_ deal: inout Deal, _ report: DealReport) {
        let told = Set(report.parties.map(\.id))
        deal.type = report.type
        deal.parties = report.parties + deal.parties.filter { !told.contains($0.id) }
    }

    /// Rumoured, announced, completed in this order; cancelled ends any of them, until later and firm word.
    private static func advanced(_ old: DealStatus, by new: DealStatus, isLater: Bool) -> DealStatus? {
        guard old != new else { return nil }
        if old == .cancelled { return isLater && new != .rumoured ? new : nil }
        return rank(new) > rank(old) ? new : nil
    }

    private static func rank(_ status: DealStatus) -> Int {
        switch status {
        case .rumoured: 0
        case .announced: 1
        case .completed: 2
        case .cancelled: 3
        }
    }

    private static func news(_ new: Amount?, after old: Amount?, isLater: Bool) -> Amount? {
        guard let new else { return nil }
        guard let old else { return new }
        return isLater && SumComparison.isNews(new, after: old) ? new : nil
    }

    /// Parties that the deal does not name yet in any role: a name in the opposite role is one outlet's slip.
    private static func newParties(_ report: DealReport, _ deal: Deal) -> [Party] {
        let named = Set(deal.parties.map(\.id))
        return report.parties.filter { !named.contains($0.id) }
    }

    private static func fillGaps(of deal: inout Deal, from report: DealReport, camp: Camp) {
        if deal.camp == .neither { deal.camp = camp }
        if deal.amount == nil { deal.amount = report.amount }
        if deal.valuation == nil { deal.valuation = report.valuation }
        if deal.quantity == nil { deal.quantity = report.quantity }
        deal.confidence = max(deal.confidence, report.confidence)
    }
}
