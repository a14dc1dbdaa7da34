import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

/// Lists by facts must be those that reading every analysis gives.
@Suite struct StoryFactTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    /// An analysis with up to two deals, of which parties, status, sums and confidence differ.
    private func analysis(_ number: Int) -> StoryAnalysis {
        var made = StoryAnalysis.sample(camp: number % 3 == 0 ? .open : .closed)
        if number % 10 == 9 {
            made.isRelevant = false
            made.camp = .neither
            return made
        }
        made.campConfidence = Double(number % 20) / 20
        if number % 11 == 0 { made.primary = DealType(rawValue: "talent") }
        if number % 13 == 0 { made.shifts = [CampShift(id: "ACME", from: .open, to: .closed)] }
        made.deals = (0..<number % 3).map { report(number, $0) }
        return made
    }

    private func report(_ number: Int, _ deal: Int) -> DealReport {
        var report = DealReport.sample(parties: ["acme", "acme", "p\(number % 8)", "Ünion-\(deal)"])
        if number % 17 == 0 { report.status = .cancelled }
        let currency = ["USD", "eur", "XAU"][(number + deal) % 3]
        report.amount = Amount(value: Double(number) * 1e6, currency: currency)
        if number % 5 == 0 { report.valuation = Amount(value: Double.infinity, currency: "USD") }
        report.confidence = number % 19 == 0 ? Double.nan : Double(number % 50) / 50
        return report
    }

    private func fill() async throws {
        let feed = try await store.add()
        try await store.write { transaction in
            for number in 0..<300 {
                let entry = Entry(
                    key: "e\(number)", title: number % 2 == 0 ? "Acme opens a model" : "Globex waits",
                    published: after(Double(number * 7_919 % 300) * 3_600),
                    text: "Story \(number) of weights.")
                let outcome = try transaction.store(
                    entry: entry, feed: feed, analysis: analysis(number), now: after(Double(number) * 8_640))
                guard number % 4 == 0, let story = outcome.story else { continue }
                let deal = try transaction.insertDeal(.sample(parties: ["acme", "p\(number % 8)"]))
                _ = try transaction.attach(report: .sample(), story: story.id, deal: deal.id, at: noon)
            }
        }
    }

    static let conditions: [[FactCondition]] = [
        [.word(.party, oneOf: ["acme"])], [.word(.party, oneOf: ["p3", "ünion-1"])],
        [.word(.party, oneOf: ["nobody"])], [.word(.shift, oneOf: ["acme"])],
        [.word(.status, oneOf: ["cancelled"])], [.word(.primary, oneOf: ["talent"])],
        [.number(.amount, from: 2e8, to: .infinity)], [.number(.amount, from: 1e8, to: 1.2e8)],
        [.number(.amount, from: 5, to: 4)], [.number(.valuation, from: 1e12, to: .infinity)],
        [.number(.confidence, from: 0.9, to: .infinity)], [.number(.confidence, from: -.infinity, to: 0.1)],
        [.word(.party, oneOf: ["p3"]), .number(.amount, from: 1e8, to: .infinity)],
    ]

    @Test(arguments: conditions)
    func factsFindTheStoriesThatReadingAllOfThemFinds(facts: [FactCondition]) async throws {
        try await fill()
        for order in StoryQuery.Order.allCases {
            let plain = StoryQuery(isRelevant: true, order: order, limit: 300)
            for (text, type, party) in [
                (nil, nil, nil), ("weights", nil, nil), ("Acme", nil, "acme"), (nil, DealType.release, "p4"),
            ] {
                var asked = plain
                asked.text = text
                asked.dealType = type
                asked.party = party
                let holds: @Sendable (Story) -> Bool = { $0.analysis.holds(facts) }
                let all = try await store.stories(asked).filter(holds).map(\.id)
                asked.facts = facts
                for limit in [3, 300] {
                    asked.limit = limit
                    let found = try await store.stories(asked, where: holds).map(\.id)
                    #expect(found == Array(all.prefix(limit)), "\(asked)")
                }
            }
        }
    }

    /// Of what many stories have, words alone are looked for in each.
    @Test(arguments: conditions)
    func whatManyHaveIsLookedForStoryByStory(facts: [FactCondition]) async throws {
        try await fill()
        let found = try await store.read("list") { db in
            var filter = Filter()
            for fact in facts { try filter.require(fact) }
            let (sql, arguments) = filter.statement(
                "SELECT s.id FROM stories s", tail: "ORDER BY s.id LIMIT ?", limit: 300)
            return try Int64.fetchAll(db, sql: sql, arguments: arguments)
        }
        let words = facts.filter { if case .word = $0 { true } else { false } }
        let all = try await store.stories(StoryQuery(limit: 300)).filter { $0.analysis.holds(words) }
        #expect(found == all.map(\.id.rawValue).sorted())
    }

    @Test(arguments: conditions)
    func factsFindTheDealsWhoseStoriesHaveThem(facts: [FactCondition]) async throws {
        try await fill()
        let all = try await store.deals(DealQuery(limit: 300))
        var found: [DealID] = []
        for deal in all {
            var isFound = true
            for fact in facts where isFound {
                isFound = try await store.hasReport(of: deal.id) { $0.analysis.holds([fact]) }
            }
            if isFound { found.append(deal.id) }
        }
        let query = DealQuery(facts: facts, limit: 300)
        #expect(try await store.deals(query).map(\.id) == found)
        // As of a fact that many stories have.
        let many = try await store.read("list") { db in
            let (sql, arguments) = try query.statement(db, fewStories: 0)
            return try Int64.fetchAll(db, sql: sql, arguments: arguments)
        }
        #expect(many == found.map(\.rawValue))
    }

    @Test func anotherTextAndAnotherAnalysisBringTheirOwnFacts() async throws {
        let feed = try await store.add()
        var first = StoryAnalysis.sample()
        first.deals = [.sample(parties: ["one", "both"])]
        let story = try #require(try await store.put(.sample(), feed: feed, analysis: first).story)
        var second = first
        second.deals = [.sample(parties: ["two", "both"])]
        try await store.put(.sample(text: "Said anew."), feed: feed, analysis: second)
        var found = [try await stories("one"), try await stories("two"), try await stories("both")]
        #expect(found == [[], [story.id], [story.id]])
        second.deals = [.sample(parties: ["three"])]
        try await store.write { [second] in try $0.restate(story.id, as: second) }
        found = [try await stories("both"), try await stories("three")]
        #expect(found == [[], [story.id]])
    }

    private func stories(_ party: String) async throws -> [StoryID] {
        try await store.stories(StoryQuery(facts: [.word(.party, oneOf: [party])], limit: 9)).map(\.id)
    }
}

extension StoryAnalysis {
    /// Whether each condition is so, by the analysis itself.
    fileprivate func holds(_ conditions: [FactCondition]) -> Bool {
        conditions.allSatisfy { condition in
            switch condition {
            case .word(let fact, let wanted): !words(of: fact).isDisjoint(with: wanted)
            case .number(let fact, let least, let most):
                numbers(of: fact).contains { $0 >= least && $0 <= most }
            }
        }
    }

    private func words(of fact: StoryFact) -> Set<String> {
        let words =
            switch fact {
            case .party: deals.flatMap { $0.parties.map(\.id) }
            case .shift: shifts.map(\.id)
            case .status: deals.map(\.status.rawValue)
            default: [primary.rawValue]
            }
        return Set(words.map { $0.lowercased() })
    }

    private func numbers(of fact: StoryFact) -> [Double] {
        switch fact {
        case .amount: deals.compactMap { $0.amount.flatMap(CurrencyRates.dollars) }
        case .valuation: deals.compactMap { $0.valuation.flatMap(CurrencyRates.dollars) }
        default: deals.isEmpty ? [campConfidence] : deals.map(\.confidence)
        }
    }
}
