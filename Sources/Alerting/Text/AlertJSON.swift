import FoundationEssentials
package import NewsModel

/// An alert as one line of JSON; `docs/rules.md` describes the fields.
package enum AlertJSON {
    /// Bytes of the longest line, its newline included; more evidence or summarised alerts than fit are left out.
    package static let longestLine = 32 << 10
    private static let mostEvidence = 64
    private static let mostParties = 40

    /// The line without its newline, always with the same keys in the same order.
    ///
    /// Of evidence and summarised alerts, as much as makes it shorter than `limit` bytes.
    package static func line(_ alert: Alert, shorterThan limit: Int = longestLine) -> String {
        var evidence = alert.evidence.prefix(mostEvidence)
        var listed = (alert.summary?.alerts ?? [])[...]
        while true {
            let line = object(alert, evidence: evidence, listed: listed).text
            if line.utf8.count < limit || (evidence.isEmpty && listed.isEmpty) { return line }
            evidence = evidence.prefix(evidence.count / 2)
            listed = listed.prefix(listed.count / 2)
        }
    }

    /// The alert's id in a whole line; nil in a torn one.
    ///
    /// Within a text every quotation mark is escaped, so the last member can stand nowhere but at the end.
    static func id(in line: ArraySlice<UInt8>) -> String? {
        let start = "{\"id\":\"".utf8
        guard line.starts(with: start), line.suffix(lastMember.utf8.count).elementsEqual(lastMember.utf8)
        else { return nil }
        return String(
            decoding: line.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }

    /// The end of every whole line; the number rises when a field changes its meaning.
    private static let lastMember = ",\"format\":1}"

    private static func object(
        _ alert: Alert, evidence: ArraySlice<Evidence>, listed: ArraySlice<Alert>
    ) -> JSONText {
        .object([
            ("id", .string(name(alert.id))),
            ("time", .date(alert.time)),
            ("rule", .string(name(alert.rule))),
            ("severity", .string(alert.severity.rawValue)),
            ("change", change(alert.change)),
            ("deal", deal(alert.deal)),
            ("circle", circle(alert)),
            ("story", story(alert.story)),
            ("evidence", .array(evidence.map(self.evidence))),
            ("held_back", alert.summary.map { summary($0, listed: listed) }),
            ("format", .integer(1)),
        ])
    }

    private static func summary(_ summary: Alert.Summary, listed: ArraySlice<Alert>) -> JSONText {
        .object([
            ("kind", .string(summary.kind.rawValue)), ("count", .integer(summary.count)),
            (
                "alerts",
                .array(
                    listed.map { alert in
                        .object([
                            ("id", .string(name(alert.id))), ("time", .date(alert.time)),
                            ("severity", .string(alert.severity.rawValue)), ("change", change(alert.change)),
                            ("deal", deal(alert.deal)), ("circle", circle(alert)),
                            ("story", story(alert.story)),
                        ])
                    })
            ),
        ])
    }

    private static func change(_ change: DealChange) -> JSONText {
        .object([
            ("kind", .string(change.kind.rawValue)),
            ("details", .array(change.details.prefix(mostParties).map(detail))),
        ])
    }

    private static func detail(_ detail: DealChange.Detail) -> JSONText {
        switch detail {
        case .type(let from, let to):
            .object([
                ("field", .string("type")), ("from", .string(name(from.rawValue))),
                ("to", .string(name(to.rawValue))),
            ])
        case .status(let from, let to):
            .object([
                ("field", .string("status")), ("from", .string(from.rawValue)), ("to", .string(to.rawValue)),
            ])
        case .amount(let from, let to):
            .object([("field", .string("amount")), ("from", from.map(amount)), ("to", amount(to))])
        case .party(let party):
            .object([
                ("field", .string("party")), ("id", .string(name(party.id))),
                ("role", .string(name(party.role.rawValue))),
            ])
        case .side(let type):
            .object([("field", .string("side")), ("type", .string(name(type.rawValue)))])
        case .correctedAmount(let from, let to):
            .object([
                ("field", .string("amount")), ("from", amount(from)), ("to", amount(to)),
                ("corrected", .boolean(true)),
            ])
        case .correctedVersion(let from, let to):
            .object([
                ("field", .string("version")), ("from", .string(name(from))), ("to", .string(name(to))),
                ("corrected", .boolean(true)),
            ])
        }
    }

    private static func deal(_ deal: Deal) -> JSONText {
        .object([
            ("id", .integer(Int(deal.id.rawValue))),
            ("type", .string(name(deal.type.rawValue))),
            ("status", .string(deal.status.rawValue)),
            ("camp", .string(name(deal.camp.rawValue))),
            ("parties", .array(deal.parties.prefix(mostParties).map(party))),
            ("amount", deal.amount.map(amount)),
            ("valuation", deal.valuation.map(amount)),
            ("quantity", deal.quantity.map(quantity)),
            ("confidence", .number(deal.confidence)),
            ("first_seen", .date(deal.firstSeen)),
            ("last_changed", .date(deal.lastChanged)),
            ("outlets", .integer(deal.outletCount)),
            ("first_outlet", .string(short(deal.firstOutlet))),
            ("first_language", .string(deal.firstLanguage.rawValue)),
        ])
    }

    private static func circle(_ alert: Alert) -> JSONText? {
        alert.circle.map { .array($0.prefix(mostParties).map { .string(name($0)) }) }
    }

    private static func party(_ party: Party) -> JSONText {
        .object([("id", .string(name(party.id))), ("role", .string(name(party.role.rawValue)))])
    }

    private static func amount(_ amount: Amount) -> JSONText {
        .object([
            ("value", .number(amount.value)), ("currency", .string(name(amount.currency))),
            ("bound", .string(amount.bound.rawValue)),
        ])
    }

    private static func quantity(_ quantity: Quantity) -> JSONText {
        .object([
            ("value", .number(quantity.value)), ("unit", .string(name(quantity.unit))),
            ("bound", .string(quantity.bound.rawValue)),
        ])
    }

    private static func story(_ story: Alert.StoryReference) -> JSONText {
        .object([
            ("id", .integer(Int(story.id.rawValue))),
            ("title", .string(SafeText.line(story.title, maxBytes: 1000))),
            ("link", SafeText.link(story.link).map { .string($0) }),
            ("feed", .integer(Int(story.feed.rawValue))),
            ("feed_title", .string(short(story.feedTitle))),
            ("language", .string(story.language.rawValue)),
            ("published", .date(story.published)),
        ])
    }

    private static func evidence(_ evidence: Evidence) -> JSONText {
        .object([
            ("label", .string(short(evidence.label))),
            ("field", .string(evidence.field.rawValue)),
            ("start", .integer(evidence.start)),
            ("end", .integer(evidence.end)),
            ("cue", .string(short(evidence.cue))),
            ("sentence", .string(SafeText.cut(evidence.sentence, maxBytes: 1000))),
            ("weight", .number(evidence.weight)),
        ])
    }

    /// Keeps an id or code to what a line can bear.
    private static func name(_ text: String) -> String { SafeText.line(text, maxBytes: 64) }

    private static func short(_ text: String) -> String { SafeText.line(text, maxBytes: 200) }
}
