import Alerting
import Analysis
import Foundation
import NewsModel
import Persistence
import Watch

/// What is new since a time, on one screen.
struct TodayPage {
    var since: Date
    /// The time is that of the last look, and not one that somebody asked for.
    var isLastLook: Bool
    /// First seen since then, the greatest sum first.
    var deals: [Deal]
    /// Newest first.
    var changes: [RecentChange]
    var shifts: [RecentShift]
    var feeds: [Feed]
    /// Display name of a party's id.
    var names: (String) -> String
    var now: Date
    var terminal: Terminal

    private static let shownDeals = 8
    private static let shownFeeds = 3
    private static let camps: [Camp] = [.open, .closed, .mixed, .neither]

    var lines: [String] {
        let parts = [campLines, dealLines, changeLines, shiftLines, feedLines].filter { !$0.isEmpty }
        let news = parts.isEmpty ? ["nothing new"] : Array(parts.joined(separator: [""]))
        return [heading, ""] + news
    }

    private var heading: String {
        let span = TimeText.seconds(now.timeIntervalSince(since)).map { ", \($0)" } ?? ""
        let reason = isLastLook ? " (your last look\(span))" : span
        return terminal.style("since \(TimeText.minute(since)) UTC", .bold) + reason
    }

    // MARK: Deals

    /// "open      4 deals   $2.3bn" and a bar of their number.
    private var campLines: [String] {
        let most = Self.camps.map { camp in deals.count { $0.camp == camp } }.max() ?? 0
        guard most > 0 else { return [] }
        return Self.camps.compactMap { camp in
            let own = deals.filter { $0.camp == camp }
            guard !own.isEmpty else { return nil }
            let bar = String(repeating: "█", count: max(1, own.count * 24 / most))
            let count = TextWidth.pad(own.count.counting("deal"), to: 9, onLeft: true)
            let sum = TextWidth.pad(Self.sum(of: own) ?? "", to: 10, onLeft: true)
            return "  \(TextWidth.pad(camp.rawValue.safe, to: 7)) \(count) \(sum)  "
                + terminal.style(bar, Words.paint(camp))
        }
    }

    /// What is stated as paid, in dollars at rough rates; "up to" is a promise and no payment.
    private static func sum(of deals: [Deal]) -> String? {
        let sums = deals.compactMap(\.amount).filter { $0.bound != .upTo }.compactMap(CurrencyRates.dollars)
        guard !sums.isEmpty else { return nil }
        return MoneyText.short(Amount(value: sums.reduce(0, +), currency: "USD", bound: .about))
    }

    private var dealLines: [String] {
        let shown = deals.prefix(Self.shownDeals)
        guard !shown.isEmpty else { return [] }
        let table = TableFormatter(columns: [
            .init(title: "DEAL", isRightAligned: true), .init(title: "CAMP"),
            .init(title: "TYPE", flexibleTo: 10), .init(title: "PARTIES", flexibleTo: 18),
            .init(title: "AMOUNT", isRightAligned: true, flexibleTo: 9), .init(title: "STATUS"),
        ])
        let rows = shown.map { deal -> [TableFormatter.Cell] in
            [
                .init(deal.id.description), .init(deal.camp.rawValue.safe, Words.paint(deal.camp)),
                .init(Words.type(deal.type)), .init(PartyNames.text(deal.parties, names: names)),
                .init(Words.size(amount: deal.amount, quantity: deal.quantity)),
                .init(deal.status.rawValue, Words.paint(deal.status)),
            ]
        }
        return [title("new deals, the biggest first"), table.format(rows, for: terminal)]
            + rest(deals.count - shown.count, "campwatch deals --sort seen")
    }

    // MARK: News of what is known

    private var changeLines: [String] {
        guard !changes.isEmpty else { return [] }
        return [title("changed")]
            + changes.flatMap { change in
                let details = change.logged.change.details.map { $0.text(names: names) }.joined(
                    separator: ", ")
                return wrapped(
                    "\(Words.type(change.deal.type)) "
                        + "\(PartyNames.text(change.deal.parties, names: names)): \(details) (deal \(change.deal.id))"
                )
            }
    }

    private var shiftLines: [String] {
        guard !shifts.isEmpty else { return [] }
        return [title("companies that change camp")]
            + shifts.flatMap { item in
                wrapped(
                    "\(names(item.shift.id)): \(item.shift.from.rawValue) → \(item.shift.to.rawValue)"
                        + " (story \(item.story))")
            }
    }

    private var feedLines: [String] {
        let failing = feeds.filter { $0.condition == .failing }
            .sorted { $0.state.failureCount > $1.state.failureCount }
        guard !failing.isEmpty else { return [] }
        // Without a network they all say the same.
        let groups = Dictionary(grouping: failing, by: FeedTally.reason).sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }
        let shown = groups.prefix(Self.shownFeeds)
        let others = failing.count - shown.map(\.value.count).reduce(0, +)
        return [title("feeds in trouble")]
            + shown.flatMap { reason, feeds in wrapped(Self.trouble(of: feeds, reason), .red) }
            + rest(others, "campwatch feeds check")
    }

    /// "Wire: 503 Service Unavailable", "12 feeds, Wire first: Could not resolve host".
    private static func trouble(of feeds: [Feed], _ reason: String) -> String {
        guard let first = feeds.first else { return "" }
        let name = first.title.isEmpty ? first.url : first.title
        return feeds.count == 1
            ? "\(name): \(first.state.lastError ?? "failing")"
            : "\(feeds.count.counting("feed")), \(name) first: \(reason)"
    }

    // MARK: Lines

    private func title(_ text: String) -> String { terminal.style(text, .bold) }

    private func rest(_ count: Int, _ command: String) -> [String] {
        count > 0 ? [terminal.style("  and \(count) more: \(command)", .dim)] : []
    }

    private func wrapped(_ text: String, _ paint: Paint? = nil) -> [String] {
        TextWrap.lines(text.safe, width: terminal.readingWidth, indent: "  ").map {
            terminal.style($0, paint)
        }
    }
}

extension TodayPage {
    var json: OrderedJSON {
        .members([
            "since": .string(TimeText.machine(since)), "new_deals": .array(deals.map(\.json)),
            "changes": .array(
                changes.map { change in
                    .members([
                        "deal": .integer(Int(change.deal.id.rawValue)),
                        "story": .integer(Int(change.logged.story.rawValue)),
                        "time": .string(TimeText.machine(change.logged.time)),
                        "details": .strings(change.logged.change.details.map { $0.text(names: names) }),
                    ])
                }),
            "shifts": .array(
                shifts.map { item in
                    .members([
                        "company": .string(item.shift.id), "from": .string(item.shift.from.rawValue),
                        "to": .string(item.shift.to.rawValue), "story": .integer(Int(item.story.rawValue)),
                    ])
                }),
            "failing_feeds": .array(feeds.filter { $0.condition == .failing }.map(\.json)),
        ])
    }
}
