package import FoundationEssentials
package import NewsModel

extension Alert {
    /// The alert that a rule raises for a change that a story brought.
    ///
    /// `report` is the story's record of that deal; `circle` of companies is told by rules that ask for one; `time` is when
    /// the change was stored.
    package static func make(
        rule: Rule, change: DealChange, deal: Deal, story: Story, report: DealReport,
        circle: [String]? = nil, time: Date
    ) -> Alert {
        var deal = deal
        // For matching later stories only.
        deal.marks = nil
        return Alert(
            id: stableID(rule: rule, change: change, deal: deal, story: story), time: time, rule: rule.name,
            severity: rule.severity, change: change, deal: deal, story: StoryReference(story: story),
            evidence: report.evidence + story.analysis.evidence.filter { $0.label.hasPrefix("camp:") },
            filter: rule.filterText, circle: rule.filter.asksAboutCycle ? circle : nil)
    }

    /// The alert that tells a sink of those of one rule which were held back for it until `due`; nil without any.
    ///
    /// The sink is in its id: what two sinks are told together may differ.
    package static func make(summary: Summary, sink: String, due: Date, time: Date) -> Alert? {
        let urgency = Severity.allCases
        let ranks = summary.alerts.map { urgency.firstIndex(of: $0.severity) ?? 0 }
        guard let highest = ranks.max(), let index = ranks.firstIndex(of: highest) else { return nil }
        var alert = summary.alerts[index]
        let what = "\(alert.rule)|\(sink)|\(summary.kind.rawValue)|\(due.timeIntervalSince1970)|\(alert.id)"
        alert.id = digits(StableHash.of(what.utf8))
        alert.time = time
        alert.evidence = []
        alert.summary = summary
        for index in summary.alerts.indices { alert.summary?.alerts[index].evidence = [] }
        return alert
    }

    /// Sixteen hexadecimal digits over rule, deal and change.
    ///
    /// The deal's first-seen second is in it, so that a database that starts anew does not give the ids
    /// of the old one, which the log files still hold; an update has its story in it, so that a deal that
    /// is called off, revived and called off again alerts both times.
    private static func stableID(rule: Rule, change: DealChange, deal: Deal, story: Story) -> String {
        let firstSeen = Int64(deal.firstSeen.timeIntervalSince1970)
        var what =
            change.kind == .new
            ? "new" : "\(story.id)|" + change.details.map(\.key).sorted().joined(separator: "|")
        // A sum may be corrected back and forth.
        if change.details.contains(where: \.isCorrection) { what += "|\(story.revision)" }
        return digits(StableHash.of("\(rule.name)|\(deal.id)|\(firstSeen)|\(what)".utf8))
    }

    private static func digits(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension DealChange.Detail {
    /// Names the detail in an alert's id; never change it, or alerts come twice after an upgrade.
    fileprivate var key: String {
        switch self {
        case .type(let from, let to): "type:\(from.rawValue):\(to.rawValue)"
        case .status(let from, let to): "status:\(from.rawValue):\(to.rawValue)"
        case .amount(let from, let to): "amount:\(from.map(Self.key) ?? ""):\(Self.key(to))"
        case .party(let party): "party:\(party.role.rawValue):\(party.id)"
        case .side(let type): "side:\(type.rawValue)"
        case .correctedAmount(let from, let to): "corrected-amount:\(Self.key(from)):\(Self.key(to))"
        case .correctedVersion(let from, let to): "corrected-version:\(from):\(to)"
        }
    }

    fileprivate var isCorrection: Bool {
        switch self {
        case .correctedAmount, .correctedVersion: true
        case .type, .status, .amount, .party, .side: false
        }
    }

    private static func key(_ amount: Amount) -> String {
        "\(amount.value) \(amount.currency) \(amount.bound.rawValue)"
    }
}
