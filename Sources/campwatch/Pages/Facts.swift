import Alerting
import NewsModel

extension Terminal {
    /// A line of a page: a label in its own column, then a value made safe for the terminal.
    func fact(_ label: String, _ value: String, _ paint: Paint? = nil, labelWidth: Int = 12) -> String {
        "  " + TextWidth.pad(label + " ", to: labelWidth) + style(value.safe, paint)
    }

    /// Who, how much: what a deal and a report of it have in common.
    func facts(
        parties: [Party], amount: Amount?, valuation: Amount?, quantity: Quantity?, names: (String) -> String
    ) -> [String] {
        let roles = Words.roles(parties).map { fact($0.role, $0.ids.map(names).joined(separator: ", ")) }
        let sizes = [
            amount.map { fact("amount", MoneyText.short($0)) },
            valuation.map { fact("valuation", MoneyText.short($0)) },
            quantity.map { fact("quantity", MoneyText.short($0)) },
        ]
        return roles + sizes.compactMap(\.self)
    }
}
