package import FoundationEssentials
package import NewsModel

/// What a message to people says of an alert, in pieces that each service joins in its own way.
///
/// Every text is one safe line for a terminal; what is markup to a service is for its format to escape.
package struct AlertNote: Hashable, Sendable {
    /// The same over retries and restarts.
    package var id: String
    package var time: Date
    package var severity: Alert.Severity
    /// Change and deal: `NEW open investment ASML → Mistral AI €1.3bn announced (94 %)`.
    package var headline: String
    /// What an update moved, and the circle that the money goes; empty for most new deals.
    package var change: String
    /// Of the story that brought it.
    package var title: String
    /// Its address, http or https.
    package var link: String?
    /// Who reports it: `3 outlets, first Harbour Wire [en]`.
    package var outlets: String
    package var rule: String
    /// The alert for programs, shorter than what Standard Webhooks advises (20 kB).
    package var json: String

    /// Where it comes from: `rule big-open-deal, severity urgent, alert 0123456789abcdef`.
    var footer: String {
        "rule \(rule), " + (severity == .info ? "" : "severity \(severity.rawValue), ") + "alert \(id)"
    }

    /// Everything as plain lines, the link on its own.
    var lines: [String] {
        [headline, change, title, link ?? "", outlets, footer].filter { !$0.isEmpty }
    }
}

extension AlertNote {
    private static let longestJSON = 20_000

    /// `names` gives the display name of a party's id.
    package init(_ alert: Alert, names: (String) -> String = PartyNames.prettified) {
        self.init(
            id: SafeText.line(alert.id, maxBytes: 64), time: alert.time, severity: alert.severity,
            headline: SafeText.cut(AlertLine.headline(alert, names: names), maxBytes: 800),
            change: SafeText.cut(AlertLine.details(alert, names: names), maxBytes: 400),
            title: alert.summary == nil ? SafeText.line(alert.story.title, maxBytes: 300) : "",
            link: alert.summary == nil ? SafeText.link(alert.story.link, maxBytes: 1_000) : nil,
            outlets: alert.summary == nil ? AlertLine.outlets(alert) : "",
            rule: SafeText.line(alert.rule, maxBytes: 64),
            json: AlertJSON.line(alert, shorterThan: Self.longestJSON))
    }
}
