import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct TransactionTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    private struct Trouble: Error {}

    @Test func transactionThatThrowsLeavesNothing() async throws {
        let feed = try await store.add()

        let error = await #expect(throws: StoreError.self) {
            try await store.write { transaction in
                let outcome = try transaction.store(
                    entry: .sample(), feed: feed, analysis: .sample(), now: noon)
                let deal = try transaction.insertDeal(.sample())
                if let story = outcome.story {
                    _ = try transaction.attach(report: .sample(), story: story.id, deal: deal.id, at: noon)
                    _ = try transaction.enqueue(
                        alert: .sample(deal: deal, story: story), sinks: ["log"], at: noon)
                }
                try transaction.updateFeed(feed, state: FeedState(failureCount: 7), title: "Changed")
                throw Trouble()
            }
        }

        #expect(error?.code == .rejected)
        let summary = try await store.summary()
        #expect(
            summary.entries + summary.stories + summary.deals + summary.reports + summary.outbox.count == 0)
        #expect(try await store.feed(id: feed)?.title == "Daily")
        #expect(try await store.stories(StoryQuery(text: "weights", limit: 9)).isEmpty)
    }

    @Test func oneOfManyWritesAtOnceThrowsAndTheOthersStand() async throws {
        let store = store
        let outcomes = await withTaskGroup(of: (number: Int, isWritten: Bool).self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await store.write { transaction in
                            _ = try transaction.addFeed(
                                url: "https://site.example/\(number)", title: "\(number)")
                            if number.isMultiple(of: 3) { throw Trouble() }
                        }
                        return (number, true)
                    } catch {
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes.count == 200)
        #expect(outcomes.allSatisfy { $0.isWritten == !$0.number.isMultiple(of: 3) })
        let titles = Set(try await store.feeds().map(\.title))
        #expect(titles == Set((0..<200).filter { !$0.isMultiple(of: 3) }.map(String.init)))
    }

    @Test func transactionIsFinishedThoughTheTaskIsCancelled() async throws {
        let store = store
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.add()
        }

        _ = try await task.value

        #expect(try await store.feeds().count == 1)
    }

    @Test func storeErrorOfTheBodyComesThroughUnchanged() async throws {
        let own = StoreError(code: .notFound, operation: "test", path: "here", detail: "nothing")

        let error = await #expect(throws: StoreError.self) { try await store.write { _ in throw own } }

        #expect(error == own)
    }

    @Test(
        arguments: [
            "INSERT INTO entries (feed_id, key, content_hash, story_id, first_seen) VALUES (9, 'k', 1, 9, 1)",
            "INSERT INTO feeds (url, title, next_check_reason) VALUES ('gopher://a', 't', '')",
            "INSERT INTO feeds (url, title, next_check_reason) VALUES ('https://a.example', NULL, '')",
            "INSERT INTO deal_parties (deal_id, party, role, position) VALUES (9, 'acme', 'partner', 0)",
            "INSERT INTO outbox (alert_id, sink, created_at) VALUES ('a', 's', 1)",
            "INSERT INTO alerts (alert_id, alert) VALUES ('a', 'no')",
            "INSERT INTO meta (key, value) VALUES ('schema_version', '2')",
        ])
    func schemaRefusesWhatBreaksItsRules(sql: String) async throws {
        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.db.execute(sql: sql) }
        }

        #expect(error?.code == .constraint)
    }

    @Test func schemaRefusesHalfAnAmountAndAnUnknownStatus() async throws {
        let deal = try await store.write { try $0.insertDeal(.sample()) }

        for sql in ["UPDATE deals SET amount_currency = NULL", "UPDATE deals SET status = 'maybe'"] {
            let error = await #expect(throws: StoreError.self) {
                try await store.write { try $0.db.execute(sql: sql) }
            }
            #expect(error?.code == .constraint)
        }

        #expect(try await store.deal(id: deal.id)?.deal == deal)
    }

    @Test func doubleQuotesAreNamesNotStrings() async throws {
        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.db.execute(sql: "SELECT \"no such column\" FROM feeds") }
        }

        #expect(error?.detail.contains("no such column") == true)
    }

    private static let endless = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
        """

    @Test func readThatPassesItsDeadlineIsStopped() async throws {
        let error = await #expect(throws: StoreError.self) {
            try await store.read("count for ever", within: .milliseconds(20)) { db in
                try Int.fetchOne(db, sql: Self.endless)
            }
        }

        #expect(error?.code == .tooSlow)
        #expect(try await store.feeds().isEmpty)
    }

    @Test func readOfACancelledTaskIsStopped() async throws {
        let store = store
        let task = Task {
            try await store.read("count for ever") { db in try Int.fetchOne(db, sql: Self.endless) }
        }
        task.cancel()

        let error = await #expect(throws: StoreError.self) { try await task.value }

        #expect(error?.code == .cancelled)
    }

    @Test func searchIndexAgreesWithTheStories() async throws {
        let feed = try await store.add()
        for number in 0..<20 {
            try await store.put(.sample("e\(number % 7)", text: "Round \(number) of 合作"), feed: feed)
        }

        try await store.write { transaction in
            try transaction.db.execute(
                sql: "INSERT INTO story_search (story_search, rank) VALUES ('integrity-check', 1)")
            #expect(try String.fetchOne(transaction.db, sql: "PRAGMA integrity_check") == "ok")
            #expect(try Row.fetchOne(transaction.db, sql: "PRAGMA foreign_key_check") == nil)
        }
    }
}
