import FoundationEssentials
import NewsModel

extension AlertNote {
    private static let mostRules = 5
    private static let mostIDs = 500

    /// One note in the place of very many alerts, which all stand in the log; there is at least one.
    ///
    /// Its id is made of theirs, so that the same alerts brought again are the same note.
    init(summaryOf alerts: [AlertOutline]) {
        let times = alerts.map(\.time)
        let new = alerts.count { $0.kind == .new }
        let rules = Self.counts(alerts.map { SafeText.line($0.rule, maxBytes: 64) })
        let shown = rules.prefix(Self.mostRules).map { "\($0.rule) \($0.count)" }.joined(separator: ", ")
        self.init(
            id: Self.id(of: alerts), time: times.max() ?? Date(timeIntervalSince1970: 0),
            severity: Alert.Severity.allCases.last { severity in alerts.contains { $0.severity == severity } }
                ?? .info,
            headline: """
                \(alerts.count.counting("alert")) at once: \(new.counting("new deal")), \
                \((alerts.count - new).counting("update"))
                """,
            change: "by rule: \(shown)" + (rules.count > Self.mostRules ? " …" : ""),
            title: "", link: nil, outlets: "each of them stands in the log; `campwatch alerts` lists them",
            rule: rules.count == 1 ? rules[0].rule : "\(rules.count) rules", json: "")
        json = object(alerts, new: new, rules: rules, from: times.min() ?? time).text
    }

    private func object(
        _ alerts: [AlertOutline], new: Int, rules: [(rule: String, count: Int)], from first: Date
    ) -> JSONText {
        let byRule = rules.prefix(50).map { rule in
            JSONText.object([("rule", .string(rule.rule)), ("alerts", .integer(rule.count))])
        }
        let summary = JSONText.object([
            ("alerts", .integer(alerts.count)), ("new", .integer(new)),
            ("updates", .integer(alerts.count - new)), ("first", .date(first)), ("last", .date(time)),
            ("rules", .array(byRule)),
            ("ids", .array(alerts.prefix(Self.mostIDs).map { .string(SafeText.line($0.id, maxBytes: 16)) })),
        ])
        return .object([
            ("id", .string(id)), ("time", .date(time)), ("severity", .string(severity.rawValue)),
            ("summary", summary), ("format", .integer(1)),
        ])
    }

    /// Most frequent first.
    private static func counts(_ rules: [String]) -> [(rule: String, count: Int)] {
        Dictionary(rules.map { ($0, 1) }, uniquingKeysWith: +).map { (rule: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.rule) < ($0.count, $1.rule) }
    }

    /// Sixteen hexadecimal digits, like an alert's.
    private static func id(of alerts: [AlertOutline]) -> String {
        let digest = SHA256.digest(Array(alerts.map(\.id).sorted().joined(separator: " ").utf8))
        return digest.prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
