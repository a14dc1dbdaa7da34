import Foundation
import NewsModel
import Testing

@testable import Persistence

/// What a story is compared with, when it shares names with more deals than it can be compared with.
@Suite struct CandidateTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    private func insert(_ parties: [String], sounds: [String] = [], changed: Date = noon) async throws
        -> DealID
    {
        var deal = Deal.sample(parties: parties, changed: changed)
        deal.marks = DealMarks()
        deal.marks?.sounds = sounds
        let stored = deal
        return try await store.write { try $0.insertDeal(stored).id }
    }

    /// Later deals that all have the one party that everybody deals with.
    private func crowd(_ count: Int) async throws {
        try await store.write { transaction in
            for number in 1...count {
                var deal = Deal.sample(parties: ["nvidia", "firm-\(number)"])
                deal.marks = DealMarks()
                deal.marks?.sounds = ["=nvidia", "~NPT"]
                _ = try transaction.insertDeal(deal)
            }
        }
    }

    private func candidates(
        _ parties: Set<String>, names: Set<String> = [], sounds: Set<String> = []
    ) async throws -> [DealID] {
        try await store.write {
            try $0.candidateDeals(parties: parties, names: names, sounds: sounds, since: after(-1000)).map(
                \.id)
        }
    }

    @Test func dealOfRareNamesIsFoundAmongManyLaterOnesOfACommonName() async throws {
        let right = try await insert(["nvidia", "openfox"], changed: after(-900))
        try await crowd(300)

        let found = try await candidates(
            ["nvidia", "openfox"], names: ["firm-1"], sounds: ["=nvidia", "~NPT"])

        #expect(found.count == 200)
        #expect(found.contains(right))
    }

    @Test func dealThatIsOnlyHeardIsFoundAmongThem() async throws {
        let right = try await insert(["openfox"], sounds: ["=openfox", "~PNPKS"], changed: after(-900))
        try await crowd(300)

        #expect(try await candidates(["nvidia"], sounds: ["=nvidia", "~NPT", "~PNPKS"]).contains(right))
    }

    @Test func namesThatNobodyBearsCostNothing() async throws {
        let known = try await insert(["openfox"], sounds: ["=openfox"])
        let noise = Set((0..<5_000).map { "~K\($0)" })

        #expect(try await candidates([], sounds: noise.union(["=openfox"])) == [known])
    }
}
