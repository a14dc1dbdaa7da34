import Alerting
import NewsModel

extension GraphView {
    /// Pairs of companies with their deals, those with the most money first.
    func lines(for terminal: Terminal) -> String {
        let table = TableFormatter(columns: [
            .init(title: "FROM", flexibleTo: 12), .init(title: ""), .init(title: "TO", flexibleTo: 12),
            .init(title: "DEALS", isRightAligned: true), .init(title: "PAID", isRightAligned: true),
            .init(title: "UP TO", isRightAligned: true), .init(title: "TYPES", flexibleTo: 10),
        ])
        let rows = pairs.map { pair -> [TableFormatter.Cell] in
            let types = pair.edges.map { Words.type($0.deal.type) }
            return [
                .init(nodes[pair.edges[0].from].name), .init(pair.edges[0].isFlow ? "→" : "–", .dim),
                .init(nodes[pair.edges[0].to].name), .init(String(pair.edges.count)),
                .init(Self.money(pair.paid)), .init(Self.money(pair.promised)),
                .init(
                    types.enumerated().filter { types.firstIndex(of: $1) == $0 }.map(\.element)
                        .joined(separator: ", ")),
            ]
        }
        return table.format(rows, for: terminal)
    }

    private struct Pair {
        /// Never empty.
        var edges: [Edge]
        /// Of firm deals, in US dollars at rough rates.
        var paid = 0.0
        var promised = 0.0

        init(_ edges: [Edge]) {
            self.edges = edges
            for deal in edges.map(\.deal) where deal.status.isFirm {
                guard let amount = deal.amount, let dollars = CurrencyRates.dollars(amount) else { continue }
                if amount.bound == .upTo { promised += dollars } else { paid += dollars }
            }
        }
    }

    private var pairs: [Pair] {
        Dictionary(grouping: edges) { [$0.from, $0.to, $0.isFlow ? 1 : 0] }.map { (key: $0, pair: Pair($1)) }
            .sorted { one, other in
                let sizes = [one, other].map { ($0.pair.paid, $0.pair.promised, $0.pair.edges.count) }
                return sizes[0] != sizes[1]
                    ? sizes[0] > sizes[1] : one.key.lexicographicallyPrecedes(other.key)
            }.map(\.pair)
    }

    private static func money(_ dollars: Double) -> String {
        dollars > 0 ? MoneyText.short(Amount(value: dollars, currency: "USD")) : ""
    }
}
