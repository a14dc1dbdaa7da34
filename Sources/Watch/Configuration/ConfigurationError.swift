import TOMLText

/// Everything that is wrong with one configuration file.
package struct ConfigurationError: Error, CustomStringConvertible {
    /// One thing to mend.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        package var file: String
        /// Counts from 1; nil when the whole file is meant.
        package var line: Int?
        /// Counts from 1; nil when the whole line is meant.
        package var column: Int?
        /// What is wrong and how to mend it.
        package var message: String

        package init(file: String, line: Int?, column: Int? = nil, message: String) {
            self.file = file
            self.line = line
            self.column = column
            self.message = message
        }

        package var description: String {
            ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
                + ": \(message)"
        }
    }

    /// Never empty.
    package var problems: [Problem]

    package init(problems: [Problem]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }

    init(_ error: TOMLError, file: String) {
        problems = [
            Problem(
                file: file, line: error.place.line, column: error.place.column, message: error.message)
        ]
    }
}
