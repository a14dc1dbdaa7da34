import Alerting
import NewsModel

/// Why an alert was raised: the conditions of its rule, what each found, and the evidence for that.
struct AlertPage {
    var alert: Alert
    /// As it is stored now; nil when it is gone.
    var story: Story?
    var folder: String
    /// Whether the deal was part of a circle of money when the alert was raised.
    var closesCycle: Bool
    /// Nil when the rule is gone and the alert does not know its filter.
    var filter: Filter?
    /// The filter is that of the rule as it stands now, not as it was.
    var isCurrent: Bool
    /// Display name of a party's id.
    var names: (String) -> String
    var terminal: Terminal

    var lines: [String] {
        if let summary = alert.summary { return heading + listed(summary) }
        return heading + [""] + conditions + (evidence.isEmpty ? [] : [""] + evidence)
    }

    private var heading: [String] {
        let source = [
            "rule \(alert.rule)", alert.severity.rawValue, "\(TimeText.minute(alert.time)) UTC",
            "alert \(alert.id)",
        ]
        let place = [alert.story.feedTitle.safe, "story \(alert.story.id)", "deal \(alert.deal.id)"]
        let headline = AlertLine.headline(alert, names: names)
        let change = AlertLine.details(alert, names: names)
        return TextWrap.lines(headline, width: terminal.readingWidth).map { terminal.style($0, .bold) }
            + (change.isEmpty ? [] : TextWrap.lines(change, width: terminal.readingWidth))
            + [terminal.style(source.joined(separator: " · ").safe, .dim)]
            + (alert.summary == nil
                ? [alert.story.title.safe, terminal.style(place.joined(separator: " · "), .dim)] : [])
    }

    private var conditions: [String] {
        guard let filter else {
            return ["the rule is gone, and this alert is of a version that did not keep its filter"]
        }
        let subject = FilterSubject(
            deal: alert.deal, story: story, folder: folder, kind: alert.change.kind, closesCycle: closesCycle)
        let lines = filter.findings(for: subject).map(line)
        let isOld = isCurrent || !filter.matches(subject)
        return lines + (isOld ? [isCurrent ? Self.currentRule : Self.changedSince] : [])
    }

    private static let currentRule = "  (by the rule as it stands now; this alert did not keep its own)"
    private static let changedSince = "  (by what is stored now: the story or its feed has changed since)"

    private func line(_ finding: FilterFinding) -> String {
        let mark = finding.holds ? terminal.style("yes", .green) : terminal.style("no ", .dim)
        let indent = String(repeating: "  ", count: finding.depth)
        let text = TextWidth.pad(indent + finding.text.safe, to: 40)
        return
            "  \(mark)  \(finding.found.isEmpty ? indent + finding.text.safe : text + "  " + finding.found.safe)"
    }

    private var evidence: [String] {
        EvidenceView(title: story?.title ?? "", text: story?.text ?? "", terminal: terminal)
            .lines(alert.evidence)
    }

    private func listed(_ summary: Alert.Summary) -> [String] {
        let why = summary.kind == .digest ? "its digest" : "its rate limit"
        return ["", "held back for \(why); ask for one of these:"]
            + summary.alerts.map { "  \($0.id)  \(AlertLine.headline($0, names: names))" }
    }
}
