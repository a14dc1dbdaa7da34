/// One mistake in a rules file: `config/rules.toml:12:11: rule "big": filter: unknown field "cmap" …`.
package struct RuleError: Error, Hashable, CustomStringConvertible {
    package var file: String
    /// Counts from 1.
    package var line: Int
    /// Counts characters of the line from 1; nil when the whole line is meant.
    package var column: Int?
    package var message: String

    package var description: String {
        "\(file):\(line):\(column.map { "\($0):" } ?? "") \(message)"
    }
}

/// Every mistake of a rules file, in the order of its lines; never empty.
package struct RuleErrors: Error, Hashable {
    package var all: [RuleError]
}
