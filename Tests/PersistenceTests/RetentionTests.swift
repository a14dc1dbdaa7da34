import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct RetentionTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    private func number(_ sql: String) async throws -> Int? {
        try await store.write { transaction in try Int.fetchOne(transaction.db, sql: sql) }
    }

    /// A plain story, and one that reports a deal.
    private func fill() async throws -> (plain: StoryID, reporting: StoryID) {
        let feed = try await store.add()
        let plain = try await store.put(.sample("plain", link: "https://a.example/1"), feed: feed).story
        let reporting = try await store.put(.sample("deal", title: "Deal"), feed: feed).story
        let ids = (try #require(plain).id, try #require(reporting).id)
        try await store.write { transaction in
            let deal = try transaction.insertDeal(.sample())
            _ = try transaction.attach(report: .sample(), story: ids.1, deal: deal.id, at: noon)
        }
        return ids
    }

    private func forgettable(before end: Date) async throws -> [StoryID] {
        try await store.forgettableStories(areRelevant: true, seenBefore: end, after: nil, limit: 10).map(
            \.id)
    }

    @Test func onlyOldStoriesWithoutADealMayBeForgotten() async throws {
        let ids = try await fill()

        #expect(try await forgettable(before: noon).isEmpty)
        #expect(try await forgettable(before: after(1)) == [ids.plain])
        #expect(try await store.write { try $0.forget([ids.plain, ids.reporting], at: after(5)) } == 1)
        #expect(try await forgettable(before: after(1)).isEmpty)
        #expect(try await store.story(id: ids.reporting)?.forgotten == nil)
    }

    @Test func aStoryThatAPersonHasLabelledStaysWhole() async throws {
        let ids = try await fill()
        try await store.write { transaction in
            try transaction.db.execute(
                sql: """
                    INSERT INTO story_labels (story_id, time, author, reason, label) VALUES (?, 0, 'me', '', '{}')
                    """, arguments: [ids.plain.rawValue])
        }

        #expect(try await forgettable(before: after(1)).isEmpty)
        #expect(try await store.write { try $0.forget([ids.plain], at: after(5)) } == 0)
    }

    @Test func aForgottenStoryKeepsTitleLinkAndLabelsAndIsFoundByThem() async throws {
        let ids = try await fill()
        _ = try await store.write { try $0.forget([ids.plain], at: after(5)) }

        let story = try #require(try await store.story(id: ids.plain))

        #expect(story.text.isEmpty && story.analysis.evidence.isEmpty && story.forgotten == after(5))
        #expect(story.title == "Acme opens its model" && story.link == "https://a.example/1")
        #expect(story.analysis.camp == .open && story.analysis.dealTypes == [.release])
        #expect(try await store.stories(StoryQuery(text: "opens its", limit: 5)).map(\.id) == [ids.plain])
        #expect(
            try await store.stories(StoryQuery(text: "\"the weights\"", limit: 5)).map(\.id) == [
                ids.reporting
            ])
        try await store.write { transaction in
            try transaction.db.execute(
                sql: "INSERT INTO story_search (story_search, rank) VALUES ('integrity-check', 1)")
        }
    }

    @Test func anEntryOfAForgottenStoryIsNeverNewAgain() async throws {
        let ids = try await fill()
        let feed = FeedID(rawValue: 1)
        _ = try await store.write { try $0.forget([ids.plain], at: after(5)) }
        let same = Entry.sample("plain", link: "https://a.example/1")
        let changed = Entry.sample("plain", link: "https://a.example/1", text: "Another text.")
        let other = try await store.add(feed: "https://b.example/feed", title: "Other")

        #expect(try await store.unseen(feed: feed, entries: [same]).isEmpty)
        #expect(try await store.put(same, feed: feed) == .unchanged)
        #expect(try await store.put(changed, feed: feed) == .unchanged)
        #expect(try await store.unseen(feed: feed, entries: [changed]).isEmpty)
        guard case .carried = try await store.put(.sample("x", link: "https://a.example/1"), feed: other)
        else {
            Issue.record("another feed made it a new story")
            return
        }
        #expect(try await number("SELECT count(*) FROM stories") == 2)
        #expect(try await store.story(id: ids.plain)?.text.isEmpty == true)
    }

    @Test func theSearchIndexShrinksInSteps() async throws {
        let feed = try await store.add()
        var ids: [StoryID] = []
        for number in 0..<60 {
            let text = (0..<200).map { "word\($0 * number)" }.joined(separator: " ")
            if let story = try await store.put(.sample("e\(number)", text: text), feed: feed).story {
                ids.append(story.id)
            }
        }
        let sizeBefore = try await number("SELECT sum(length(block)) FROM story_search_data") ?? 0
        let forgotten = ids
        _ = try await store.write { try $0.forget(forgotten, at: after(5)) }

        var steps = 0
        while try await store.write({ [steps] in try $0.shrinkSearch(pages: 8, isFirst: steps == 0) })
            || steps == 0
        {
            steps += 1
            if steps > 1_000 { break }
        }

        let sizeAfter = try await number("SELECT sum(length(block)) FROM story_search_data") ?? 0
        #expect(steps <= 1_000)
        #expect(sizeAfter * 4 < sizeBefore, "\(sizeBefore) -> \(sizeAfter)")
    }
}
