import Alerting
import NewsModel

extension Listing {
    /// Deals, one a line.
    init(deals: [Deal], names: (String) -> String, for terminal: Terminal) {
        table = TableFormatter(columns: [
            .init(title: "ID", isRightAligned: true), .init(title: "CHANGED"),
            .init(title: "TYPE", flexibleTo: 10), .init(title: "PARTIES", flexibleTo: 18),
            .init(title: "AMOUNT", isRightAligned: true, flexibleTo: 9), .init(title: "STATUS"),
            .init(title: "CAMP"), .init(title: "CONF", dropsBelow: Terminal.wide),
            .init(title: "OUT", isRightAligned: true, dropsBelow: Terminal.wide),
            .init(title: "FIRST", flexibleTo: 8, dropsBelow: Terminal.wide),
        ])
        rows = deals.map { Listing.cells($0, names: names, terminal) }
        csvHeader = [
            "id", "first_seen", "last_changed", "type", "status", "camp", "parties", "amount_value",
            "amount_currency", "amount_bound", "quantity_value", "quantity_unit", "quantity_bound",
            "confidence", "outlets", "first_outlet",
        ]
        csvRows = deals.map(Listing.fields)
        json = deals.map(\.json)
    }

    private static func cells(_ deal: Deal, names: (String) -> String, _ terminal: Terminal)
        -> [TableFormatter.Cell]
    {
        [
            .init(deal.id.description), .init(TimeText.column(deal.lastChanged, for: terminal), .dim),
            .init(Words.type(deal.type)),
            .init(PartyNames.text(deal.parties, names: names)),
            .init(Words.size(amount: deal.amount, quantity: deal.quantity)),
            .init(deal.status.rawValue, Words.paint(deal.status)),
            .init(deal.camp.rawValue, Words.paint(deal.camp)), .init(Words.confidence(deal.confidence), .dim),
            .init(String(deal.outletCount)), .init(deal.firstOutlet.safe, .dim),
        ]
    }

    /// Numbers stand bare, without words or signs, so that a spreadsheet can add them up.
    private static func fields(_ deal: Deal) -> [String] {
        let parties = deal.parties.map { "\($0.role.rawValue):\($0.id)" }.joined(separator: " ")
        return [
            deal.id.description, TimeText.machine(deal.firstSeen), TimeText.machine(deal.lastChanged),
            deal.type.rawValue, deal.status.rawValue, deal.camp.rawValue, parties,
            deal.amount.map { Words.plain($0.value) } ?? "", deal.amount?.currency ?? "",
            deal.amount?.bound.rawValue ?? "", deal.quantity.map { Words.plain($0.value) } ?? "",
            deal.quantity?.unit ?? "", deal.quantity?.bound.rawValue ?? "",
            Words.confidence(deal.confidence), String(deal.outletCount),
            deal.firstOutlet,
        ]
    }
}
