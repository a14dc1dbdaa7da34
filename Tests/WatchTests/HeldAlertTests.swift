import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Alerting
@testable import Watch

@Suite struct HeldAlertTests {
    private let path: String
    private let directory: TemporaryDirectory
    private let morning = Date(timeIntervalSince1970: 1_795_244_400)  // 2026-11-21 07:00 UTC

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("campwatch.sqlite")
    }

    private func rule(_ more: String, sinks: String = "\"log\", \"desk\"") throws -> Rule {
        let toml = """
            [[rule]]
            name = "r"
            filter = ""
            sinks = [\(sinks)]
            \(more)
            """
        return try #require(
            try RuleSet.load(toml: toml, file: "rules.toml", sinks: ["log", "desk", "mail"]).rules.first)
    }

    /// Opens the database anew, as after a restart, and raises an alert of the rule for each deal.
    private func raise(_ deals: ClosedRange<Int>, _ rule: Rule, at now: Date) async throws {
        let store = try Store.open(path: path, mode: .owner)
        let rows = try await store.write { transaction in
            try deals.reduce(0) { count, deal in
                let alert = HeldAlertTests.alert(rule, deal: deal, at: now)
                let rows = try transaction.enqueue(alert, of: rule, at: now)
                return count + rows + (try transaction.enqueue(alert, of: rule, at: now))
            }
        }
        #expect(rows == 2 * deals.count)
    }

    private func pending(_ sink: String, at now: Date) async throws -> [Alert] {
        let store = try Store.open(path: path, mode: .owner)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        await SummaryService(store: store, logger: logger, wake: {}).tellWhatIsDue(at: now)
        return try await store.pendingDeliveries(sink: sink, at: now, limit: 100).items.map(\.alert)
    }

    /// The deals of each summary.
    private func toldDeals(_ sink: String, at now: Date) async throws -> [[Int64]] {
        try await pending(sink, at: now).compactMap { $0.summary?.alerts.map(\.deal.id.rawValue) }
    }

    /// How many are pending, and how many held back.
    private func backlog(_ sink: String) async throws -> [Int] {
        let summary = try await Store.open(path: path, mode: .owner).summary()
        return summary.outbox.filter { $0.sink == sink }.flatMap { [$0.pending, $0.held] }
    }

    @Test func quietHoursHoldBackTheDeskAndNotTheLog() async throws {
        let rule = try rule("quiet_hours = \"22:00-07:00 UTC\"")
        let night = morning.addingTimeInterval(-3_600)
        try await raise(1...2, rule, at: night)

        #expect(try await pending("log", at: night).count == 2)
        #expect(try await pending("desk", at: morning.addingTimeInterval(-1)).isEmpty)
        #expect(try await backlog("desk") == [0, 2])
        #expect(try await pending("desk", at: morning).map(\.deal.id.rawValue) == [1, 2])
    }

    @Test func whatIsBeyondTheLimitComesInOneSummary() async throws {
        let rule = try rule("rate_limit = \"3/h\"")
        try await raise(1...4, rule, at: morning)
        try await raise(5...10, rule, at: morning.addingTimeInterval(1_800))

        #expect(try await pending("log", at: morning.addingTimeInterval(1_800)).count == 10)
        #expect(try await pending("desk", at: morning.addingTimeInterval(3_599)).count == 3)
        let all = try await pending("desk", at: morning.addingTimeInterval(3_600))
        #expect(all.map(\.deal.id.rawValue) == [1, 2, 3, 4])
        let summary = try #require(all.last?.summary)
        #expect(summary.kind == .rateLimit && summary.count == 7)
        #expect(summary.alerts.map(\.deal.id.rawValue) == Array(4...10))
        #expect(try await pending("desk", at: morning.addingTimeInterval(9_999)).count == 4)
    }

    @Test func floodOfMatchesMakesOneSummary() async throws {
        let rule = try rule("rate_limit = \"10/h\"")
        let store = try Store.open(path: path, mode: .owner)
        let now = morning
        let deals = 10_000
        try await store.write { transaction in
            for deal in 1...deals {
                _ = try transaction.enqueue(
                    HeldAlertTests.alert(rule, deal: deal, at: now), of: rule, at: now)
            }
        }

        let desk = try await pending("desk", at: morning.addingTimeInterval(3_600))
        #expect(desk.count == 11)
        let summary = try #require(desk.last?.summary)
        #expect(summary.count == deals - 10 && summary.alerts.count == Alert.Summary.mostListed)
    }

    @Test func nextHourHasRoomAgain() async throws {
        let rule = try rule("rate_limit = \"1/h\"")
        try await raise(1...2, rule, at: morning)
        let next = morning.addingTimeInterval(3_600)
        try await raise(3...3, rule, at: next)

        #expect(try await pending("desk", at: next).map(\.summary?.count) == [nil, nil, 1])
    }

    @Test func digestListsTheMatchesOfTheDayOnce() async throws {
        let rule = try rule("digest = \"daily 08:00 UTC\"")
        try await raise(1...2, rule, at: morning.addingTimeInterval(-7_200))
        try await raise(3...3, rule, at: morning)
        let eight = morning.addingTimeInterval(3_600)

        #expect(try await pending("desk", at: eight.addingTimeInterval(-1)).isEmpty)
        #expect(try await backlog("desk") == [0, 3])
        let alerts = try await pending("desk", at: eight)
        #expect(alerts.map { $0.summary?.alerts.map(\.deal.id.rawValue) } == [[1, 2, 3]])
        #expect(try await backlog("desk") == [1, 0])
        #expect(try await pending("desk", at: eight.addingTimeInterval(86_400)).count == 1)
        let store = try Store.open(path: path, mode: .owner)
        #expect(try await store.alerts(since: .distantPast, limit: 9).allSatisfy { $0.summary == nil })
    }

    @Test func eachSinkIsToldWhatWasHeldForIt() async throws {
        let digest = "digest = \"daily 08:00 UTC\""
        let both = try rule(digest, sinks: "\"desk\", \"mail\"")
        let desk = try rule(digest, sinks: "\"desk\"")
        let store = try Store.open(path: path, mode: .owner)
        let now = morning
        try await store.write { transaction in
            for (deal, rule) in [(1, both), (2, desk)] {
                _ = try transaction.enqueue(
                    HeldAlertTests.alert(rule, deal: deal, at: now), of: rule, at: now)
            }
        }
        let eight = morning.addingTimeInterval(3_600)

        #expect(try await toldDeals("desk", at: eight) == [[1, 2]])
        #expect(try await toldDeals("mail", at: eight) == [[1]])
    }

    private static func alert(_ rule: Rule, deal: Int, at now: Date) -> Alert {
        let deal = Deal(
            id: DealID(rawValue: Int64(deal)), type: .acquisition, status: .announced, camp: .open,
            parties: [], confidence: 1, firstSeen: now, lastChanged: now, firstOutlet: "Wire",
            firstLanguage: .english)
        let story = Story(
            id: StoryID(rawValue: 1), feed: FeedID(rawValue: 1), feedTitle: "Wire", title: "T", text: "",
            link: nil, published: now, firstSeen: now, revision: 1,
            analysis: StoryAnalysis(language: .english, lexiconVersion: "1"))
        let report = DealReport(type: .acquisition, status: .announced, isMain: true, parties: [])
        return Alert.make(
            rule: rule, change: DealChange(kind: .new), deal: deal, story: story, report: report, time: now)
    }
}
