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
