import Foundation
import GRDB
import NewsModel
import TestSupport
import Testing

@testable import Persistence

/// What people said: what it comes to, and that nothing of it is lost.
@Suite struct JudgementTests {
    private func word(
        _ kind: Judgement.Kind, deal: Int64? = nil, _ label: StoryLabel? = nil
    ) -> Judgement {
        Judgement(
            time: Date(timeIntervalSince1970: 1), kind: kind, story: StoryID(rawValue: 1),
            deal: deal.map(DealID.init(rawValue:)), author: "ada", reason: "", label: label)
    }

    private func rejection(_ deal: Int64) -> Judgement {
        word(.reject, deal: deal, StoryLabel(rejected: [.investment], rejectedDeals: [deal]))
    }

    @Test func laterWordsCountAndTakenBackOnesDoNot() {
        let open = word(.label, StoryLabel(camp: .open))
        let none = word(.label, StoryLabel(relevant: false))

        #expect(StoryLabel(said: []) == nil)
        #expect(StoryLabel(said: [none, open]) == StoryLabel(relevant: true, camp: .open))
        #expect(StoryLabel(said: [none, word(.clear), open]) == StoryLabel(camp: .open))
        #expect(StoryLabel(said: [open, word(.clear)]) == nil)
    }

    @Test func aRejectionTakenBackIsNoneAndOnlyThat() {
        let open = word(.label, StoryLabel(camp: .open))
        let back = word(.unreject, deal: 3)

        #expect(StoryLabel(said: [rejection(3), back]) == nil)
        #expect(StoryLabel(said: [open, rejection(3), back]) == StoryLabel(camp: .open))
        #expect(StoryLabel(said: [rejection(3), rejection(4), back])?.rejectedDeals == [4])
        #expect(StoryLabel(said: [rejection(3), back, rejection(3)])?.rejectedDeals == [3])
        // Kept by the version before as a part of a label.
        let old = word(.label, StoryLabel(camp: .open, rejectedDeals: [3]))
        #expect(StoryLabel(said: [old, back]) == StoryLabel(camp: .open))
    }

    @Test func whatWasSaidBeforeThisVersionIsKeptAsWords() async throws {
        let fixture = try StoreFixture()
        do {
            let store = try fixture.owner()
            let story = try #require(try await store.put(feed: store.add()).story).id
            try await store.write { transaction in
                let deal = try transaction.insertDeal(.sample())
                try transaction.reject(deal: deal.id, at: Date(timeIntervalSince1970: 5))
                let label = StoryLabel(
                    camp: .open, rejected: [.release], rejectedDeals: [deal.id.rawValue])
                try transaction.db.execute(
                    sql: """
                        DROP TABLE judgements; UPDATE meta SET value = '10' WHERE key = 'schema_version';
                        DELETE FROM grdb_migrations WHERE identifier = 'v11';
                        """)
                try transaction.db.execute(
                    sql:
                        "INSERT INTO story_labels (story_id, time, author, reason, label) VALUES (?, 5000, 'ada', 'old', ?)",
                    arguments: [story.rawValue, try StoredJSON.text(label)])
            }
        }

        let store = try fixture.owner()

        let deal = try #require(try await store.deal(id: DealID(rawValue: 1)))
        #expect(deal.isRejected && deal.judgements.map(\.kind) == [.reject])
        #expect(deal.judgements.map(\.author) == ["ada"] && deal.judgements.map(\.reason) == ["old"])
        let words = try await store.judgements(of: StoryID(rawValue: 1))
        #expect(StoryLabel(said: words) == StoryLabel(camp: .open, rejected: [.release], rejectedDeals: [1]))
        let back = word(.unreject, deal: 1)
        #expect(words.last?.kind == .reject && StoryLabel(said: words + [back]) == StoryLabel(camp: .open))
    }

    @Test func aWordIsTheSourceOfADealsCampOnlyWhereThatIsWhatItSays() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.owner()
        let story = try #require(try await store.put(feed: store.add()).story).id
        let closed = word(.label, StoryLabel(camp: .closed))
        try await store.write { transaction in
            let deal = try transaction.insertDeal(.sample(camp: .open)).id
            _ = try transaction.attach(report: .sample(), story: story, deal: deal, at: noon)
            try transaction.record(closed)
            try transaction.setLabel(closed.label, of: story, by: closed)
        }
        #expect(try await store.deal(id: DealID(rawValue: 1))?.campWord == nil)

        try await store.write { try $0.settleCamp(of: DealID(rawValue: 1)) }

        #expect(try await store.deal(id: DealID(rawValue: 1))?.campWord == closed)
    }

    /// However many stories there are: a piece of a few is looked at.
    @Test func storiesOfAnotherVersionComeByPieces() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.owner()
        let feed = try await store.add()
        for number in 0..<7 { try await store.put(.sample("\(number)"), feed: feed) }

        var (found, last, isEnd): ([Int64], Int64, Bool) = ([], 0, false)
        var sizes: [Int] = []
        while !isEnd {
            let page = try await store.stories(
                analysedOtherThan: "other", after: StoryID(rawValue: last), publishedSince: nil, window: 3,
                limit: 2)
            found += page.stories.map(\.id.rawValue)
            sizes.append(page.stories.count)
            (last, isEnd) = (page.last.rawValue, page.isEnd)
        }

        #expect(found == [1, 2, 3, 4, 5, 6, 7])
        #expect(sizes.allSatisfy { $0 <= 2 })
        let none = try await store.stories(
            analysedOtherThan: "test", after: StoryID(rawValue: 0), publishedSince: nil,
            window: 3, limit: 2)
        #expect(none.stories.isEmpty && none.last.rawValue == 3 && !none.isEnd)
    }
}
