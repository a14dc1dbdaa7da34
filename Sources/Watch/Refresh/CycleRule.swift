import DealGraph
import NewsModel
import Persistence

/// Whether a deal that is being filed closes a circle of money with deals that are known.
enum CycleRule {
    /// Asks the database about few companies, and about none for a deal that pays nobody or is not firm.
    static func holds(for deal: Deal, in transaction: StoreTransaction) throws -> Bool {
        guard deal.status.isFirm else { return false }
        var known: [String: [MoneyFlow]] = [:]
        func flows(of company: String) throws -> [MoneyFlow] {
            if let flows = known[company] { return flows }
            let flows = try transaction.firmFlows(of: company).filter { $0.deal != deal.id }
            known[company] = flows
            return flows
        }
        return try CycleCheck.closes(deal.flows) { company in
            Set(try flows(of: company).filter { $0.from == company }.map(\.to))
        } payers: { company in
            Set(try flows(of: company).filter { $0.to == company }.map(\.from))
        }
    }
}
