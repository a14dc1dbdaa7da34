import Foundation
import NewsModel
import Testing

@testable import Persistence

@Suite struct DealTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    private func insert(_ deal: Deal) async throws -> Deal {
        try await store.write { try $0.insertDeal(deal) }
    }

    @Test func dealComesBackAsItWasStored() async throws {
        var expected = Deal.sample(parties: ["globex", "acme", "initech"])
        expected.valuation = Amount(value: 90e9, currency: "EUR", bound: .about)

        let stored = try await insert(expected)

        expected.id = stored.id
        #expect(stored == expected)
        #expect(try await store.deal(id: stored.id) == DealDetails(deal: expected, reports: []))
    }

    @Test func changedDealKeepsWhereItWasSeenFirst() async throws {
        var deal = try await insert(.sample())
        let first = deal
        deal.status = .completed
        deal.amount = nil
        deal.parties.append(Party(id: "initech", role: Role(rawValue: "investor")))
        deal.lastChanged = after(60)
        deal.firstOutlet = "Somebody else"
        deal.outletCount = 99
        let changed = deal

        try await store.write { try $0.updateDeal(changed) }

        let stored = try #require(try await store.deal(id: deal.id)).deal
        #expect(stored.status == .completed && stored.amount == nil && stored.parties == changed.parties)
        #expect(stored.lastChanged == after(60) && stored.firstSeen == first.firstSeen)
        #expect(stored.firstOutlet == first.firstOutlet && stored.outletCount == 1)
    }

    @Test func partyNamedTwiceInARoleIsKeptOnce() async throws {
        let deal = try await insert(.sample(parties: ["acme", "globex", "acme"]))

        #expect(deal.parties.map(\.id) == ["acme", "globex"])
    }

    @Test func changeOfAnUnknownDealIsAnError() async throws {
        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.updateDeal(.sample()) }
        }

        #expect(error?.code == .notFound)
    }

    @Test func candidatesShareAPartyAndAreRecent() async throws {
        let old = try await insert(.sample(changed: after(-1000)))
        let recent = try await insert(.sample(.compute, parties: ["globex"]))
        _ = try await insert(.sample(parties: ["initech"]))

        func candidates(_ parties: Set<String>, _ sounds: Set<String> = [], since: Double) async throws
            -> [DealID]
        {
            try await store.write {
                try $0.candidateDeals(parties: parties, sounds: sounds, since: after(since)).map(\.id)
            }
        }
        #expect(try await candidates(["globex", "acme"], since: -1000) == [recent.id, old.id])
        #expect(try await candidates(["globex"], since: -999) == [recent.id])
        #expect(try await candidates([], since: -1000).isEmpty)
        #expect(try await candidates(["glob", "%"], since: -1000).isEmpty)
    }

    @Test func candidatesAreFoundByTheSoundOfAName() async throws {
        var deal = Deal.sample(parties: ["globex"])
        deal.marks = DealMarks()
        deal.marks?.sounds = ["~KPKS", "=globex"]
        let known = try await insert(deal)
        _ = try await insert(.sample(parties: ["initech"]))

        let found = try await store.write {
            try $0.candidateDeals(parties: [], sounds: ["~KPKS"], since: after(-1000)).map(\.id)
        }

        #expect(found == [known.id])
        #expect(try await store.deal(id: known.id)?.deal.marks == deal.marks)
    }

    @Test func outletsAreFeedsThatBroughtTheStory() async throws {
        let feeds = [
            try await store.add(), try await store.add(feed: "https://b.example/f"),
            try await store.add(feed: "https://c.example/f"),
        ]
        let deal = try await insert(.sample())
        let link = "https://a.example/x"
        let first = try #require(try await store.put(.sample("1", link: link), feed: feeds[0]).story)
        let second = try #require(try await store.put(.sample("2"), feed: feeds[0]).story)
        let third = try #require(try await store.put(.sample("3"), feed: feeds[1]).story)

        let counts = try await store.write { transaction in
            try [first, second, third].map {
                try transaction.attach(report: .sample(), story: $0.id, deal: deal.id, at: noon).outletCount
            }
        }
        #expect(counts == [1, 1, 2])

        try await store.put(.sample("4", link: link), feed: feeds[2])
        #expect(try await store.deal(id: deal.id)?.deal.outletCount == 3)
    }

    @Test func reportOfTheSameStoryAndTypeIsReplaced() async throws {
        let feed = try await store.add()
        let deal = try await insert(.sample())
        let story = try #require(try await store.put(feed: feed).story)
        var better = DealReport.sample()
        better.status = .completed
        let replacement = better

        try await store.write { transaction in
            _ = try transaction.attach(report: .sample(), story: story.id, deal: deal.id, at: noon)
            _ = try transaction.attach(report: replacement, story: story.id, deal: deal.id, at: after(9))
        }

        let details = try #require(try await store.deal(id: deal.id))
        #expect(details.reports == [DealDetails.Item(story: story, report: replacement, time: after(9))])
        #expect(try await store.stories(StoryQuery(party: "globex", limit: 9)) == [story])
        #expect(try await store.stories(StoryQuery(party: "initech", limit: 9)).isEmpty)
    }

    @Test func revisedStoryReportsOnlyWhatItSaysNow() async throws {
        let feed = try await store.add()
        let other = try await store.add(feed: "https://b.example/f")
        let deal = try await insert(.sample())
        let first = try #require(try await store.put(.sample("1"), feed: feed).story)
        let second = try #require(try await store.put(.sample("2"), feed: other).story)
        try await store.write { transaction in
            for story in [first, second] {
                _ = try transaction.attach(report: .sample(), story: story.id, deal: deal.id, at: noon)
            }
        }

        try await store.put(.sample("1", text: "Acme denies everything."), feed: feed, at: after(60))

        let details = try #require(try await store.deal(id: deal.id))
        #expect(details.reports.map(\.story.id) == [second.id])
        #expect(details.deal.outletCount == 1)
    }

    @Test func dealsAreFilteredAndLastChangedFirst() async throws {
        let one = try await insert(.sample(changed: after(-50))).id
        let two = try await insert(.sample(.compute, parties: ["initech"], status: .rumoured)).id
        let three = try await insert(.sample(camp: .closed, changed: after(-20))).id

        func ids(_ query: DealQuery) async throws -> [DealID] { try await store.deals(query).map(\.id) }
        #expect(try await ids(DealQuery(limit: 9)) == [two, three, one])
        #expect(try await ids(DealQuery(limit: 2)) == [two, three])
        #expect(try await ids(DealQuery(type: .compute, limit: 9)) == [two])
        #expect(try await ids(DealQuery(camp: .closed, limit: 9)) == [three])
        #expect(try await ids(DealQuery(party: "acme", limit: 9)) == [three, one])
        #expect(try await ids(DealQuery(status: .rumoured, limit: 9)) == [two])
        #expect(try await ids(DealQuery(since: after(-20), limit: 9)) == [two, three])
    }
}
