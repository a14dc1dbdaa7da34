import Analysis
import Foundation
import NewsModel

/// A graph as text for other programs.
///
/// Nodes are called by number. Names come from feeds and stand only where the format has quoted text, escaped
/// as it wants.
extension GraphView {
    // MARK: Graphviz

    /// The DOT language; deals in which nobody pays have no arrowhead, rumours are dashed.
    var dot: String {
        let nodes = nodes.enumerated().map { index, node in
            "  n\(index) [label=\(Self.dotText(node.name)), "
                + "tooltip=\"\(node.deals.counting("deal"))\", fillcolor=\"\(Self.fill(node.camp))\"];\n"
        }
        let edges = edges.map { edge in
            "  n\(edge.from) -> n\(edge.to) [label=\(Self.dotText(edge.label)), "
                + "tooltip=\"deal \(edge.deal.id)\"\(edge.isFlow ? "" : ", dir=none")"
                + "\(edge.isRumour ? ", style=dashed" : "")];\n"
        }
        return "digraph campwatch {\n  node [shape=box, style=filled];\n" + nodes.joined() + edges.joined()
            + "}\n"
    }

    /// A quoted string, in which DOT reads `"` as the end and a backslash as the start of `\N`, `\G` and the
    /// like.
    private static func dotText(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    // MARK: Mermaid

    /// A Mermaid flowchart; what is not letter or digit is written as a character code, since labels may hold
    /// Markdown, HTML and Mermaid's own signs.
    var mermaid: String {
        let nodes = nodes.enumerated().map { "  n\($0)[\"\(Self.mermaidText($1.name))\"]\n" }
        let edges = edges.map { edge in
            let arrow =
                switch (edge.isFlow, edge.isRumour) {
                case (true, false): "-->"
                case (true, true): "-.->"
                case (false, false): "---"
                case (false, true): "-.-"
                }
            return "  n\(edge.from) \(arrow)|\"\(Self.mermaidText(edge.label))\"| n\(edge.to)\n"
        }
        return "flowchart LR\n" + nodes.joined() + edges.joined() + mermaidCamps
    }

    private var mermaidCamps: String {
        [Camp.open, .closed, .mixed].compactMap { camp in
            let own = nodes.indices.filter { nodes[$0].camp == camp }.map { "n\($0)" }
            guard !own.isEmpty else { return nil }
            return "  classDef \(camp.rawValue) fill:\(Self.fill(camp))\n"
                + "  class \(own.joined(separator: ",")) \(camp.rawValue)\n"
        }.joined()
    }

    private static func mermaidText(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain =
                scalar == " " || !scalar.isASCII || scalar.properties.isAlphabetic || isDigit(scalar)
            return isPlain ? String(scalar) : "#\(scalar.value);"
        }.joined()
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    // MARK: GraphML

    /// GraphML 1.0 with what is known as data; read by Gephi, yEd, NetworkX and others.
    var graphML: String {
        let keys = [
            ("name", "node", "string"), ("camp", "node", "string"), ("deals", "node", "int"),
            ("deal", "edge", "long"), ("type", "edge", "string"), ("status", "edge", "string"),
            ("dollars", "edge", "double"), ("bound", "edge", "string"), ("pays", "edge", "boolean"),
        ].map {
            "<key id=\"\($0.1)-\($0.0)\" for=\"\($0.1)\" attr.name=\"\($0.0)\" attr.type=\"\($0.2)\"/>\n"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
            \(keys.joined())<graph id="campwatch" edgedefault="directed">

            """ + nodes.enumerated().map(Self.graphMLNode).joined() + edges.map(Self.graphMLEdge).joined()
                + "</graph>\n</graphml>\n"
    }

    private static func graphMLNode(_ index: Int, _ node: Node) -> String {
        "<node id=\"n\(index)\">"
            + data([
                "node-name": node.name, "node-camp": node.camp?.rawValue, "node-deals": String(node.deals),
            ])
            + "</node>\n"
    }

    private static func graphMLEdge(_ edge: Edge) -> String {
        let deal = edge.deal
        return "<edge source=\"n\(edge.from)\" target=\"n\(edge.to)\">"
            + data([
                "edge-deal": deal.id.description, "edge-type": deal.type.rawValue,
                "edge-status": deal.status.rawValue,
                "edge-dollars": deal.amount.flatMap(CurrencyRates.dollars).map(Words.plain),
                "edge-bound": deal.amount?.bound.rawValue, "edge-pays": String(edge.isFlow),
            ]) + "</edge>\n"
    }

    private static func data(_ values: KeyValuePairs<String, String?>) -> String {
        values.compactMap { key, value in
            value.map { "<data key=\"\(key)\">\(SVGText.escaped($0))</data>" }
        }.joined()
    }

    // MARK: JSON

    var json: OrderedJSON {
        .members([
            "companies": .array(
                nodes.map { node in
                    .members([
                        "id": .string(node.id), "name": .string(node.name),
                        "camp": node.camp.map { .string($0.rawValue) }, "deals": .integer(node.deals),
                    ])
                }),
            "links": .array(
                edges.map { edge in
                    .members([
                        "from": .string(nodes[edge.from].id), "to": .string(nodes[edge.to].id),
                        "pays": .bool(edge.isFlow), "deal": .integer(Int(edge.deal.id.rawValue)),
                        "type": .string(edge.deal.type.rawValue),
                        "status": .string(edge.deal.status.rawValue), "amount": edge.deal.amount?.json,
                    ])
                }),
        ])
    }
}
