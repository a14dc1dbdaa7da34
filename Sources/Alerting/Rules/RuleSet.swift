import NewsModel
import TOMLKit

/// The rules in force, in the order of their file.
package struct RuleSet: Hashable, Sendable {
    package var rules: [Rule]

    package init(rules: [Rule] = []) { self.rules = rules }

    /// Reads `rules.toml`: all of its rules or all of its mistakes, never a part.
    ///
    /// `file` is only for messages. A rule that names a sink which is not among `sinks` is an error,
    /// because its alerts would reach nobody.
    package static func load(
        toml: String, file: String, sinks: [String] = ["log"], vocabulary: FilterVocabulary = .standard
    ) throws(RuleErrors) -> RuleSet {
        let lines = RuleFileLines(toml: toml)
        let table = try document(toml, file: file)
        var errors = table.keys.filter { $0 != "rule" }.map { key in
            RuleError(
                file: file, place: lines.place(ofTopLevelKey: key),
                message: "unknown key \"\(key)\": rules stand under [[rule]]")
        }
        let value = table["rule"]
        if let value, value.array == nil {
            let place = lines.place(ofTopLevelKey: "rule")
            errors.append(RuleError(file: file, place: place, message: "write [[rule]], not [rule]"))
        }
        var rules: [Rule] = []
        for (index, element) in (value?.array ?? TOMLArray()).enumerated() {
            var reader = RuleReader(
                table: element.table, index: index, file: file, lines: lines, sinks: sinks,
                vocabulary: vocabulary)
            rules.append(reader.rule(namesTaken: Set(rules.map(\.name))))
            errors += reader.errors
        }
        guard errors.isEmpty else {
            throw RuleErrors(all: errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        return RuleSet(rules: rules)
    }

    private static func document(_ toml: String, file: String) throws(RuleErrors) -> TOMLTable {
        do {
            return try TOMLTable(string: toml)
        } catch let error as TOMLParseError {
            let place = error.source.begin
            throw RuleErrors(all: [
                RuleError(file: file, line: place.line, column: place.column, message: error.description)
            ])
        } catch {
            throw RuleErrors(all: [RuleError(file: file, line: 1, column: 1, message: "not TOML: \(error)")])
        }
    }
}
