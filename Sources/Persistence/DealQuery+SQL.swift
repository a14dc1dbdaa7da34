import GRDB
import NewsModel

extension DealQuery {
    /// So many stories are all looked at for the deals that they report.
    static let fewStories = 20_000

    /// Gives the numbers of the deals, from indexes alone where no other index finds them sooner.
    ///
    /// The rows are read when it is known which are shown.
    func statement(
        _ db: Database, fewStories: Int = Self.fewStories
    ) throws -> (sql: String, arguments: StatementArguments) {
        var filter = Filter()
        filter.require("d.merged_into IS NULL AND d.rejected_at IS NULL")
        filter.require("d.type = ?", ifGiven: type?.rawValue)
        filter.require("d.camp = ?", ifGiven: camp?.rawValue)
        filter.require("d.status = ?", ifGiven: status?.rawValue)
        filter.require("d.last_changed >= ?", ifGiven: since?.milliseconds)
        filter.require("c.party = ?", ifGiven: party)
        filter.require("d.first_seen >= ?", ifGiven: firstSince?.milliseconds)
        filter.require(
            """
            d.id IN (SELECT c.deal_id FROM deal_changes c
                WHERE c.time >= ? AND json_extract(c.change, '$.kind') = 'new')
            """, ifGiven: newSince?.milliseconds)
        filter.require(dollarsFrom: leastDollars, to: mostDollars)
        filter.require("d.confidence >= ?", ifGiven: leastConfidence)
        // The sign keeps SQLite from sorting all that an index by outlets finds.
        filter.require("+d.outlet_count >= ?", ifGiven: leastOutlets)
        try filter.requireStory(db, of: self, few: fewStories)
        // The company's deals come in the order of their changes: the first ones that pass are the list.
        return party == nil
            ? filter.statement("SELECT d.id FROM deals d", tail: order.tail, limit: limit)
            : filter.statement(
                "SELECT d.id FROM company_deals c CROSS JOIN deals d ON d.id = c.deal_id",
                tail: order == .changed ? Order.changedOfCompany : order.tail, limit: limit)
    }
}

extension Filter {
    /// Adds the condition that a story in the language, of the feed, or with such a fact, reports the deal.
    ///
    /// Where such stories are few, their deals are looked up; where they are many, a deal with one is never far in a
    /// list, and each is asked for its stories.
    fileprivate mutating func requireStory(_ db: Database, of query: DealQuery, few: Int) throws {
        try require(
            db, query.language?.rawValue, few: few,
            count: "SELECT count(*) FROM (SELECT 1 FROM stories WHERE language = ? LIMIT ?)",
            fromStories: """
                d.id IN (SELECT r.deal_id FROM stories s JOIN reports r ON r.story_id = s.id WHERE s.language = ?)
                """,
            dealByDeal: """
                EXISTS (SELECT 1 FROM reports r JOIN stories s ON s.id = r.story_id
                    WHERE r.deal_id = d.id AND s.language = ?)
                """)
        try require(
            db, query.feed?.rawValue, few: few,
            count: "SELECT count(*) FROM (SELECT 1 FROM stories WHERE feed_id = ? LIMIT ?)",
            fromStories: """
                d.id IN (SELECT r.deal_id FROM stories s JOIN reports r ON r.story_id = s.id WHERE s.feed_id = ?)
                """,
            dealByDeal: """
                EXISTS (SELECT 1 FROM reports r JOIN stories s ON s.id = r.story_id
                    WHERE r.deal_id = d.id AND s.feed_id = ?)
                """)
        for fact in query.facts {
            let isRare = try FactCondition.rarest(db, of: [fact], many: few) != nil
            try requireReport(fact, isRare: isRare)
        }
    }

    private mutating func require(
        _ db: Database, _ value: (any DatabaseValueConvertible)?, few: Int, count: StaticString,
        fromStories: StaticString, dealByDeal: StaticString
    ) throws {
        guard let value else { return }
        let stories = try Int.fetchOne(db, sql: count.description, arguments: [value, few + 1]) ?? 0
        require(stories <= few ? fromStories : dealByDeal, value)
    }
}

extension DealQuery.Order {
    fileprivate static let changedOfCompany = "ORDER BY c.last_changed DESC, c.deal_id DESC LIMIT ?"

    fileprivate var tail: String {
        let column =
            switch self {
            case .changed: "d.last_changed"
            case .seen: "d.first_seen"
            case .amount: Deal.dollars + " DESC, d.last_changed"
            case .outlets: "d.outlet_count DESC, d.last_changed"
            case .confidence: "d.confidence DESC, d.last_changed"
            }
        return "ORDER BY \(column) DESC, d.id DESC LIMIT ?"
    }
}

extension Deal {
    /// SQL of a deal's sum in US dollars at rough rates; NULL without a sum or a rate.
    ///
    /// An index holds it (`SchemaV10`). The dollar is looked for first, since most sums are in it.
    static let dollars: String = {
        let codes = ["USD"] + CurrencyRates.dollars.keys.filter { $0 != "USD" }.sorted()
        let rates = codes.compactMap { code in CurrencyRates.dollars[code].map { "WHEN '\(code)' THEN \($0)" }
        }
        return "amount_value * CASE amount_currency \(rates.joined(separator: " ")) END"
    }()
}
