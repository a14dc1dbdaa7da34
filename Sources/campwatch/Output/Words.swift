import Alerting
import Analysis
import Foundation
import NewsModel

/// Labels, roles and sizes in the words that every table and page uses.
enum Words {
    /// What the deal moves: money if it is known, else the quantity, else nothing.
    static func size(amount: Amount?, quantity: Quantity?) -> String {
        amount.map(MoneyText.short) ?? quantity.map(MoneyText.short) ?? ""
    }

    /// The parties by role, roles in the order of their first party.
    static func roles(_ parties: [Party]) -> [(role: String, ids: [String])] {
        parties.reduce(into: []) { roles, party in
            if let index = roles.firstIndex(where: { $0.role == party.role.rawValue }) {
                roles[index].ids.append(party.id)
            } else {
                roles.append((party.role.rawValue, [party.id]))
            }
        }
    }

    static func confidence(_ value: Double) -> String { String(format: "%.2f", value) }

    static func type(_ type: DealType) -> String { type.rawValue.replacing("_", with: " ").safe }

    /// The bare number, as programs read it.
    static func plain(_ value: Double) -> String { OrderedJSON.number(value).compact }

    static func paint(_ camp: Camp) -> Paint? {
        switch camp {
        case .open: .green
        case .closed: .magenta
        case .mixed: .yellow
        default: .dim
        }
    }

    static func paint(_ status: DealStatus) -> Paint? {
        switch status {
        case .rumoured: .yellow
        case .announced, .completed: nil
        case .cancelled: .red
        }
    }
}

extension String {
    /// The text as it may go to a terminal: one line, nothing that steers it; longer ones are cut.
    var safe: String { SafeText.line(self, maxBytes: 2_000) }
}
