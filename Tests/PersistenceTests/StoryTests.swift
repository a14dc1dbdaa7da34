import Foundation
import NewsModel
import Testing

@testable import Persistence

@Suite struct StoryTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    @Test func unseenGivesNewAndChangedEntriesOnce() async throws {
        let feed = try await store.add()
        try await store.put(.sample("same"), feed: feed)
        try await store.put(.sample("changed"), feed: feed)

        let unseen = try await store.unseen(
            feed: feed,
            entries: [
                .sample("same"), .sample("changed", text: "Acme took the weights back."), .sample("new"),
                .sample("new", text: "again"),
            ])

        #expect(unseen.map(\.key) == ["changed", "new"])
    }

    @Test func keysOfOneFeedSayNothingOfAnother() async throws {
        let feed = try await store.add()
        let other = try await store.add(feed: "https://b.example/feed")
        try await store.put(feed: feed)

        #expect(try await store.unseen(feed: other, entries: [.sample()]).count == 1)
    }

    @Test func newStoryComesBackAsItWasStored() async throws {
        let feed = try await store.add()
        let analysis = StoryAnalysis.sample()

        let outcome = try await store.put(
            .sample(link: "https://a.example/x?utm_source=rss"), feed: feed, analysis: analysis)

        guard case .new(let story) = outcome else {
            Issue.record("not new: \(outcome)")
            return
        }
        #expect(story.feedTitle == "Daily" && story.revision == 1 && story.firstSeen == noon)
        #expect(story.link == "https://a.example/x?utm_source=rss")
        #expect(story.analysis == analysis)
        #expect(try await store.story(id: story.id) == story)
        #expect(try await store.put(.sample(link: story.link), feed: feed) == .unchanged)
    }

    @Test func changedEntryMakesARevisionAndKeepsTheOld() async throws {
        let feed = try await store.add()
        let first = try #require(try await store.put(feed: feed).story)

        let outcome = try await store.put(
            .sample(text: "Acme took it back."), feed: feed, analysis: .sample(camp: .closed), at: after(60))

        guard case .revised(let story, let previous, reports: _) = outcome else {
            Issue.record("not revised: \(outcome)")
            return
        }
        #expect(previous == first)
        #expect(story.id == first.id && story.revision == 2 && story.text == "Acme took it back.")
        #expect(story.analysis.camp == .closed && story.firstSeen == noon)
        #expect(try await store.stories(StoryQuery(camp: .open, limit: 9)).isEmpty)
        let old = StoryRevision(revision: 1, title: first.title, text: first.text, replacedAt: after(60))
        #expect(try await store.revisions(of: story.id) == [old])
    }

    @Test func revisionsAreBounded() async throws {
        let feed = try await store.add()
        var story: Story?
        for number in 0...(StoreTransaction.keptRevisions + 5) {
            story = try await store.put(.sample(text: "Look number \(number)"), feed: feed).story
        }

        let last = try #require(story)
        #expect(last.revision == StoreTransaction.keptRevisions + 6)
        #expect(try await store.revisions(of: last.id).count == StoreTransaction.keptRevisions)
    }

    @Test func sameArticleInAnotherFeedIsCarried() async throws {
        let feed = try await store.add()
        let other = try await store.add(feed: "https://b.example/feed", title: "Echo")
        let first = try #require(
            try await store.put(.sample(link: "https://a.example/x?id=1"), feed: feed).story)

        let carried = try await store.put(
            .sample("other", title: "Seen elsewhere", link: "http://A.example:80/x?id=1&utm_medium=feed#top"),
            feed: other)

        #expect(carried == .carried(first))
        let changed = try await store.put(
            .sample("other", title: "Seen again", link: "https://a.example/x?id=1"), feed: other)
        #expect(changed == .unchanged)
        #expect(try await store.story(id: first.id) == first)
        #expect(try await store.stories(StoryQuery(limit: 9)).count == 1)
    }

    @Test func carrierRevisesAStoryOnlyWhenItsOwnFeedHasGone() async throws {
        let first = try await store.add(feed: "https://a.example/f")
        let carrier = try await store.add(feed: "https://b.example/f")
        let story = try #require(try await store.put(.sample(link: "https://a.example/x"), feed: first).story)
        var entry = Entry.sample(link: "https://a.example/x")
        _ = try await store.put(entry, feed: carrier)
        entry.text += " And more."
        #expect(try await store.put(entry, feed: carrier) == .unchanged)

        try await store.write { try $0.removeFeed(first, at: noon) }
        entry.text += " And still more."
        _ = try await store.put(entry, feed: carrier)

        let now = try #require(try await store.story(id: story.id))
        #expect(now.feed == carrier && now.revision == 2 && now.text == entry.text)
    }

    @Test func anchorsOfOnePageInOneFeedAreStoriesOfTheirOwn() async throws {
        let feed = try await store.add()
        try await store.put(.sample("1", title: "Version 1", link: "https://a.example/log#1"), feed: feed)

        let outcome = try await store.put(
            .sample("2", title: "Version 2", link: "https://a.example/log#2"), feed: feed)

        guard case .new = outcome else {
            Issue.record("not new: \(outcome)")
            return
        }
    }

    @Test func newKeyForTheSameArticleOfAFeedIsNoNewStory() async throws {
        let feed = try await store.add()
        try await store.put(.sample("old-guid", link: "https://a.example/x"), feed: feed)

        #expect(
            try await store.put(.sample("new-guid", link: "https://a.example/x"), feed: feed) == .unchanged)
        #expect(try await store.summary().stories == 1)
    }

    @Test func newLinkAloneIsNoRevision() async throws {
        let feed = try await store.add()
        let story = try #require(try await store.put(.sample(link: "https://a.example/x"), feed: feed).story)

        #expect(try await store.put(.sample(link: "https://a.example/y"), feed: feed) == .unchanged)

        let now = try await store.story(id: story.id)
        #expect(now?.link == "https://a.example/y" && now?.revision == 1)
    }

    @Test(arguments: [-3_000_000_000.0, 90_000])
    func impossibleDatesGiveWayToTheFirstSeenTime(offset: Double) async throws {
        let feed = try await store.add()
        var entry = Entry.sample()
        entry.published = after(offset)

        let story = try #require(try await store.put(entry, feed: feed).story)
        #expect(story.published == noon && story.isDateDoubted)
        #expect(try await store.story(id: story.id) == story)
    }

    @Test func numbersThatJSONLacksDoNotLoseTheStory() async throws {
        let feed = try await store.add()
        var analysis = StoryAnalysis.sample()
        analysis.campConfidence = .nan
        analysis.relevanceConfidence = .infinity
        analysis.evidence[0].weight = .nan

        let story = try await store.put(feed: feed, analysis: analysis).story

        #expect(story?.analysis.campConfidence.isNaN == true)
        #expect(story?.analysis.relevanceConfidence == .infinity)
    }

    @Test func storiesAreFilteredAndNewestFirst() async throws {
        let feed = try await store.add()
        let other = try await store.add(feed: "https://b.example/feed")
        for (number, camp) in [Camp.open, .closed, .open].enumerated() {
            var entry = Entry.sample("e\(number)", title: "Story \(number)")
            entry.published = after(Double(number) * -60)
            try await store.put(entry, feed: number == 2 ? other : feed, analysis: .sample(camp: camp))
        }
        var plain = StoryAnalysis(language: .german, lexiconVersion: "test")
        plain.camp = .neither
        try await store.put(.sample("e3", title: "Story 3"), feed: feed, analysis: plain)

        func titles(_ query: StoryQuery) async throws -> [String] {
            try await store.stories(query).map(\.title)
        }
        #expect(try await titles(StoryQuery(limit: 9)) == ["Story 3", "Story 0", "Story 1", "Story 2"])
        #expect(try await titles(StoryQuery(limit: 1)) == ["Story 3"])
        #expect(try await titles(StoryQuery(limit: -1)) == [])
        #expect(try await titles(StoryQuery(camp: .open, limit: 9)) == ["Story 0", "Story 2"])
        #expect(try await titles(StoryQuery(camp: .open, feed: other, limit: 9)) == ["Story 2"])
        #expect(try await titles(StoryQuery(dealType: .release, limit: 9)).count == 3)
        #expect(try await titles(StoryQuery(dealType: .investment, limit: 9)).isEmpty)
        #expect(try await titles(StoryQuery(language: .german, limit: 9)) == ["Story 3"])
        #expect(try await titles(StoryQuery(isRelevant: false, limit: 9)) == ["Story 3"])
        #expect(try await titles(StoryQuery(since: after(-60), until: noon, limit: 9)) == ["Story 1"])
    }
}
