import Foundation
import NewsModel
import Testing

@testable import Persistence

/// What balances and cycles are counted from.
@Suite struct FlowTests {
    private func deal(
        _ roles: [String], _ parties: [String], status: DealStatus = .announced, amount: Amount? = nil,
        at time: Date = noon, camp: Camp = .open
    ) -> Deal {
        var deal = Deal.sample(parties: parties, status: status, camp: camp, changed: time)
        deal.amount = amount
        deal.parties = zip(parties, roles).map { Party(id: $0, role: Role(rawValue: $1)) }
        return deal
    }

    @Test func flowsAreThoseOfFirmDeals() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.owner()
        let invests = ["investor", "recipient"]
        let deals = [
            deal(invests, ["acme", "globex"]), deal(["customer", "provider"], ["globex", "acme"]),
            deal(invests, ["acme", "initech"], status: .rumoured),
            deal(invests, ["acme", "umbrella"], status: .cancelled),
            deal(["partner", "partner"], ["acme", "hooli"]),
            deal(invests, ["hooli", "globex"], status: .completed),
        ]
        let ofAcme = try await store.write { transaction in
            for deal in deals { _ = try transaction.insertDeal(deal) }
            return try transaction.firmFlows(of: "acme")
        }
        let all = try await store.firmFlows()

        #expect(ofAcme.map { "\($0.deal) \($0.from)>\($0.to)" } == ["1 acme>globex", "2 globex>acme"])
        #expect(
            all.map { "\($0.flow.from)>\($0.flow.to)" } == ["acme>globex", "globex>acme", "hooli>globex"])
        #expect(all.allSatisfy { $0.known == noon })
    }

    @Test func dealsOfADayAreCountedByKindAndInDollars() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.owner()
        let roles = ["investor", "recipient"]
        let parties = ["acme", "globex"]
        let amounts = [
            Amount(value: 1e9, currency: "USD"), Amount(value: 1e9, currency: "EUR", bound: .about), nil,
            Amount(value: 5, currency: "XXX"), Amount(value: 7e9, currency: "USD", bound: .upTo),
        ]
        let deals =
            amounts.map { deal(roles, parties, amount: $0) } + [
                deal(roles, parties, status: .rumoured), deal(roles, parties, at: after(-86_400)),
                deal(roles, parties, at: after(-9 * 86_400)),
            ]
        try await store.write { transaction in
            for deal in deals { _ = try transaction.insertDeal(deal) }
        }

        let days = try await store.dailyDeals(since: after(-2 * 86_400))

        // 2025-10-08 and 2025-10-09.
        #expect(
            days.map(\.day.timeIntervalSince1970) == [1_759_881_600]
                + Array(repeating: 1_759_968_000, count: 3))
        #expect(days.map(\.status) == [.announced, .announced, .announced, .rumoured])
        #expect(days.map(\.isPromise) == [false, false, true, false])
        #expect(days.map(\.deals) == [1, 4, 1, 1])
        #expect(days.map(\.sums) == [0, 2, 1, 0])
        #expect(days.map(\.dollars) == [0, 2.15e9, 7e9, 0])
    }
}
