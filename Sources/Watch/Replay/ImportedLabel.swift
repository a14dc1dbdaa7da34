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
        for deal in rejectedDeals(among: try transaction.reports(by: story)) {
            try labeller.reject(deal, toldBy: story, in: transaction)
        }
        return try labeller.label(story, label, in: transaction)
    }

    /// The deals here that were called none there, the most alike first; one for each at most, as its other deals stand.
    private func rejectedDeals(among told: [FormerReport]) -> [DealID] {
        let pairs = rejected.indices.flatMap { said in
            told.indices.compactMap { here in
                told[here].report.likeness(to: rejected[said]).map { (said: said, here: here, likeness: $0) }
            }
        }
        var (free, left) = (Set(rejected.indices), Set(told.indices))
        var deals: [DealID] = []
        for pair in pairs.sorted(by: { $0.likeness > $1.likeness })
        where free.contains(pair.said) && left.contains(pair.here) {
            free.remove(pair.said)
            left.remove(pair.here)
            // Its reports of two types are one deal's.
            if !deals.contains(told[pair.here].deal) { deals.append(told[pair.here].deal) }
        }
        return deals
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
    /// How like a report is to one in another database: by its names, then by their roles, then by its figures.
    ///
    /// Nil unless the type and more than half of the names are the same: another version of the lexicon may read some
    /// otherwise.
    fileprivate func likeness(to deal: GoldDeal) -> (names: Double, roles: Double, figures: Int)? {
        let names = share(of: Set(parties.map(\.id)), and: Set(deal.parties.map(\.id)))
        guard type == deal.type, names > 0.5 else { return nil }
        let figures = [
            amount == deal.amount, valuation == deal.valuation, quantity == deal.quantity,
            status.rawValue == deal.status,
        ]
        return (names, share(of: Set(parties), and: Set(deal.parties)), figures.count { $0 })
    }

    /// What two sets have in common, of all that either has.
    private func share<Element>(of mine: Set<Element>, and other: Set<Element>) -> Double {
        let all = mine.union(other).count
        return all == 0 ? 1 : Double(mine.intersection(other).count) / Double(all)
    }
}
