import TOMLText

/// One mistake in a rules file: `config/rules.toml:12:11: rule "big": filter: unknown field "cmap" …`.
package struct RuleError: Error, Hashable, CustomStringConvertible {
    package var file: String
    /// Counts from 1.
    package var line: Int
    /// Counts characters of the line from 1.
    package var column: Int
    package var message: String

    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    init(file: String, place: TOMLPlace, message: String) {
        self.init(file: file, line: place.line, column: place.column, message: message)
    }

    package var description: String {
        "\(file):\(line):\(column): \(message)"
    }
}

/// Every mistake of a rules file, in the order of its lines; never empty.
package struct RuleErrors: Error, Hashable {
    package var all: [RuleError]
}
