import Foundation
import NewsModel
import Testing

@testable import Persistence

/// Lists that stop early must be those that looking at everything gives.
@Suite struct NewestStoriesTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    /// 300 stories over 30 days; some were published long before they were seen, some are dated ahead.
    private func fill() async throws {
        let feed = try await store.add()
        try await store.write { transaction in
            for number in 0..<300 {
                let seen = after(Double(number) * 8_640)
                let shift = [0, -3_600, -40 * 86_400, 80_000, -7_200][number % 5]
                let entry = Entry(
                    key: "e\(number)", title: number % 2 == 0 ? "Acme opens a model" : "Globex waits",
                    published: seen.addingTimeInterval(Double(shift)), text: "Story \(number) 合作 of weights.")
                let analysis = StoryAnalysis.sample(
                    camp: number % 3 == 0 ? .open : .closed,
                    types: number % 7 == 0 ? [.investment] : [.release])
                let outcome = try transaction.store(entry: entry, feed: feed, analysis: analysis, now: seen)
                guard number % 4 == 0, let story = outcome.story else { continue }
                let deal = try transaction.insertDeal(.sample(parties: ["acme", "p\(number % 8)"]))
                _ = try transaction.attach(report: .sample(), story: story.id, deal: deal.id, at: seen)
            }
        }
    }

    @Test(arguments: [1, 7, 50, 1_000])
    func theNewestAreThoseThatLookingAtAllGives(limit: Int) async throws {
        try await fill()
        var queries: [StoryQuery] = []
        for order in [StoryQuery.Order.published, .seen] {
            queries += [
                StoryQuery(text: "weights", order: order, limit: limit),
                StoryQuery(camp: .open, text: "weights", order: order, limit: limit),
                StoryQuery(party: "acme", order: order, limit: limit),
                StoryQuery(party: "p4", text: "Acme opens", order: order, limit: limit),
                StoryQuery(dealType: .investment, order: order, limit: limit),
                StoryQuery(dealType: .investment, text: "model 合作", order: order, limit: limit),
                StoryQuery(since: after(20 * 86_400), text: "weights", order: order, limit: limit),
                StoryQuery(
                    until: after(9 * 86_400), isRelevant: true, text: "weights", order: order, limit: limit),
            ]
        }
        for query in queries {
            let terms = try query.text.map { try SearchTerms($0) }
            let all = try await store.storiesInOrder(query, terms).map(\.id)
            #expect(try await store.stories(query).map(\.id) == all, "\(query)")
            #expect(!all.isEmpty)
            let isEven: @Sendable (Story) -> Bool = { $0.id.rawValue % 2 == 0 }
            let some = try await store.storiesInOrder(query, terms, where: isEven).map(\.id)
            #expect(try await store.stories(query, where: isEven).map(\.id) == some, "\(query)")
        }
    }

    @Test func theSurestAreThoseThatSortingAllGives() async throws {
        try await fill()
        for query in [
            StoryQuery(camp: .open, text: "weights", order: .confidence, limit: 40),
            StoryQuery(party: "acme", language: .english, order: .confidence, limit: 40),
            StoryQuery(camp: .closed, order: .seen, limit: 40),
        ] {
            var relevant = query
            relevant.isRelevant = true
            #expect(try await store.stories(relevant) == store.stories(query))
            #expect(try await store.stories(query).count == 40)
        }
    }

    @Test func theBusiestCompaniesAreThoseThatCountingAllGives() async throws {
        try await fill()
        try await store.write { transaction in
            let one = try transaction.insertDeal(.sample(parties: ["p0", "p0", "zeta"], camp: .closed))
            let two = try transaction.insertDeal(.sample(parties: ["acme", "zeta"], changed: after(99)))
            try transaction.markMerged(two.id, into: one.id)
            let none = try transaction.insertDeal(.sample(parties: ["p0", "omega"]))
            try transaction.reject(deal: none.id, at: noon)
        }
        for limit in [1, 2, 3, 10] {
            let counted = try await store.companies(since: .distantPast, limit: limit)
            #expect(try await store.companies(since: nil, limit: limit) == counted)
            #expect(counted.count == min(limit, 4))
        }
    }
}
