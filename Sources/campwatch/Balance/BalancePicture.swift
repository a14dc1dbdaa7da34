import Alerting
import NewsModel

/// A balance as SVG: what strengthens the open camp above the line, what strengthens the closed one below.
struct BalancePicture {
    var balance: Balance
    var scope: String

    private static let width = 960
    private static let panelHeight = 230.0
    private static let left = 20.0
    private static let right = 20.0
    /// Names of periods need so much each.
    private static let labelWidth = 70.0

    /// Light and dark, so that it may be printed in black and white.
    private static let openFill = "#9ed8c0"
    private static let closedFill = "#4a2463"

    var text: String {
        let title = "open and closed by \(balance.period.rawValue), \(scope)"
        return SVGText.opening(width: Self.width, height: Int(Self.panelHeight * 2) + 90, title: title)
            + label(Self.left, 24, title, "font-size=\"16\" font-weight=\"bold\"")
            + panel(
                "deals", top: 50, { Double($0.deals) }, promised: { _ in 0 }, text: { String(Int($0)) })
            + panel(
                "US dollars stated as paid; outlined: promised at most (“up to”)",
                top: 60 + Self.panelHeight, \.paid, promised: \.promised,
                text: { MoneyText.short(Amount(value: $0, currency: "USD")) })
            + label(
                Self.left, Self.panelHeight * 2 + 78,
                "Announced or completed, by the day first seen; not in the balance: "
                    + "\(balance.total.rumoured.deals) rumoured, \(balance.total.cancelled.deals) cancelled.",
                "fill=\"#555\"") + "</svg>\n"
    }

    // MARK: One panel

    private func panel(
        _ title: String, top: Double, _ value: (Balance.Share) -> Double,
        promised: (Balance.Share) -> Double, text: (Double) -> String
    ) -> String {
        let shares = balance.rows.flatMap { [$0[.open], $0[.closed]] }
        let most = max(shares.map(value).max() ?? 0, shares.map(promised).max() ?? 0, 1)
        let middle = top + Self.panelHeight / 2
        let scale = (Self.panelHeight / 2 - 34) / most
        let step = (Double(Self.width) - Self.left - Self.right) / Double(max(balance.rows.count, 1))
        var svg = label(Self.left, top + 4, title, "font-weight=\"bold\"")
        for (index, row) in balance.rows.enumerated() {
            let place = Self.left + step * Double(index)
            for (camp, sign) in [(Camp.open, -1.0), (.closed, 1.0)] {
                let share = row[camp]
                let name = "\(row.name): \(camp.rawValue) "
                svg += bar(
                    place + step * 0.1, middle, step * 0.45, value(share) * scale * sign,
                    "fill=\"\(camp == .open ? Self.openFill : Self.closedFill)\"", name + text(value(share)))
                svg += bar(
                    place + step * 0.6, middle, step * 0.3, promised(share) * scale * sign,
                    "fill=\"none\" stroke=\"#555\" stroke-dasharray=\"3 2\"",
                    name + "up to " + text(promised(share)))
            }
        }
        return svg + axis(middle, step)
            + label(
                Self.left, middle - Self.panelHeight / 2 + 22, "open ↑ (the longest bar is \(text(most)))")
            + label(Self.left, middle + Self.panelHeight / 2 - 8, "closed ↓")
    }

    /// The line in the middle, with the name of every period that has room.
    private func axis(_ middle: Double, _ step: Double) -> String {
        let every = max(1, Int((Self.labelWidth / step).rounded(.up)))
        let names = balance.rows.enumerated().filter { $0.offset.isMultiple(of: every) }.map { index, row in
            label(
                Self.left + step * (Double(index) + 0.1), middle + Self.panelHeight / 2 - 22, row.name,
                "font-size=\"10\" fill=\"#555\"")
        }
        return "<path d=\"M\(SVGText.number(Self.left)) \(SVGText.number(middle))H"
            + "\(SVGText.number(Double(Self.width) - Self.right))\" stroke=\"#000\"/>\n" + names.joined()
    }

    /// `height` is negative for a bar that rises.
    private func bar(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, _ title: String
    ) -> String {
        guard height != 0 else { return "" }
        let numbers = [x, min(y, y + height), width, height.magnitude].map(SVGText.number)
        return
            "<rect x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"\(numbers[2])\" height=\"\(numbers[3])\" "
            + "\(style)><title>\(SVGText.escaped(title))</title></rect>\n"
    }

    private func label(_ x: Double, _ y: Double, _ text: String, _ style: String = "") -> String {
        "<text x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" \(style)>\(SVGText.escaped(text))</text>\n"
    }
}
