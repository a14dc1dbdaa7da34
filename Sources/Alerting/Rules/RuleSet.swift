import NewsModel
import TOMLKit

/// The rules in force, in the order of their file.
package struct RuleSet: Hashable, Sendable {
    package var rules: [Rule]

    package init(rules: [Rule] = []) { self.rules = rules }

    /// Reads `rules.toml`: all of its rules or an error, never a part.
    ///
    /// `file` is only for messages. A rule that names a sink which is not among `sinks` is an error,
    /// because its alerts would reach nobody.
    package static func load(
        toml: String, file: String, sinks: [String] = ["log"], vocabulary: FilterVocabulary = .standard
    ) throws(RuleError) -> RuleSet {
        let lines = RuleFileLines(toml: toml)
        let table = try document(toml, file: file)
        for key in table.keys.sorted() where key != "rule" {
            throw RuleError(
                file: file, line: lines.line(ofTopLevelKey: key),
                message: "unknown key \"\(key)\": rules stand under [[rule]]")
        }
        guard let value = table["rule"] else { return RuleSet() }
        guard let array = value.array else {
            throw RuleError(
                file: file, line: lines.line(ofTopLevelKey: "rule"), message: "write [[rule]], not [rule]")
        }
        var rules: [Rule] = []
        for (index, element) in array.enumerated() {
            let reader = RuleReader(
                table: element.table, index: index, file: file, lines: lines, sinks: sinks,
                vocabulary: vocabulary)
            rules.append(try reader.rule(namesTaken: rules.map(\.name)))
        }
        return RuleSet(rules: rules)
    }

    private static func document(_ toml: String, file: String) throws(RuleError) -> TOMLTable {
        do {
            return try TOMLTable(string: toml)
        } catch let error as TOMLParseError {
            throw RuleError(
                file: file, line: error.source.begin.line,
                message: "column \(error.source.begin.column): \(error.description)")
        } catch {
            throw RuleError(file: file, line: 1, message: "not TOML: \(error)")
        }
    }
}
