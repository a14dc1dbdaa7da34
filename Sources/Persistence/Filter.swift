import GRDB
import NewsModel

/// A WHERE clause put together from fixed pieces of SQL and bound values.
///
/// Pieces are `StaticString`, so no text that came from outside can become SQL.
struct Filter {
    private var conditions: [String] = []
    private(set) var arguments = StatementArguments()

    /// Adds a condition that holds one `?` per value.
    mutating func require(_ condition: StaticString, _ values: (any DatabaseValueConvertible)?...) {
        conditions.append(condition.description)
        arguments += StatementArguments(values)
    }

    /// Adds a condition with one `?`, unless the value is nil.
    mutating func require(_ condition: StaticString, ifGiven value: (any DatabaseValueConvertible)?) {
        if let value { require(condition, value) }
    }

    /// Adds the condition that a deal has a sum worth so much, or one in a currency without a rate.
    mutating func require(dollarsFrom least: Double?, to most: Double?) {
        for (bound, comparison) in [(least, ">="), (most, "<=")] {
            guard let bound else { continue }
            conditions.append("coalesce(\(Deal.dollars) \(comparison) ?, amount_value IS NOT NULL)")
            arguments += [bound]
        }
    }

    /// Adds the condition that a fact of story `s` is so, for a statement that looks at each story.
    ///
    /// Numbers are left to the caller: their index does not have the stories one by one.
    mutating func require(_ fact: FactCondition) throws {
        guard case .word = fact else { return }
        conditions.append("EXISTS (SELECT 1 FROM story_facts f WHERE \(fact.sql) AND f.story_id = s.id)")
        arguments += try fact.arguments
    }

    /// Adds the condition that a fact of story `s` is so, for a statement that begins with the few that fulfil it.
    mutating func requireFew(_ fact: FactCondition) throws {
        conditions.append("s.id IN (SELECT story_id FROM story_facts WHERE \(fact.sql))")
        arguments += try fact.arguments
    }

    /// Adds the condition that a fact of a story that reports deal `d` is so.
    mutating func requireReport(_ fact: FactCondition, isRare: Bool) throws {
        conditions.append(
            isRare
                ? """
                d.id IN (SELECT r.deal_id FROM story_facts f CROSS JOIN reports r ON r.story_id = f.story_id
                    WHERE \(fact.sql))
                """
                : """
                EXISTS (SELECT 1 FROM reports r CROSS JOIN story_facts f ON f.story_id = r.story_id
                    WHERE r.deal_id = d.id AND \(fact.sql))
                """)
        arguments += try fact.arguments
    }

    /// The whole statement; `tail` is one of an order's own and holds one `?` for the limit.
    func statement(_ select: StaticString, tail: String, limit: Int) -> (String, StatementArguments) {
        var sql = select.description
        if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
        return (sql + " " + tail, arguments + StatementArguments([max(0, limit)]))
    }

    /// A statement that looks at one row; its number is to be the last argument.
    func statement(_ select: StaticString, ofRow row: StaticString) -> (String, StatementArguments) {
        let all = conditions + [row.description]
        return (select.description + " WHERE " + all.joined(separator: " AND "), arguments)
    }
}
