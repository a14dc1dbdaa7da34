import NewsModel
import Testing

@testable import DealGraph

@Suite struct DealCycleTests {
    private let circle = [
        Deal.sample(1, .investment, "investor:A investor:X recipient:B", .usd(10e9)),
        Deal.sample(2, .compute, "customer:B provider:C", .usd(300e9)),
        Deal.sample(3, .contract, "customer:C provider:A", .usd(40e9)),
    ]

    @Test func moneyThatComesBackIsFoundWithItsDeals() throws {
        let (cycles, isComplete) = DealCycle.all(among: circle, rumours: false)
        let cycle = try #require(cycles.first)
        #expect(cycles.count == 1 && isComplete)
        #expect(cycle.hops.map(\.from) == ["A", "B", "C"])
        #expect(cycle.hops.map { $0.deals.map(\.id.rawValue) } == [[1], [2], [3]])
        #expect(cycle.hops.map(\.isShared) == [true, false, false])
        #expect(cycle.countedTwice == 10e9)
        #expect(cycle.stated == 350e9)
    }

    @Test func whatIsPromisedAtMostIsNotPaid() throws {
        var deals = circle
        deals[2].amount?.bound = .upTo
        let cycle = try #require(DealCycle.all(among: deals, rumours: false).cycles.first)
        #expect(cycle.hops[2].paid == nil && cycle.hops[2].promised == 40e9)
        #expect(cycle.countedTwice == nil)
    }

    @Test(arguments: [(DealStatus.rumoured, 0, 1), (.cancelled, 0, 0), (.completed, 1, 1)])
    func statusDecidesWhetherADealCounts(status: DealStatus, firm: Int, withRumours: Int) {
        var deals = circle
        deals[1].status = status
        #expect(DealCycle.all(among: deals, rumours: false).cycles.count == firm)
        let cycles = DealCycle.all(among: deals, rumours: true).cycles
        #expect(cycles.count == withRumours)
        #expect(cycles.allSatisfy { ($0.countedTwice == nil) == (status == .rumoured) })
    }

    @Test func moreMoneyStandsFirstAndDealsOfOneHopAreAdded() {
        let deals =
            circle + [
                .sample(4, .investment, "investor:P recipient:Q", .usd(1e9)),
                .sample(5, .investment, "investor:P recipient:Q", .usd(20e9)),
                .sample(6, .compute, "customer:Q provider:P", .usd(15e9)),
                .sample(7, .partnership, "partner:P partner:Q", .usd(99e9)),
            ]
        let cycles = DealCycle.all(among: deals, rumours: false).cycles
        #expect(cycles.map(\.countedTwice) == [15e9, 10e9])
        #expect(cycles[0].hops[0].paid == 21e9)
    }

    // MARK: Who pays whom

    @Test(arguments: [
        ("investor:A recipient:B", ["A>B"]), ("acquirer:A target:B", ["A>B"]),
        ("provider:A customer:B", ["B>A"]), ("licensor:A licensee:B", ["B>A"]),
        ("supplier:A channel:B", ["B>A"]), ("partner:A partner:B", []), ("releaser:A", []),
        ("investor:A", []),
        ("employer:A source:B person:C", []), ("investor:A investor:B recipient:C", ["A>C", "B>C"]),
        // On both sides: read wrongly.
        ("customer:A provider:A provider:B", []), ("customer:A customer:C provider:A provider:B", ["C>B"]),
    ])
    func moneyGoesByRole(parties: String, expected: [String]) {
        #expect(Deal.sample(1, .investment, parties).flows.map { "\($0.from)>\($0.to)" } == expected)
    }
}
