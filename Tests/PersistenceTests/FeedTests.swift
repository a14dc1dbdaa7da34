import Foundation
import NewsModel
import Testing

@testable import Persistence

@Suite struct FeedTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    @Test func addingAFeedTwiceKeepsTheFirst() async throws {
        let first = try await store.write {
            try $0.addFeed(url: "https://a.example/f", title: "A", folder: "x")
        }
        let second = try await store.write { try $0.addFeed(url: "https://a.example/f", title: "B") }

        #expect(first.isNew && !second.isNew && first.id == second.id)
        let feed = try await store.feed(url: "https://a.example/f")
        #expect(feed?.title == "A" && feed?.folder == "x")
    }

    @Test(arguments: ["", "ftp://a.example/f", "file:///etc/passwd", "http://", "a.example"])
    func feedNeedsAWebAddress(url: String) async throws {
        let error = await #expect(throws: StoreError.self) { try await store.add(feed: url) }

        #expect(error?.code == .invalidInput)
    }

    @Test func stateComesBackAsItWasSaved() async throws {
        let id = try await store.add()
        let state = FeedState(
            validators: FeedValidators(entityTag: "W/\"x'; DROP TABLE feeds\"", lastModified: "yesterday"),
            nextCheck: after(900), nextCheckReason: "the feed asks for 15 minutes", lastChecked: noon,
            lastSucceeded: after(-60.125), lastStatus: 200, lastError: "none", failureCount: 3)

        try await store.write { try $0.updateFeed(id, state: state, title: nil) }

        let feed = try #require(try await store.feed(id: id))
        #expect(feed.title == "Daily")
        #expect(feed.state == state)
    }

    @Test func dueFeedsComeNeverFetchedFirstThenLongestDue() async throws {
        var ids: [FeedID] = []
        for number in 1...5 { ids.append(try await store.add(feed: "https://a.example/\(number)")) }
        let due = ids
        try await store.write { transaction in
            try transaction.updateFeed(due[0], state: FeedState(nextCheck: after(-10)), title: nil)
            try transaction.updateFeed(due[1], state: FeedState(nextCheck: after(-20)), title: nil)
            try transaction.updateFeed(due[2], state: FeedState(nextCheck: after(10)), title: nil)
            try transaction.setPaused(true, feed: due[3])
        }

        #expect(try await store.dueFeeds(at: noon, limit: 9).map(\.id) == [ids[4], ids[1], ids[0]])
        #expect(try await store.dueFeeds(at: noon, limit: 1).map(\.id) == [ids[4]])
        #expect(try await store.nextDue() == .distantPast)

        try await store.write { try $0.setPaused(true, feed: due[4]) }
        #expect(try await store.nextDue() == after(-20))
    }

    @Test func nothingIsDueWithoutFeeds() async throws {
        #expect(try await store.nextDue() == nil)
        #expect(try await store.dueFeeds(at: noon, limit: 10).isEmpty)
    }

    @Test func removedFeedLeavesItsStoriesAndComesBackKnowingThem() async throws {
        let id = try await store.add()
        let story = try #require(try await store.put(feed: id).story)

        try await store.write { try $0.removeFeed(id, at: noon) }

        #expect(try await store.feeds().isEmpty)
        #expect(try await store.feed(id: id) == nil)
        #expect(try await store.dueFeeds(at: noon, limit: 1).isEmpty)
        #expect(try await store.story(id: story.id) == story)
        let again = try await store.write { try $0.addFeed(url: "https://a.example/feed", title: "Back") }
        #expect(again.isNew && again.id == id)
        #expect(try await store.unseen(feed: id, entries: [.sample()]).isEmpty)
    }

    @Test func memoryComesBackAsItWasSaved() async throws {
        let id = try await store.add()
        var state = FeedState(nextCheck: after(60))
        state.memory.rhythm = Rhythm(publications: [after(-7_200), after(-60)], now: noon)
        state.memory.wishes = FeedWishes(ttlMinutes: 60, skipHours: [1, 2], skipDays: [0])
        state.memory.schedule = ScheduleRecord(
            decided: noon, inputs: [.init(.ttl, seconds: 3_600)], winner: .ttl, limit: .maximum, jitter: 2.5)
        state.memory.move = FeedMove(to: "https://b.example/f", days: [20_000])
        _ = state.memory.set(.silent, "quiet", now: noon)
        let saved = state

        try await store.write { try $0.updateFeed(id, state: saved, title: nil) }

        #expect(try await store.feed(id: id)?.state == saved)
    }

    @Test func overdueFeedsAreSpreadOnlyWhenTheyAreMany() async throws {
        for number in 1...5 {
            let id = try await store.add(feed: "https://a.example/\(number)")
            let state = FeedState(nextCheck: after(number < 5 ? -60 : 60))
            try await store.write { try $0.updateFeed(id, state: state, title: nil) }
        }

        let none = try await store.write { try $0.spreadOverdue(at: noon, over: 100, atLeast: 5) }
        let spread = try await store.write { try $0.spreadOverdue(at: noon, over: 100, atLeast: 4) }

        #expect(none == 0 && spread == 4)
        let times = try await store.feeds().compactMap(\.state.nextCheck)
        #expect(times.allSatisfy { $0 >= noon && $0 < after(100) })
        #expect(Set(times).count > 1)
        #expect(times.contains(after(60)))
    }

    @Test func feedThatIsDueInYearsIsDueNowBecauseTheClockWasWrong() async throws {
        let id = try await store.add()
        let state = FeedState(nextCheck: after(315_360_000))
        try await store.write { try $0.updateFeed(id, state: state, title: nil) }

        #expect(try await store.dueFeeds(at: noon, limit: 1, horizon: after(90_000)).map(\.id) == [id])
        #expect(try await store.dueFeeds(at: noon, limit: 1).isEmpty)
    }

    @Test func movedFeedIsStillFoundByItsOldAddress() async throws {
        let id = try await store.add()
        let other = try await store.add(feed: "https://b.example/feed")

        let isTaken = try await store.write { try $0.moveFeed(id, to: "https://b.example/feed", at: noon) }
        let isDone = try await store.write { try $0.moveFeed(id, to: "https://c.example/feed", at: noon) }

        #expect(!isTaken && isDone)
        for url in ["https://a.example/feed", "https://c.example/feed"] {
            #expect(try await store.feed(url: url)?.id == id)
            let again = try await store.write { try $0.addFeed(url: url, title: "x") }
            #expect(!again.isNew && again.id == id)
        }
        #expect(try await store.feed(url: "https://b.example/feed")?.id == other)
        await #expect(throws: StoreError.self) {
            try await store.write { try $0.moveFeed(id, to: "file:///etc/passwd", at: noon) }
        }
    }

    @Test func throttlesComeBackAndAreForgottenWhenEmpty() async throws {
        var throttle = Throttle()
        throttle.refuse(try await store.add(), host: "a.example", until: after(60), now: noon)
        let saved = throttle

        try await store.write { try $0.save(saved, domain: "a.example") }
        #expect(try await store.throttles() == ["a.example": saved])

        try await store.write { try $0.save(Throttle(), domain: "a.example") }
        #expect(try await store.throttles().isEmpty)
    }

    @Test func changeOfAnUnknownFeedIsAnError() async throws {
        let nobody = FeedID(rawValue: 77)

        for change: @Sendable (StoreTransaction) throws -> Void in [
            { try $0.removeFeed(nobody, at: noon) },
            { try $0.setPaused(true, feed: nobody) },
            { try $0.updateFeed(nobody, state: FeedState(), title: nil) },
        ] {
            let error = await #expect(throws: StoreError.self) { try await store.write(change) }
            #expect(error?.code == .notFound)
        }
    }

    @Test func logOfAFeedKeepsTheNewestRefreshes() async throws {
        let id = try await store.add()
        let other = try await store.add(feed: "https://b.example/feed")
        let record = FetchRecord(
            feed: id, time: noon, outcome: .notModified, status: 304, bytes: 12, duration: 0.25,
            newStories: 0,
            reason: "not modified")

        try await store.write { transaction in
            var elsewhere = record
            elsewhere.feed = other
            try transaction.recordFetch(elsewhere)
            for number in 0..<(StoreTransaction.keptFetches + 5) {
                var next = record
                next.time = after(Double(number))
                try transaction.recordFetch(next)
            }
        }

        let kept = try await store.fetches(of: id, limit: 1000)
        #expect(kept.count == StoreTransaction.keptFetches)
        #expect(kept.first?.time == after(Double(StoreTransaction.keptFetches + 4)))
        #expect(
            try await store.fetches(of: other, limit: 10) == [
                {
                    var r = record; r.feed = other; return r
                }()
            ])
    }
}
