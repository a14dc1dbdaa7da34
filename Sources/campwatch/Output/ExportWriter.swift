import Alerting
import Analysis
import Foundation
import NewsModel
import Persistence

/// The parts of an exported document: head, records by the page, tail.
struct ExportWriter {
    let format: ExportFormat
    /// Display name of a party's id.
    let names: (String) -> String
    let now: Date

    func head(of what: ExportCommand.What) -> String {
        switch format {
        case .csv:
            SeparatedValues.commas(
                header: what == .deals ? dealListing([]).csvHeader : storyListing([]).csvHeader, rows: [])
        case .jsonl: ""
        case .atom: atomHead(what)
        case .graphml: Self.graphHead
        }
    }

    var tail: String {
        switch format {
        case .csv, .jsonl: ""
        case .atom: "</feed>\n"
        case .graphml: "</graph>\n</graphml>\n"
        }
    }

    func text(_ deals: [Deal]) -> String {
        switch format {
        case .csv: SeparatedValues.commas(rows: dealListing(deals).csvRows)
        case .jsonl: deals.map { $0.json.compact + "\n" }.joined()
        case .atom: deals.map(atomEntry).joined()
        case .graphml: deals.map(graph).joined()
        }
    }

    func text(_ stories: [ExportedStory]) -> String {
        switch format {
        case .csv: SeparatedValues.commas(rows: storyListing(stories.map(\.story)).csvRows)
        case .jsonl: stories.map { $0.json.compact + "\n" }.joined()
        case .atom: stories.map(atomEntry).joined()
        case .graphml: ""
        }
    }

    private func dealListing(_ deals: [Deal]) -> Listing { Listing(deals: deals, names: names, for: .file) }

    private func storyListing(_ stories: [Story]) -> Listing { Listing(stories: stories, for: .file) }

    // MARK: - Atom (RFC 4287)

    private func atomHead(_ what: ExportCommand.What) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>\(StableUUID.urn("campwatch export \(what.rawValue)"))</id>
        <title>campwatch \(what.rawValue)</title>
        <updated>\(TimeText.machine(now))</updated>
        <author><name>campwatch</name></author>

        """
    }

    private func atomEntry(_ deal: Deal) -> String {
        let size = Words.size(amount: deal.amount, quantity: deal.quantity)
        let parts = [
            Words.type(deal.type), PartyNames.text(deal.parties, names: names), size, deal.status.rawValue,
        ]
        return entry(
            id: StableUUID.urn(of: deal), title: parts.filter { !$0.isEmpty }.joined(separator: " "),
            published: deal.firstSeen, updated: deal.lastChanged, link: nil,
            categories: [deal.type.rawValue, deal.camp.rawValue],
            content:
                "\(deal.outletCount.counting("outlet")), first \(deal.firstOutlet), "
                + "confidence \(Words.confidence(deal.confidence))"
        )
    }

    private func atomEntry(_ item: ExportedStory) -> String {
        let story = item.story
        return entry(
            id: StableUUID.urn("campwatch story \(item.feedURL) \(item.key)"), title: story.headline,
            published: story.published, updated: story.firstSeen, link: SafeText.link(story.link),
            categories: [story.analysis.camp.rawValue] + story.analysis.dealTypes.map(\.rawValue),
            content: story.text)
    }

    private func entry(
        id: String, title: String, published: Date, updated: Date, link: String?, categories: [String],
        content: String
    ) -> String {
        let link = link.map { "<link rel=\"alternate\" href=\"\(Self.escaped($0))\"/>" } ?? ""
        return """
            <entry><id>\(id)</id><title>\(Self.escaped(title))</title>\(link)
            <published>\(TimeText.machine(published))</published><updated>\(TimeText.machine(updated))</updated>
            \(categories.map { "<category term=\"\(Self.escaped($0))\"/>" }.joined())
            <content type="text">\(Self.escaped(content))</content></entry>

            """
    }

    // MARK: - GraphML (graphml.graphdrawing.org, 1.0)

    private static let keys = [
        "kind", "label", "type", "status", "camp", "sum", "currency", "outlets", "first_seen", "confidence",
    ]

    private static let graphHead: String = {
        let lines = keys.map {
            let type = ["sum", "confidence"].contains($0) ? "double" : $0 == "outlets" ? "int" : "string"
            return "<key id=\"\($0)\" for=\"node\" attr.name=\"\($0)\" attr.type=\"\(type)\"/>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
            \(lines.joined(separator: "\n"))
            <key id="role" for="edge" attr.name="role" attr.type="string"/>
            <graph id="deals" edgedefault="directed">

            """
    }()

    /// A deal with an edge from each of its companies; GraphML lets edges name nodes that come later.
    private func graph(_ deal: Deal) -> String {
        let id = "deal:\(deal.id)"
        let label = "\(Words.type(deal.type)) \(Words.size(amount: deal.amount, quantity: deal.quantity))"
        let values: [(String, String?)] = [
            ("kind", "deal"), ("label", label), ("type", deal.type.rawValue),
            ("status", deal.status.rawValue),
            ("camp", deal.camp.rawValue), ("sum", deal.amount.map { Words.plain($0.value) }),
            ("currency", deal.amount?.currency), ("outlets", String(deal.outletCount)),
            ("first_seen", TimeText.machine(deal.firstSeen)), ("confidence", Words.plain(deal.confidence)),
        ]
        let edges = deal.parties.map { party in
            """
            <edge source="company:\(Self.escaped(party.id))" target="\(id)">\
            <data key="role">\(Self.escaped(party.role.rawValue))</data></edge>

            """
        }
        return node(id, values) + edges.joined()
    }

    /// The nodes of companies, which come after all deals.
    func companies(_ ids: [String]) -> String {
        ids.map { node("company:\(Self.escaped($0))", [("kind", "company"), ("label", names($0))]) }.joined()
    }

    private func node(_ id: String, _ values: [(String, String?)]) -> String {
        let data = values.compactMap { key, value in
            value.map { "<data key=\"\(key)\">\(Self.escaped($0))</data>" }
        }
        return "<node id=\"\(id)\">\(data.joined())</node>\n"
    }

    /// One line of visible text, for XML text and attributes in double quotes.
    private static func escaped(_ text: String) -> String {
        SafeText.line(text, maxBytes: 1_000_000).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}

extension ExportedStory {
    /// The whole story, what names its entry, and what people have said about it.
    var json: OrderedJSON {
        .object(
            story.fullMembers + [
                .init(key: "feed_url", value: .string(feedURL)), .init(key: "key", value: .string(key)),
            ] + (labelJSON.map { [.init(key: "label", value: $0)] } ?? []))
    }

    /// The label in force; deals go by what was reported of them, because their numbers are this database's own.
    private var labelJSON: OrderedJSON? {
        guard let label, let word = words.last else { return nil }
        let rejected = words.inForce.filter { $0.kind == .reject }.flatMap(\.reports)
        return .object(
            OrderedJSON.memberList([
                "time": .string(TimeText.machine(word.time)), "author": .string(word.author),
                "reason": .string(word.reason),
            ]) + label.members
                + OrderedJSON.memberList([
                    "deals": label.deals.map { .array($0.map { GoldDeal(report: $0).json }) },
                    "rejected_deals": rejected.isEmpty
                        ? nil : .array(rejected.map { GoldDeal(report: $0).json }),
                ]))
    }
}
