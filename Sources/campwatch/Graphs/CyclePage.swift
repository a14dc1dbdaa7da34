import Alerting
import Analysis
import DealGraph
import NewsModel

/// Circular deals with the deals that make them, and what of their sums may be the same money.
struct CyclePage {
    var cycles: [DealCycle]
    /// False when the search was given up, so that there may be more.
    var isComplete: Bool
    /// At most so many are shown.
    var limit: Int
    /// Display name of a company's id.
    var names: (String) -> String
    var terminal: Terminal

    var lines: [String] {
        let shown = cycles.prefix(limit)
        let heading =
            (isComplete ? "" : "at least ") + "\(cycles.count.counting("circle")) of money"
            + (shown.count < cycles.count ? ", the \(shown.count) with the most" : "")
        return [terminal.style(heading, .bold)] + shown.flatMap { [""] + lines(of: $0) } + [""]
            + TextWrap.lines(Self.explanation, width: terminal.readingWidth).map { terminal.style($0, .dim) }
            + (isComplete ? [] : ["There are too many to find all: narrow --since."])
    }

    private static let explanation =
        "Each company pays the next. What went round is at most the smallest sum on the way, because no "
        + "more can come back than the narrowest deal lets through; that much stands in several of the "
        + "sums. Sums are those of announced and completed deals in US dollars at rough rates; “up to” is "
        + "promised at most and not counted. Circles may share deals: never add them up."

    private func lines(of cycle: DealCycle) -> [String] {
        let companies = cycle.hops.map { name($0.from) } + cycle.hops.prefix(1).map { name($0.from) }
        let heading = TextWrap.lines(companies.joined(separator: " → "), width: terminal.readingWidth)
        return heading.map { terminal.style($0, .bold) } + cycle.hops.flatMap(lines) + [verdict(cycle)]
    }

    private func lines(of hop: DealCycle.Hop) -> [String] {
        TextWrap.lines(
            "\(name(hop.from)) pays \(name(hop.to)): \(sum(hop))", width: terminal.readingWidth, indent: "  ")
            + hop.deals.flatMap { deal in
                TextWrap.lines(
                    "\(Words.type(deal.type)) \(PartyNames.text(deal.parties, names: names)) "
                        + "\(Words.size(amount: deal.amount, quantity: deal.quantity)) \(deal.status.rawValue), "
                        + "\(TimeText.minute(deal.firstSeen).prefix(10))",
                    width: terminal.readingWidth, indent: "      ")
                    + [terminal.style("      campwatch deal \(deal.id)", .dim)]
            }
    }

    private func sum(_ hop: DealCycle.Hop) -> String {
        let paid = hop.paid.map { Self.money($0) + (hop.isShared ? " together with others" : "") }
        let promised = hop.promised.map { "up to \(Self.money($0))" }
        let sums = [paid, promised].compactMap(\.self)
        return sums.isEmpty ? "no sum stated" : sums.joined(separator: " and ")
    }

    private func verdict(_ cycle: DealCycle) -> String {
        guard let twice = cycle.countedTwice else {
            return "  What went round is not known: not every deal states what was paid."
        }
        return "  At most \(Self.money(twice)) went round, of \(Self.money(cycle.stated)) stated."
    }

    private func name(_ id: String) -> String { SafeText.line(names(id), maxBytes: 80) }

    private static func money(_ dollars: Double) -> String {
        MoneyText.short(Amount(value: dollars, currency: "USD"))
    }

    // MARK: For programs

    var json: OrderedJSON {
        .members([
            "longest": .integer(CycleFinder.longest), "complete": .bool(isComplete),
            "cycles": .array(cycles.prefix(limit).map(\.json)),
        ])
    }
}

extension DealCycle {
    fileprivate var json: OrderedJSON {
        .members([
            "companies": .strings(hops.map(\.from)), "counted_twice": countedTwice.map { .number($0) },
            "stated": .number(stated), "currency": .string("USD"),
            "hops": .array(
                hops.map { hop in
                    .members([
                        "from": .string(hop.from), "to": .string(hop.to),
                        "paid": hop.paid.map { .number($0) },
                        "up_to": hop.promised.map { .number($0) }, "shared": .bool(hop.isShared),
                        "deals": .array(hop.deals.map(\.json)),
                    ])
                }),
        ])
    }
}
