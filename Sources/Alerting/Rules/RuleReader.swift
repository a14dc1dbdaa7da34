import NewsModel
import TOMLKit

/// Reads one `[[rule]]` table, checking every key and value.
struct RuleReader {
    private static let keys = ["name", "filter", "on", "severity", "sinks", "enabled", "stop"]

    let table: TOMLTable?
    let index: Int
    let file: String
    let lines: RuleFileLines
    let sinks: [String]
    let vocabulary: FilterVocabulary

    func rule(namesTaken: [String]) throws(RuleError) -> Rule {
        guard let table else { throw error("a rule is a table: write [[rule]]", key: "") }
        for key in table.keys.sorted() where !Self.keys.contains(key) {
            throw error("unknown key \"\(key)\": \(Suggestion.advice(for: key, among: Self.keys))", key: key)
        }
        let name = try name(namesTaken: namesTaken)
        return Rule(
            name: name, filter: try filter(ruleName: name),
            trigger: try choice("on", from: Rule.Trigger.allCases) ?? .both,
            severity: try choice("severity", from: Alert.Severity.allCases) ?? .info,
            sinks: try sinkNames() ?? ["log"], isEnabled: try flag("enabled") ?? true,
            stops: try flag("stop") ?? false)
    }

    /// A name stands in log lines as `rule=NAME`, so it has no blanks.
    private func name(namesTaken: [String]) throws(RuleError) -> String {
        guard let name = try string("name") else { throw error("rule \(index + 1) has no name", key: "") }
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0)
        }
        guard !name.isEmpty, name.utf8.count <= 64, isPlain else {
            throw error(
                "a rule's name is 1 to 64 bytes of letters, digits, \"-\", \"_\" and \".\"", key: "name")
        }
        guard !namesTaken.contains(name) else {
            throw error("a second rule with the name \"\(name)\"", key: "name")
        }
        return name
    }

    private func filter(ruleName: String) throws(RuleError) -> Filter {
        guard let text = try string("filter") else {
            throw error("rule \"\(ruleName)\" has no filter; write filter = \"\" for every deal", key: "")
        }
        do throws(FilterError) {
            return try Filter.parse(text, vocabulary: vocabulary)
        } catch {
            throw filterError(error, in: text, ruleName: ruleName)
        }
    }

    /// Turns the column within a filter of several lines into a line of the file and a column of that line.
    private func filterError(_ error: FilterError, in text: String, ruleName: String) -> RuleError {
        let before = text.prefix(error.column - 1)
        let newlines = before.count { $0.isNewline }
        var placed = error
        if let lastNewline = before.lastIndex(where: \.isNewline) {
            placed.column = before.distance(from: lastNewline, to: before.endIndex)
        }
        return RuleError(
            file: file, line: lines.line(ofTextUnder: "filter", inRule: index) + newlines,
            message: "rule \"\(ruleName)\": filter: \(placed)")
    }

    private func sinkNames() throws(RuleError) -> [String]? {
        guard let value = table?["sinks"] else { return nil }
        guard let array = value.array, !array.isEmpty else {
            throw error("sinks is a list of names such as [\"log\"]", key: "sinks")
        }
        var names: [String] = []
        for element in array {
            guard let name = element.string, sinks.contains(name) else {
                let advice = Suggestion.advice(for: element.string ?? "", among: sinks)
                throw error("unknown sink \(element.debugDescription): \(advice)", key: "sinks")
            }
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private func choice<Choice: RawRepresentable<String>>(
        _ key: String, from choices: [Choice]
    ) throws(RuleError) -> Choice? {
        guard let text = try string(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let advice = Suggestion.advice(for: text, among: choices.map(\.rawValue))
            throw error("unknown \(key) \"\(text)\": \(advice)", key: key)
        }
        return choice
    }

    private func string(_ key: String) throws(RuleError) -> String? {
        guard let value = table?[key] else { return nil }
        guard value.type == .string, let text = value.string else {
            throw error(
                "\(key) is a text in quotation marks; this is of type \(value.type.rawValue)", key: key)
        }
        return text
    }

    private func flag(_ key: String) throws(RuleError) -> Bool? {
        guard let value = table?[key] else { return nil }
        guard value.type == .bool, let flag = value.bool else {
            throw error("\(key) is true or false; this is of type \(value.type.rawValue)", key: key)
        }
        return flag
    }

    private func error(_ message: String, key: String) -> RuleError {
        RuleError(file: file, line: lines.line(ofKey: key, inRule: index), message: message)
    }
}
