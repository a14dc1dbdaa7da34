import Alerting
import Analysis
import NewsModel

extension DealTimeline {
    /// The lines of a deal's page; none for a deal that one outlet has told.
    func lines(names: (String) -> String, terminal: Terminal) -> [String] {
        guard steps.count > 1 else { return [] }
        return [terminal.style("  told by", .bold)] + steps.flatMap { lines($0, names, terminal) }
            + languageLine(terminal)
            + sumLines(terminal) + [""]
    }

    private func lines(_ step: Step, _ names: (String) -> String, _ terminal: Terminal) -> [String] {
        let delay = step.delay > 0 ? "+" + (TimeText.seconds(step.delay) ?? "0 s") : lead
        let start = "\(TimeText.minute(step.time))  \(TextWidth.pad(delay, to: 12))\(step.name)"
        var says = step.says.map { $0.text(names: names) }.joined(separator: ", ")
        if !step.carriers.isEmpty {
            says +=
                (says.isEmpty ? "" : "; ") + "also in " + step.carriers.map(\.safe).joined(separator: ", ")
        }
        return ["    " + start] + TextWrap.lines(says, width: terminal.readingWidth, indent: "      ")
    }

    /// How long the first outlet was alone.
    private var lead: String {
        let first = steps.first?.owner
        let next = steps.first { $0.owner != first }?.delay
        return next.flatMap(TimeText.seconds).map { "\($0) ahead" } ?? ""
    }

    private func languageLine(_ terminal: Terminal) -> [String] {
        guard languages.count > 1 else { return [] }
        let words = languages.map { step in
            step.delay > 0
                ? "\(step.language.rawValue) +\(TimeText.seconds(step.delay) ?? "0 s")"
                : step.language.rawValue
        }
        return [terminal.fact("languages", words.joined(separator: " · "))]
    }

    /// Sums that were stated differently, side by side.
    private func sumLines(_ terminal: Terminal) -> [String] {
        guard sums.count > 1 else { return [] }
        return [terminal.style("  sums stated", .bold)]
            + sums.map { sum in
                let outlets = sum.outlets.map(\.name).joined(separator: ", ")
                return "    \(MoneyText.short(sum.amount))\(sum.worth)  \(outlets)"
            }
    }

    var json: [OrderedJSON.Member] {
        OrderedJSON.memberList([
            "timeline": .array(steps.map(\.json)),
            "sums": .array(
                sums.map { sum in
                    .members([
                        "amount": sum.amount.json,
                        "dollars": CurrencyRates.dollars(sum.amount).map { .number($0) },
                        "outlets": .array(sum.outlets.map(\.source)),
                    ])
                }),
        ])
    }
}

extension DealTimeline.Sum {
    /// What another currency comes to, " (about $6.8bn)".
    fileprivate var worth: String {
        guard amount.currency != "USD", let dollars = CurrencyRates.dollars(amount) else { return "" }
        return " (about \(MoneyText.short(Amount(value: dollars, currency: "USD"))))"
    }
}

extension DealTimeline.Step {
    /// "Harbour Wire [en]".
    fileprivate var name: String { "\(outlet.safe) [\(language.rawValue)]" }

    fileprivate var source: OrderedJSON { .object(sourceMembers) }

    private var sourceMembers: [OrderedJSON.Member] {
        OrderedJSON.memberList([
            "time": .string(TimeText.machine(time)), "after_seconds": .integer(Int(delay)),
            "story": .integer(Int(story.rawValue)), "feed_title": .string(outlet), "owner": .string(owner),
            "language": .string(language.rawValue),
        ])
    }

    fileprivate var json: OrderedJSON {
        .object(
            sourceMembers
                + OrderedJSON.memberList([
                    "says": .strings(says.map { $0.text { $0 } }), "carried_by": .strings(carriers),
                ]))
    }
}
