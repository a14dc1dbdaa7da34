import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct NewsTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    @Test func shiftsAreThoseOfTheLastSeenStories() async throws {
        let feed = try await store.add()
        for number in 0..<6 {
            var analysis = StoryAnalysis.sample()
            if number % 2 == 0 { analysis.shifts = [CampShift(id: "p\(number)", from: .open, to: .closed)] }
            analysis.isRelevant = number != 4
            try await store.put(
                .sample("e\(number)", title: "Story \(number)"), feed: feed, analysis: analysis,
                at: after(Double(number) * 60))
        }
        #expect(try await store.shifts(since: noon, limit: 5).map(\.shift.id) == ["p2", "p0"])
        #expect(try await store.shifts(since: noon, limit: 1).map(\.shift.id) == ["p2"])
        #expect(try await store.shifts(since: after(60), limit: 5).map(\.shift.id) == ["p2"])
        #expect(try await store.shifts(since: after(600), limit: 5).isEmpty)
    }

    /// A look that finds nothing new must not read through all that is old.
    @Test func shiftsAreLookedForAmongWhatWasSeenSince() async throws {
        let plan = try await store.read("explain") { db in
            try String.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + RecentShift.query, arguments: [0, 5],
                adapter: SuffixRowAdapter(fromIndex: 3))
        }
        #expect(plan == ["SEARCH stories USING INDEX stories_seen (first_seen>?)"])
    }
}
