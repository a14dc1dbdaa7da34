import DealGraph
import NewsModel
import Persistence

/// The circle of money that a deal which is being filed closes with deals that are known.
enum CycleRule {
    /// Asks the database about few companies, and about none for a deal that pays nobody or is not firm.
    static func circle(of deal: Deal, in transaction: StoreTransaction) throws -> [String]? {
        guard deal.status.isFirm else { return nil }
        var known: [String: [MoneyFlow]] = [:]
        func flows(of company: String) throws -> [MoneyFlow] {
            if let flows = known[company] { return flows }
            let flows = try transaction.firmFlows(of: company).filter { $0.deal != deal.id }
            known[company] = flows
            return flows
        }
        return try CycleCheck.circle(deal.flows) { company in
            Set(try flows(of: company).filter { $0.from == company }.map(\.to))
        } payers: { company in
            Set(try flows(of: company).filter { $0.to == company }.map(\.from))
        }
    }
}
