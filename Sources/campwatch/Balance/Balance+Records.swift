import Analysis
import NewsModel

extension Balance {
    private static let measures = ["deals", "paid_usd", "up_to_usd", "without_sum"]

    /// A line for each period; numbers stand bare.
    var csv: String {
        let camps = Balance.camps.flatMap { camp in Balance.measures.map { "\(camp.rawValue)_\($0)" } }
        return SeparatedValues.commas(
            header: [period.rawValue] + camps + ["rumoured_deals", "cancelled_deals"],
            rows: rows.map(\.fields))
    }

    var json: OrderedJSON {
        .members([
            "by": .string(period.rawValue), "currency": .string("USD"),
            "periods": .array(rows.map { $0.json("start") }),
            "layers": .array(layers.map { $0.json("layer") }), "total": total.json(nil),
        ])
    }
}

extension Balance.Row {
    fileprivate var fields: [String] {
        let numbers = Balance.camps.flatMap { camp in
            [
                String(self[camp].deals), Words.plain(self[camp].paid.rounded()),
                Words.plain(self[camp].promised.rounded()),
                String(self[camp].withoutSum),
            ]
        }
        return [name] + numbers + [String(rumoured.deals), String(cancelled.deals)]
    }

    /// `key` says what the name is.
    fileprivate func json(_ key: String?) -> OrderedJSON {
        let camps = Balance.camps.map { OrderedJSON.Member(key: $0.rawValue, value: self[$0].json) }
        return .object(
            (key.map { [OrderedJSON.Member(key: $0, value: .string(name))] } ?? []) + camps
                + OrderedJSON.memberList(["rumoured": rumoured.json, "cancelled": cancelled.json]))
    }
}

extension Balance.Share {
    fileprivate var json: OrderedJSON {
        .members([
            "deals": .integer(deals), "paid": .number(paid.rounded()), "up_to": .number(promised.rounded()),
            "without_sum": .integer(withoutSum),
        ])
    }
}
