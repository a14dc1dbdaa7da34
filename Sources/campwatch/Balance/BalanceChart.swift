import Alerting
import NewsModel

/// A balance for people: bars of the open camp to the left, of the closed one to the right.
///
/// Open is light and closed is dark, so that the sides are told apart without colour too.
struct BalanceChart {
    var balance: Balance
    /// "since 2026-08-24 UTC, layer compute".
    var scope: String
    var terminal: Terminal

    private static let light = "░"
    private static let dark = "█"
    /// Of the names of periods and layers.
    private static let nameWidth = 12
    private static let countWidth = 5
    /// "$123.45bn".
    private static let sumWidth = 9

    private var width: Int { min(max(terminal.width ?? 80, 60), 100) }

    var lines: [String] {
        let layers = balance.layers.count > 1 ? balance.layers : []
        let lines =
            [terminal.style("open and closed by \(balance.period.rawValue), \(scope)", .bold), ""]
            + counts(balance.rows + [balance.total]) + [""] + sums(balance.rows + [balance.total])
            + (layers.isEmpty ? [] : ["", terminal.style("by layer", .bold)] + counts(layers) + sums(layers))
            + [""] + notes
        return lines.map(Self.trimmed)
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    // MARK: Bars

    private func counts(_ rows: [Balance.Row]) -> [String] {
        let bar = (width - Self.nameWidth - 2 * Self.countWidth - 5) / 2
        let title = title("DEALS", bar, Self.countWidth)
        return [terminal.style(title, .bold)]
            + bars(rows, bar, Self.countWidth, { Double($0.deals) }) { $0 > 0 ? String(Int($0)) : "–" }
    }

    private func sums(_ rows: [Balance.Row]) -> [String] {
        let bar = (width - Self.nameWidth - 4 * Self.sumWidth - 7) / 2
        let promises = rows.contains { row in [Camp.open, .closed].contains { row[$0].promised > 0 } }
        let pad = { (text: String) in " " + TextWidth.pad(text, to: Self.sumWidth, onLeft: true) }
        let title = title("PAID", bar, Self.sumWidth) + (promises ? pad("open ≤") + pad("closed ≤") : "")
        let bars = bars(rows, bar, Self.sumWidth, \.paid, text: Self.money)
        let lines = zip(bars, rows).map { line, row in
            guard promises else { return line }
            let width = TextWidth.columns(title) - 2 * (Self.sumWidth + 1)
            return TextWidth.pad(line, to: width) + pad(Self.money(row[.open].promised))
                + pad(Self.money(row[.closed].promised))
        }
        return [terminal.style(title, .bold)] + lines
    }

    private func title(_ what: String, _ bar: Int, _ number: Int) -> String {
        TextWidth.pad(what, to: Self.nameWidth) + TextWidth.pad("open", to: bar + 1 + number, onLeft: true)
            + " │ " + TextWidth.pad("closed", to: number + 1 + bar)
    }

    /// Whole lines; the longest bar of both sides, that of the total left out, fills its place.
    private func bars(
        _ rows: [Balance.Row], _ bar: Int, _ number: Int, _ value: (Balance.Share) -> Double,
        text: (Double) -> String
    ) -> [String] {
        let measured = rows.filter { $0.name != balance.total.name }
        let most = measured.flatMap { [value($0[.open]), value($0[.closed])] }.max() ?? 0
        return rows.map { row in
            let (open, closed) = (value(row[.open]), value(row[.closed]))
            let isTotal = row.name == balance.total.name
            let left = isTotal ? "" : Self.bar(Self.light, open, of: most, bar)
            let right = isTotal ? "" : Self.bar(Self.dark, closed, of: most, bar)
            return TextWidth.pad(row.name.safe, to: Self.nameWidth)
                + TextWidth.pad(left, to: bar, onLeft: true)
                + " " + TextWidth.pad(text(open), to: number, onLeft: true) + " │ "
                + TextWidth.pad(text(closed), to: number) + " " + right
        }
    }

    private static func bar(_ sign: String, _ value: Double, of most: Double, _ width: Int) -> String {
        guard value > 0, most > 0 else { return "" }
        return String(repeating: sign, count: max(1, Int((value / most * Double(width)).rounded())))
    }

    private static func money(_ dollars: Double) -> String {
        dollars > 0 ? MoneyText.short(Amount(value: dollars, currency: "USD")) : "–"
    }

    // MARK: What the bars do not say

    private var notes: [String] {
        let total = balance.total
        let both = [total[.open], total[.closed]]
        let without = both.map(\.withoutSum).reduce(0, +)
        let notes = [
            "Deals announced or completed, by the day on which they were first seen. Sums are in US dollars "
                + "at rough rates; “up to” (≤) is promised at most and never added to what is stated as paid. "
                + "\(without) of \(both.map(\.deals).reduce(0, +)) state no sum.",
            "Not in the balance: \(apart(total.rumoured, "rumoured")), "
                + "\(apart(total.cancelled, "cancelled")), \(total[.mixed].deals) for both camps, "
                + "\(total[.neither].deals) for neither.",
        ]
        return notes.flatMap { TextWrap.lines($0, width: width) }.map { terminal.style($0, .dim) }
    }

    private func apart(_ share: Balance.Share, _ what: String) -> String {
        share.paid > 0 ? "\(share.deals) \(what) (\(Self.money(share.paid)))" : "\(share.deals) \(what)"
    }
}
