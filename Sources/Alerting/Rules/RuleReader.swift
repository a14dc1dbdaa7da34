import NewsModel
import TOMLText

/// Reads one `[[rule]]` table, checking every key and value; what is wrong is collected.
struct RuleReader {
    private static let keys = [
        "name", "filter", "on", "severity", "sinks", "enabled", "stop", "quiet_hours",
        "rate_limit", "digest",
    ]

    /// Where the rule begins.
    let place: TOMLPlace
    let table: TOMLTable?
    let index: Int
    let file: String
    let sinks: [String]?
    let vocabulary: FilterVocabulary
    private(set) var errors: [RuleError] = []

    init(
        _ value: TOMLValue, index: Int, file: String, sinks: [String]?, vocabulary: FilterVocabulary
    ) {
        place = value.place
        table = value.table
        self.index = index
        self.file = file
        self.sinks = sinks
        self.vocabulary = vocabulary
    }

    /// The rule; with `errors`, no more than its name can be relied on.
    mutating func rule(namesTaken: Set<String>) -> Rule {
        guard let table else {
            report("a rule is a table: write [[rule]]", key: "")
            return Rule(name: "", filter: .everything)
        }
        for key in table.keys.sorted() where !Self.keys.contains(key) {
            report("unknown key \"\(key)\": \(Suggestion.advice(for: key, among: Self.keys))", key: key)
        }
        let name = name(namesTaken: namesTaken)
        let sinks = sinkNames() ?? ["log"]
        if !sinks.contains(where: Rule.isHeldBack) {
            for key in ["quiet_hours", "rate_limit", "digest"] where has(key) {
                report("\(key) holds back nothing: the log gets every alert at once; add a sink", key: key)
            }
        }
        if has("digest"), has("rate_limit") {
            report("a rule with a digest sends one alert a day; leave out rate_limit", key: "rate_limit")
        }
        return Rule(
            name: name, filter: filter(ruleName: name), filterText: table["filter"]?.string ?? "",
            trigger: choice("on", from: Rule.Trigger.allCases) ?? .both,
            severity: choice("severity", from: Alert.Severity.allCases) ?? .info,
            sinks: sinks, isEnabled: flag("enabled") ?? true,
            stops: flag("stop") ?? false,
            quietHours: schedule("quiet_hours", ScheduleReader.quietHours),
            rateLimit: schedule("rate_limit", ScheduleReader.rateLimit),
            digest: schedule("digest", ScheduleReader.digest))
    }

    /// A name stands in log lines as `rule=NAME`, so it has no blanks.
    private mutating func name(namesTaken: Set<String>) -> String {
        guard has("name") else {
            report("rule \(index + 1) has no name", key: "")
            return ""
        }
        guard let name = string("name") else { return "" }
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0)
        }
        if name.isEmpty || name.utf8.count > 64 || !isPlain {
            report(
                "a rule's name is 1 to 64 bytes of letters, digits, \"-\", \"_\" and \".\"",
                valueOf: "name")
        } else if namesTaken.contains(name) {
            report("a second rule with the name \"\(name)\"", valueOf: "name")
        }
        return name
    }

    private mutating func filter(ruleName: String) -> Filter {
        let rule = ruleName.isEmpty ? "rule \(index + 1)" : "rule \"\(ruleName)\""
        guard has("filter") else {
            report("\(rule) has no filter; write filter = \"\" for every deal", key: "")
            return .everything
        }
        guard let text = string("filter") else { return .everything }
        let (filter, problems) = Filter.read(text, vocabulary: vocabulary)
        errors += problems.map { placed($0, in: text, rule: rule) }
        return filter
    }

    /// Turns the column within a filter into a line and a column of the file.
    private func placed(_ error: FilterError, in text: String, rule: String) -> RuleError {
        let before = text.prefix(error.column - 1)
        let start = table?["filter"]?.place ?? place
        let column =
            before.lastIndex(where: \.isNewline).map { before.distance(from: $0, to: before.endIndex) }
            ?? start.column + error.column - 1
        return RuleError(
            file: file, line: start.line + before.count { $0.isNewline }, column: column,
            message: "\(rule): filter: \(error.problem)" + (error.advice.map { ": \($0)" } ?? ""))
    }

    private mutating func sinkNames() -> [String]? {
        guard let value = table?["sinks"] else { return nil }
        guard let list = value.list, !list.isEmpty else {
            report("sinks is a list of names such as [\"log\"]", valueOf: "sinks")
            return nil
        }
        var names: [String] = []
        for element in list {
            guard let name = element.string else {
                report(
                    "a sink has a name in quotation marks; this is of type \(element.kind)", valueOf: "sinks")
                continue
            }
            if let sinks, !sinks.contains(name) {
                let advice = Suggestion.advice(for: name, among: sinks)
                report("unknown sink \"\(name)\": \(advice)", valueOf: "sinks")
            } else if !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private mutating func choice<Choice: RawRepresentable<String>>(
        _ key: String, from choices: [Choice]
    ) -> Choice? {
        guard let text = string(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let advice = Suggestion.advice(for: text, among: choices.map(\.rawValue))
        report("unknown \(key) \"\(text)\": \(advice)", valueOf: key)
        return nil
    }

    private mutating func schedule<Value>(
        _ key: String, _ read: (String) throws(ScheduleReader.Mistake) -> Value
    ) -> Value? {
        guard let text = string(key) else { return nil }
        do throws(ScheduleReader.Mistake) {
            return try read(text)
        } catch {
            report("\(key) \"\(text)\": \(error.message)", valueOf: key)
            return nil
        }
    }

    private func has(_ key: String) -> Bool { table?[key] != nil }

    private mutating func string(_ key: String) -> String? {
        guard let value = table?[key] else { return nil }
        if let text = value.string { return text }
        report("\(key) is a text in quotation marks; this is of type \(value.kind)", valueOf: key)
        return nil
    }

    private mutating func flag(_ key: String) -> Bool? {
        guard let value = table?[key] else { return nil }
        if let flag = value.flag { return flag }
        report("\(key) is true or false; this is of type \(value.kind)", valueOf: key)
        return nil
    }

    /// Points at a key, or at the rule's header when it has none.
    private mutating func report(_ message: String, key: String) {
        errors.append(
            RuleError(file: file, place: table?.place(ofKey: key) ?? place, message: message))
    }

    private mutating func report(_ message: String, valueOf key: String) {
        errors.append(
            RuleError(file: file, place: table?[key]?.place ?? place, message: message))
    }
}
