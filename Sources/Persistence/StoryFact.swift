import GRDB
import NewsModel

/// What a story's analysis holds that filters ask for, as `story_facts` has it beside the story.
package enum StoryFact: String, Sendable {
    /// Ids, of a party to a deal and of a company that changes camp.
    case party, shift
    case status, primary
    /// Sums in US dollars at rough rates.
    case amount, valuation
    /// That of a deal, or of the camp where a relevant story has no deal.
    case confidence

    /// Words that most stories have, and so no row.
    package static let usual: Set = ["none", DealStatus.announced.rawValue]
}

/// What one of a story's facts must be.
package enum FactCondition: Hashable, Sendable {
    /// One of these, in lower case.
    case word(StoryFact, oneOf: [String])
    /// Within these bounds.
    case number(StoryFact, from: Double, to: Double)

    /// Of more stories than that, the newest for which it holds are never far in a list of all.
    static let many = 50_000

    /// The condition for rows of `story_facts`.
    var sql: StaticString {
        switch self {
        case .word: "fact = ? AND value IN (SELECT value FROM json_each(?))"
        case .number: "fact = ? AND value BETWEEN ? AND ?"
        }
    }

    var arguments: StatementArguments {
        get throws {
            switch self {
            case .word(let fact, let words): [fact.rawValue, try StoredJSON.text(words)]
            case .number(let fact, let least, let most): [fact.rawValue, least, most]
            }
        }
    }

    /// For how many stories it holds, as far as `limit`; one with several facts that do counts as often.
    private func count(_ db: Database, limit: Int) throws -> Int {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM story_facts WHERE \(sql) LIMIT ?)"
        return try Int.fetchOne(db, sql: sql, arguments: try arguments + [limit]) ?? 0
    }

    /// The one of several that holds for the fewest stories, and for how many; nil where it holds for many.
    static func rarest(
        _ db: Database, of conditions: [FactCondition], many: Int = Self.many
    ) throws -> (condition: FactCondition, stories: Int)? {
        try conditions.map { ($0, try $0.count(db, limit: many)) }.filter { $0.1 < many }.min { $0.1 < $1.1 }
    }
}

extension StoryAnalysis {
    /// Puts its facts beside the story that it is of.
    ///
    /// What is there twice is kept once, and what is no number, which SQLite takes for NULL, not at all.
    func insertFacts(_ db: Database, of story: StoryID) throws {
        for (fact, value) in facts {
            try db.run(
                "INSERT OR IGNORE INTO story_facts (fact, value, story_id) VALUES (?, ?, ?)",
                [fact.rawValue, value, story.rawValue])
        }
    }

    /// Takes them away, for another analysis.
    func deleteFacts(_ db: Database, of story: StoryID) throws {
        for (fact, value) in facts {
            try db.run(
                "DELETE FROM story_facts WHERE fact = ? AND value = ? AND story_id = ?",
                [fact.rawValue, value, story.rawValue])
        }
    }

    /// Whoever changes what these are adds a version of the schema that makes the table anew.
    private var facts: [(StoryFact, any DatabaseValueConvertible)] {
        var facts: [(StoryFact, any DatabaseValueConvertible)] = []
        for shift in shifts { facts.append((.shift, shift.id.lowercased())) }
        if primary != .none { facts.append((.primary, primary.rawValue.lowercased())) }
        for deal in deals {
            if deal.status != .announced { facts.append((.status, deal.status.rawValue)) }
            for party in deal.parties { facts.append((.party, party.id.lowercased())) }
            if let sum = deal.amount.flatMap(CurrencyRates.dollars) { facts.append((.amount, sum)) }
            if let sum = deal.valuation.flatMap(CurrencyRates.dollars) { facts.append((.valuation, sum)) }
            facts.append((.confidence, deal.confidence))
        }
        if isRelevant, deals.isEmpty { facts.append((.confidence, campConfidence)) }
        return facts
    }
}
