import Alerting
import DealGraph
import NewsModel

/// A graph as it is drawn: companies by number, with names that are safe to show, and what stands on each
/// deal.
struct GraphView {
    struct Node {
        var id: String
        var name: String
        /// Of the company itself, as the configuration has it; nil where no list knows it.
        var camp: Camp?
        var deals: Int
    }

    struct Edge {
        /// Places among the nodes.
        var from: Int
        var to: Int
        var deal: Deal
        /// Money goes from `from` to `to`.
        var isFlow: Bool

        /// "investment €1.3bn announced".
        var label: String {
            [
                Words.type(deal.type), Words.size(amount: deal.amount, quantity: deal.quantity),
                deal.status.rawValue,
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }

        var isRumour: Bool { deal.status == .rumoured }
    }

    var nodes: [Node]
    var edges: [Edge]

    private static let longestName = 80

    init(_ graph: CompanyGraph, name: (String) -> String, camp: (String) -> String?) {
        nodes = graph.companies.map { company in
            Node(
                id: company.id, name: SafeText.line(name(company.id), maxBytes: Self.longestName),
                camp: camp(company.id).map(Camp.init(rawValue:)), deals: company.deals)
        }
        let places = Dictionary(
            graph.companies.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        edges = graph.links.compactMap { link in
            guard let from = places[link.from], let to = places[link.to] else { return nil }
            return Edge(from: from, to: to, deal: link.deal, isFlow: link.isFlow)
        }
    }

    /// Light enough for black text; open is greener and closed is redder, mixed between.
    static func fill(_ camp: Camp?) -> String {
        switch camp {
        case .open: "#9ed8c0"
        case .closed: "#d9b3e6"
        case .mixed: "#f2dc99"
        default: "#eeeeee"
        }
    }
}
