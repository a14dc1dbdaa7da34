import DealGraph
import Foundation
import NewsModel

/// A graph as SVG, laid out by ourselves: circles are companies, larger with more deals; arrows go where the
/// money goes.
struct GraphPicture {
    var view: GraphView
    var title: String

    private static let size = 1_000.0
    private static let margin = 90.0
    /// How far parallel deals bend away from each other.
    private static let bend = 26.0

    private typealias Point = SIMD2<Double>

    var text: String {
        let layout = GraphLayout(count: view.nodes.count, links: view.edges.map { ($0.from, $0.to) })
        let points = layout.points.map { $0 * (Self.size - 2 * Self.margin) + Self.margin }
        return SVGText.opening(width: Int(Self.size), height: Int(Self.size), title: title)
            + """
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="10" \
            markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">\
            <path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>

            """ + edges(points) + nodes(points) + legend + "</svg>\n"
    }

    // MARK: Companies

    private func radius(_ node: GraphView.Node) -> Double { min(6 + 3 * Double(node.deals).squareRoot(), 30) }

    private func nodes(_ points: [Point]) -> String {
        zip(view.nodes, points).map { node, point in
            let radius = radius(node)
            let camp = node.camp.map { ", \($0.rawValue) camp" } ?? ""
            let title = "\(node.name): \(node.deals.counting("deal"))\(camp)"
            return "<circle cx=\"\(SVGText.number(point.x))\" cy=\"\(SVGText.number(point.y))\" "
                + "r=\"\(SVGText.number(radius))\" fill=\"\(GraphView.fill(node.camp))\" stroke=\"#333\">"
                + "<title>\(SVGText.escaped(title))</title></circle>\n"
                + "<text x=\"\(SVGText.number(point.x))\" y=\"\(SVGText.number(point.y + radius + 13))\" "
                + "text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">"
                + "\(SVGText.escaped(node.name))</text>\n"
        }.joined()
    }

    // MARK: Deals

    private struct Pair: Hashable {
        var low: Int
        var high: Int
    }

    private func edges(_ points: [Point]) -> String {
        var drawn: [Pair: Int] = [:]
        return view.edges.map { edge in
            let pair = Pair(low: min(edge.from, edge.to), high: max(edge.from, edge.to))
            let number = drawn[pair, default: 0]
            drawn[pair] = number + 1
            // 0, 1, -1, 2, -2 … seen from the same end, whichever way the money goes.
            let side = Double((number + 1) / 2) * (number.isMultiple(of: 2) ? -1 : 1)
            return path(edge, points, bend: Self.bend * (edge.from == pair.low ? side : -side))
        }.joined()
    }

    private func path(_ edge: GraphView.Edge, _ points: [Point], bend: Double) -> String {
        let (from, to) = (points[edge.from], points[edge.to])
        let along = Self.unit(to - from)
        let middle = (from + to) / 2 + bend * Point(-along.y, along.x)
        let start = from + Self.unit(middle - from) * radius(view.nodes[edge.from])
        let end = to + Self.unit(middle - to) * (radius(view.nodes[edge.to]) + 1)
        let numbers = [start, middle, end].map { "\(SVGText.number($0.x)) \(SVGText.number($0.y))" }
        let title =
            "\(view.nodes[edge.from].name) \(edge.isFlow ? "pays" : "with") \(view.nodes[edge.to].name): "
            + "\(edge.label) (deal \(edge.deal.id))"
        return "<path d=\"M\(numbers[0])Q\(numbers[1]) \(numbers[2])\" fill=\"none\" stroke=\"#777\" "
            + "stroke-width=\"\(SVGText.number(Self.width(edge.deal)))\""
            + (edge.isRumour ? " stroke-dasharray=\"5 4\"" : "")
            + (edge.isFlow ? " marker-end=\"url(#arrow)\"" : "")
            + "><title>\(SVGText.escaped(title, maxBytes: 400))</title></path>\n"
    }

    /// Thicker by half a point for every factor of ten above a million dollars.
    private static func width(_ deal: Deal) -> Double {
        let dollars = deal.amount.flatMap(CurrencyRates.dollars) ?? 0
        return dollars > 1e6 ? min(1 + log10(dollars / 1e6) / 2, 4) : 1
    }

    private static func unit(_ vector: Point) -> Point {
        let length = (vector * vector).sum().squareRoot()
        return length > 0 ? vector / length : Point(1, 0)
    }

    private var legend: String {
        let words =
            "Arrows go where the money goes; lines without an arrowhead: named together; dashed: rumoured. "
            + "Green: open camp, violet: closed, yellow: both."
        return
            "<text x=\"20\" y=\"\(SVGText.number(Self.size - 14))\" fill=\"#555\" font-size=\"11\">\(words)</text>\n"
            + "<text x=\"20\" y=\"26\" font-size=\"16\" font-weight=\"bold\">\(SVGText.escaped(title))</text>\n"
    }
}
