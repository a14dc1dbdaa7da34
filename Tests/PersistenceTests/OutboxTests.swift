import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct OutboxTests {
    let fixture: StoreFixture
    let store: Store
    let alert: Alert

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
        let feed = try await store.add()
        let story = try #require(try await store.put(feed: feed).story)
        let deal = try await store.write { try $0.insertDeal(.sample()) }
        alert = .sample(deal: deal, story: story)
    }

    private func enqueue(_ alert: Alert, _ sinks: [String] = ["log", "mail"], at now: Date = noon)
        async throws -> Int
    {
        try await store.write { try $0.enqueue(alert: alert, sinks: sinks, at: now) }
    }

    private func pending(_ sink: String = "log", at now: Date = noon) async throws -> [OutboxItem] {
        try await store.pendingDeliveries(sink: sink, at: now, limit: 10).items
    }

    @Test func alertIsQueuedOncePerSink() async throws {
        #expect(try await enqueue(alert) == 2)
        #expect(try await enqueue(alert, ["log", "webhook"]) == 1)

        let items = try await pending()
        #expect(items.map(\.alert) == [alert])
        #expect(items.first?.attempts == 0 && items.first?.state == .pending)
        #expect(try await store.alerts(since: noon, limit: 9) == [alert])
        #expect(try await store.alerts(since: after(1), limit: 9).isEmpty)
    }

    @Test func deliveredAlertIsNeverQueuedAgain() async throws {
        _ = try await enqueue(alert)
        let id = try #require(try await pending().first).id

        try await store.write { try $0.markDelivered([id], at: after(1)) }

        #expect(try await pending(at: after(1e6)).isEmpty)
        #expect(try await enqueue(alert) == 0)
        #expect(try await pending("mail").count == 1)
        #expect(
            try await store.deliveries(of: id) == [
                DeliveryRecord(time: after(1), result: .delivered, detail: nil)
            ])
    }

    @Test func failedDeliveryWaitsForItsNextAttemptAndIsGivenUpAtLast() async throws {
        _ = try await enqueue(alert)
        let id = try #require(try await pending().first).id

        try await store.write { try $0.markFailed(id, at: noon, error: "refused", nextAttempt: after(60)) }
        #expect(try await pending(at: after(59)).isEmpty)
        #expect(try await store.nextDelivery(sink: "log") == after(60))
        let waiting = try #require(try await pending(at: after(60)).first)
        #expect(waiting.attempts == 1 && waiting.lastError == "refused")

        try await store.write { try $0.markFailed(id, at: after(60), error: "gone", nextAttempt: nil) }
        #expect(try await pending(at: after(1e6)).isEmpty)
        #expect(try await store.nextDelivery(sink: "log") == nil)
        #expect(try await store.deliveries(of: id).map(\.result) == [.retry, .failed])
        #expect(try await store.summary().outbox.first { $0.sink == "log" }?.failed == 1)
    }

    @Test func unreadableRowHidesNoOther() async throws {
        _ = try await enqueue(alert, ["log"])
        var second = alert
        second.id = "a2"
        _ = try await enqueue(second, ["log"])
        try await store.write { transaction in
            try transaction.db.execute(sql: "UPDATE alerts SET alert = '{\"id\":1}' WHERE alert_id = 'a1'")
        }

        let batch = try await store.pendingDeliveries(sink: "log", at: noon, limit: 10)

        #expect(batch.items.map(\.alert) == [second])
        #expect(batch.unreadable.map(\.id) == [OutboxID(rawValue: 1)])
        #expect(batch.unreadable.first?.reason.hasPrefix("the stored alert cannot be read: ") == true)
        #expect(try await store.alerts(since: noon, limit: 9) == [second])
    }

    @Test func rowWithoutItsTextIsUnreadable() async throws {
        _ = try await enqueue(alert, ["log"])
        try await store.write { try $0.db.execute(sql: "DELETE FROM alerts") }

        let batch = try await store.pendingDeliveries(sink: "log", at: noon, limit: 10)
        let outlines = try await store.pendingOutlines(sink: "log", at: noon, limit: 10)

        #expect(batch.items.isEmpty && batch.unreadable.map(\.id) == [OutboxID(rawValue: 1)])
        #expect(outlines.items.isEmpty && outlines.unreadable.map(\.id) == [OutboxID(rawValue: 1)])
        #expect(try await store.alertIDs(beginningWith: "a", limit: 9) == ["a1"])
    }

    @Test(arguments: [
        "UPDATE alerts SET alert = '{\"id\":1}' WHERE alert_id = 'a1'",
        "DELETE FROM alerts WHERE alert_id = 'a1'",
    ])
    func aDeliveryOfAnAlertThatCannotBeReadIsListed(damage: String) async throws {
        _ = try await enqueue(alert, ["log"])
        var second = alert
        second.id = "a2"
        _ = try await enqueue(second, ["log"])
        try await store.write { try $0.db.execute(sql: damage) }

        let items = try await store.outbox(limit: 9)

        #expect(items.map(\.alert) == ["a2", "a1"] && items.map(\.rule) == ["all", "all"])
        #expect(items.map { $0.unreadable == nil } == [true, false])
        #expect(items.map(\.createdAt) == [noon, noon] && items.map(\.state) == [.pending, .pending])
    }

    @Test func idsAreFoundByTheirBeginningNewestFirst() async throws {
        for id in ["ab1", "ab2", "b"] {
            var one = alert
            one.id = id
            _ = try await enqueue(one)
        }

        #expect(try await store.alertIDs(beginningWith: "ab", limit: 9) == ["ab2", "ab1"])
        #expect(try await store.alertIDs(beginningWith: "ab", limit: 1) == ["ab2"])
        #expect(try await store.alertIDs(beginningWith: "c", limit: 9).isEmpty)
    }

    @Test(arguments: ["{\"id\":1}", "7", "{\"time\":1,\"rule\":\"r\",\"severity\":\"later\"}"])
    func anOutlineTellsOfAnAlertAndOfARowThatHoldsNone(broken: String) async throws {
        _ = try await enqueue(alert, ["desk"])
        var second = alert
        second.id = "a2"
        _ = try await enqueue(second, ["desk"])
        try await store.write { transaction in
            try transaction.db.execute(
                sql: "UPDATE alerts SET alert = ? WHERE alert_id = 'a1'", arguments: [broken])
        }

        let batch = try await store.pendingOutlines(sink: "desk", at: noon, limit: 10)

        #expect(batch.items.map(\.alert) == [second.outline])
        #expect(batch.items.map(\.attempts) == [0])
        #expect(batch.unreadable.map(\.id) == [OutboxID(rawValue: 1)])
    }

    @Test func summaryTellsTheBacklogOfEverySink() async throws {
        _ = try await enqueue(alert)
        var second = alert
        second.id = "a2"
        _ = try await enqueue(second, ["log"], at: after(60))
        let first = try #require(try await pending().first).id
        try await store.write { try $0.markDelivered([first], at: after(70)) }

        let summary = try await store.summary()

        #expect(
            summary.feeds == 1 && summary.stories == 1 && summary.relevantStories == 1 && summary.deals == 1)
        #expect(summary.outbox.map(\.sink) == ["log", "mail"])
        #expect(summary.outbox.map(\.pending) == [1, 1])
        #expect(summary.outbox.map(\.oldestPending) == [after(60), noon])
        #expect(summary.oldestPending == noon)
        #expect(summary.databaseBytes > 0)
    }

    @Test func whatAnAlertSaidFirstIsWhatEverySinkIsTold() async throws {
        _ = try await enqueue(alert, ["log"])
        var later = alert
        later.rule = "renamed"

        #expect(try await enqueue(later, ["log", "mail"]) == 1)

        #expect(try await pending("log").map(\.alert) == [alert])
        #expect(try await pending("mail").map(\.alert) == [alert])
        var unheard = alert
        unheard.id = "a2"
        #expect(try await enqueue(unheard, []) == 0)
        let texts = try await store.write { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM alerts") }
        #expect(texts == 1)
    }

    @Test func manyAlertsAreMarkedAtOnceOrNoneOfThem() async throws {
        for number in 1...3 {
            var one = alert
            one.id = "a\(number)"
            _ = try await enqueue(one)
        }
        let ids = try await pending().map(\.id)

        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.markDelivered(ids + [OutboxID(rawValue: 99)], at: noon) }
        }

        #expect(error?.code == .notFound)
        #expect(error?.description.contains("outbox row for 1 of 4 alerts") == true)
        #expect(try await pending().map(\.id) == ids)
        try await store.write { try $0.markDelivered(ids, at: after(1)) }
        #expect(try await pending().isEmpty)
        #expect(try await pending("mail").count == 3)
        for id in ids { #expect(try await store.deliveries(of: id).map(\.result) == [.delivered]) }
    }
}
