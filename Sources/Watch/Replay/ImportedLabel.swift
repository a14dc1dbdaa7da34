import Analysis
import FoundationEssentials
import NewsModel
import Persistence

/// What people have said about a story in another database.
package struct ImportedLabel: Decodable, Sendable {
    private var time: Date
    private var author: String
    private var reason: String
    private var label: StoryLabel
    /// What the story reported of deals that were called none.
    private var rejected: [GoldDeal]

    private enum CodingKeys: String, CodingKey {
        case time, author, reason, relevant, camp, primary, rejected, deals
        case rejectedDeals = "rejected_deals"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        time = try fields.decode(Date.self, forKey: .time)
        author = OneLine.text(try fields.decode(String.self, forKey: .author), atMost: 64)
        reason = OneLine.text(try fields.decode(String.self, forKey: .reason), atMost: 500)
        label = StoryLabel(
            relevant: try fields.decodeIfPresent(Bool.self, forKey: .relevant),
            camp: try fields.decodeIfPresent(Camp.self, forKey: .camp),
            primary: try fields.decodeIfPresent(DealType.self, forKey: .primary),
            rejected: try fields.decodeIfPresent([DealType].self, forKey: .rejected),
            deals: try fields.decodeIfPresent([GoldDeal].self, forKey: .deals)?.map(\.report))
        rejected = try fields.decodeIfPresent([GoldDeal].self, forKey: .rejectedDeals) ?? []
    }

    /// Says of a story here what was said there, unless a person has spoken of it here since: nil, or whether the story has
    /// to be analysed again.
    ///
    /// A deal that was called none there is taken from this story; one that no other story tells of is none here too.
    func apply(to story: StoryID, in transaction: StoreTransaction) throws -> Bool? {
        if let last = try transaction.judgements(of: story).map(\.time).max(), last >= time { return nil }
        let labeller = StoryLabeller(author: author, reason: reason, now: time)
        for told in try transaction.reports(by: story) where rejected.contains(where: told.report.resembles) {
            try labeller.reject(told.deal, toldBy: story, in: transaction)
        }
        return try labeller.label(story, label, in: transaction)
    }
}

extension GoldDeal {
    fileprivate var report: DealReport {
        DealReport(
            type: type, status: status.flatMap(DealStatus.init(rawValue:)) ?? .announced, isMain: main,
            parties: parties, amount: amount, valuation: valuation, quantity: quantity)
    }
}

extension DealReport {
    /// The same type between mostly the same names: another version of the lexicon may read some otherwise.
    fileprivate func resembles(_ deal: GoldDeal) -> Bool {
        let (mine, other) = (Set(parties.map(\.id)), Set(deal.parties.map(\.id)))
        return type == deal.type && mine.intersection(other).count * 2 >= mine.union(other).count
    }
}
