import FoundationEssentials
package import NewsModel

/// An alert as one line for people.
///
/// `2026-11-21T09:14:03Z NEW open investment ASML → Mistral AI €1.3bn announced (94 %) 3 outlets, first
/// Reuters [en] "title" https://… rule=name #0123456789abcdef`
package enum AlertLine {
    /// The line without its newline; `names` gives the display name of a party's id.
    package static func text(
        _ alert: Alert, names: (String) -> String = PartyNames.prettified
    ) -> String {
        let end = [
            "rule=" + SafeText.line(alert.rule, maxBytes: 64), severity(alert.severity),
            "#" + SafeText.line(alert.id, maxBytes: 64),
        ]
        let start = [
            alert.time.formatted(.iso8601), headline(alert, names: names) + changes(alert, names: names),
        ]
        let source =
            alert.summary == nil
            ? [outlets(alert), title(alert.story.title), SafeText.link(alert.story.link) ?? ""] : []
        return (start + source + end).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The alert's id at the end of a whole line, which nothing from a feed can stand behind.
    static func id(in line: ArraySlice<UInt8>) -> String? {
        let end = line.suffix(18)
        guard end.count == 18, end.prefix(2).elementsEqual(" #".utf8) else { return nil }
        let digits = end.dropFirst(2)
        guard digits.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Change and deal: `NEW open investment ASML → Mistral AI €1.3bn announced (94 %)`.
    ///
    /// Of a summary, all in short: `DIGEST 12 alerts: NEW open …; UPDATE closed …; …`.
    package static func headline(_ alert: Alert, names: (String) -> String) -> String {
        if let summary = alert.summary { return headline(of: summary, names: names) }
        let deal = alert.deal
        let words =
            [
                alert.change.kind.rawValue.uppercased(), SafeText.line(deal.camp.rawValue, maxBytes: 40),
                SafeText.line(deal.type.rawValue, maxBytes: 40), PartyNames.text(deal.parties, names: names),
            ] + sums(deal) + [deal.status.rawValue, percent(deal.confidence)]
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Alerts of a summary that one line names.
    private static let mostInLine = 5

    private static func headline(of summary: Alert.Summary, names: (String) -> String) -> String {
        var parts = summary.alerts.prefix(mostInLine).map { headline($0, names: names) }
        if summary.count > parts.count { parts.append("…") }
        let kind = summary.kind == .digest ? "DIGEST" : "HELD-BACK"
        return "\(kind) \(summary.count.counting("alert")): "
            + parts.joined(separator: "; ")
    }

    private static func sums(_ deal: Deal) -> [String] {
        [
            deal.amount.map(MoneyText.short) ?? "", deal.valuation.map { "at " + MoneyText.short($0) } ?? "",
            deal.quantity.map(MoneyText.short) ?? "",
        ]
    }

    private static func percent(_ confidence: Double) -> String {
        guard confidence.isFinite else { return "" }
        return "(\(Int((min(max(confidence, 0), 1) * 100).rounded())) %)"
    }

    /// Nothing for most new deals; for an update `: status rumoured → announced, + investor Nvidia;`.
    private static func changes(_ alert: Alert, names: (String) -> String) -> String {
        let details = details(alert, names: names)
        return details.isEmpty ? "" : ": " + details + ";"
    }

    /// What an update moved, and the circle that the money goes: `status rumoured → announced, + investor Nvidia`; empty for a
    /// summary and for a new deal without a circle.
    package static func details(_ alert: Alert, names: (String) -> String) -> String {
        guard alert.summary == nil else { return "" }
        let moved = alert.change.details.prefix(8).map { $0.text(names: names) }
        return (moved + [circle(alert, names: names)]).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// `circle of money Nvidia → OpenAI → Oracle → Nvidia`; arrows go from who pays to who is paid.
    private static func circle(_ alert: Alert, names: (String) -> String) -> String {
        guard let companies = alert.circle?.prefix(8), let first = companies.first else { return "" }
        let way = (companies + [first]).map { PartyNames.safe($0, names: names) }
        return "circle of money " + way.joined(separator: " → ")
    }

    /// Who said it first, or for an update who says it now.
    static func outlets(_ alert: Alert) -> String {
        let count = alert.deal.outletCount
        let isNew = alert.change.kind == .new
        let outlet = SafeText.line(isNew ? alert.deal.firstOutlet : alert.story.feedTitle, maxBytes: 80)
        let language = isNew ? alert.deal.firstLanguage : alert.story.language
        let which = count == 1 ? "" : isNew ? "first " : "now "
        return "\(count.counting("outlet")), \(which)\(outlet) [\(language.rawValue)]"
    }

    private static func title(_ title: String) -> String {
        let safe = SafeText.line(title, maxBytes: 300)
        return "\"" + String(safe.map { $0 == "\"" ? "'" : $0 }) + "\""
    }

    private static func severity(_ severity: Alert.Severity) -> String {
        severity == .info ? "" : "severity=" + severity.rawValue
    }
}

extension DealChange.Detail {
    /// What moved, in words.
    package func text(names: (String) -> String) -> String {
        switch self {
        case .type(let from, let to):
            "type \(SafeText.line(from.rawValue, maxBytes: 40)) → \(SafeText.line(to.rawValue, maxBytes: 40))"
        case .status(let from, let to): "status \(from.rawValue) → \(to.rawValue)"
        case .amount(.some(let from), let to): "amount \(MoneyText.short(from)) → \(MoneyText.short(to))"
        case .amount(.none, let to): "amount \(MoneyText.short(to))"
        case .party(let party):
            "+ \(SafeText.line(party.role.rawValue, maxBytes: 40)) \(PartyNames.safe(party.id, names: names))"
        case .side(let type): "also \(SafeText.line(type.rawValue, maxBytes: 40))"
        case .correctedAmount(let from, let to):
            "corrected: amount \(MoneyText.short(from)) → \(MoneyText.short(to))"
        case .correctedVersion(let from, let to):
            "corrected: version \(SafeText.line(from, maxBytes: 40)) → \(SafeText.line(to, maxBytes: 40))"
        }
    }
}
