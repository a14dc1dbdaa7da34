/// One company pays another by a deal.
package struct MoneyFlow: Hashable, Sendable {
    package var deal: DealID
    /// Canonical name of the company that pays.
    package var from: String
    /// Canonical name of the company that is paid.
    package var to: String

    package init(deal: DealID, from: String, to: String) {
        self.deal = deal
        self.from = from
        self.to = to
    }

    /// Who pays whom.
    ///
    /// An acquirer's money goes to the owners of the target, who are seldom named; it counts as the target's.
    /// A channel pays the supplier for what it sells on. Partners, members, releasers and employers pay
    /// nobody that the deal names.
    package static let directions: [(payer: Role, payee: Role)] = [
        ("investor", "recipient"), ("acquirer", "target"), ("customer", "provider"), ("licensee", "licensor"),
        ("channel", "supplier"),
    ].map { (Role(rawValue: $0), Role(rawValue: $1)) }

    /// The flows of a deal, each once; a company that stands on both sides is a misreading and pays nobody.
    package static func all(of deal: DealID, parties: [Party]) -> [MoneyFlow] {
        var flows: [MoneyFlow] = []
        var known: Set<MoneyFlow> = []
        for direction in directions {
            // Most deals have the roles of one direction.
            guard parties.contains(where: { $0.role == direction.payer }) else { continue }
            let payers = parties.filter { $0.role == direction.payer }.map(\.id)
            let payees = parties.filter { $0.role == direction.payee }.map(\.id)
            let both = Set(payers).intersection(payees)
            for payer in payers where !both.contains(payer) {
                for payee in payees where !both.contains(payee) {
                    let flow = MoneyFlow(deal: deal, from: payer, to: payee)
                    if known.insert(flow).inserted { flows.append(flow) }
                }
            }
        }
        return flows
    }
}

extension Deal {
    package var flows: [MoneyFlow] { MoneyFlow.all(of: id, parties: parties) }
}

extension DealStatus {
    /// Agreed or done: neither a rumour nor called off.
    package var isFirm: Bool { self == .announced || self == .completed }
}
