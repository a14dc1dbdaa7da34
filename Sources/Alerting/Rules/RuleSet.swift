import NewsModel
import TOMLText

/// The rules in force, in the order of their file.
package struct RuleSet: Hashable, Sendable {
    package var rules: [Rule]
    /// Where the header of each rule stands in its file, by name; from 1.
    package var lines: [String: Int] = [:]

    package init(rules: [Rule] = [], lines: [String: Int] = [:]) {
        self.rules = rules
        self.lines = lines
    }

    /// Reads `rules.toml`: all of its rules or all of its mistakes, never a part.
    ///
    /// `file` is only for messages. A rule that names a sink which is not among `sinks` is an error,
    /// because its alerts would reach nobody; nil takes any name, where it is not known which sinks there are.
    package static func load(
        toml: String, file: String, sinks: [String]? = ["log"], vocabulary: FilterVocabulary = .standard
    ) throws(RuleErrors) -> RuleSet {
        let document = try document(toml, file: file)
        var errors = document.keys.filter { $0 != "rule" }.map { key in
            RuleError(
                file: file, place: document.place(ofKey: key) ?? document.place,
                message: "unknown key \"\(key)\": rules stand under [[rule]]")
        }
        let value = document["rule"]
        if let value, value.list == nil {
            errors.append(RuleError(file: file, place: value.place, message: "write [[rule]], not [rule]"))
        }
        var rules: [Rule] = []
        var lines: [String: Int] = [:]
        for (index, element) in (value?.list ?? []).enumerated() {
            var reader = RuleReader(
                element, index: index, file: file, sinks: sinks, vocabulary: vocabulary)
            let rule = reader.rule(namesTaken: Set(lines.keys))
            lines[rule.name] = element.place.line
            rules.append(rule)
            errors += reader.errors
        }
        guard errors.isEmpty else {
            throw RuleErrors(all: errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        return RuleSet(rules: rules, lines: lines)
    }

    private static func document(_ toml: String, file: String) throws(RuleErrors) -> TOMLTable {
        do {
            return try TOMLReader.read(toml)
        } catch {
            throw RuleErrors(all: [RuleError(file: file, place: error.place, message: error.message)])
        }
    }
}
