import Analysis
import DealGraph
import Foundation
import Logging
import NewsModel
import TestSupport
import Testing

@testable import Alerting
@testable import Persistence
@testable import Watch

@Suite struct RuleTrialTests {
    private let start = Date(timeIntervalSince1970: 1_795_252_443)

    private func item(
        _ status: DealStatus, day: Double, feed: Int64, amount: Double? = nil
    ) -> DealDetails.Item {
        let time = start.addingTimeInterval(day * 86_400)
        let report = DealReport(
            type: .investment, status: status, isMain: true,
            parties: [
                Party(id: "asml", role: Role(rawValue: "investor")),
                Party(id: "mistral-ai", role: Role(rawValue: "recipient")),
            ], amount: amount.map { Amount(value: $0, currency: "USD") })
        let story = Story(
            id: StoryID(rawValue: feed), feed: FeedID(rawValue: feed), feedTitle: "Wire \(feed)", title: "T",
            text: "", link: nil, published: time, firstSeen: time, revision: 1,
            analysis: StoryAnalysis(language: .english, lexiconVersion: "1"))
        return DealDetails.Item(story: story, report: report, time: time)
    }

    private func firings(
        _ toml: String, since day: Double = -1, book: FlowBook = FlowBook([])
    ) throws -> [RuleTrial.Firing] {
        let rules = try RuleSet.load(toml: toml, file: "rules.toml")
        let matcher = DealMatcher()
        let trial = try #require(RuleTrial(rule: "r", in: rules, matcher: matcher, folders: [:], book: book))
        let items = [
            item(.rumoured, day: 0, feed: 1), item(.rumoured, day: 1, feed: 2),
            item(.announced, day: 2, feed: 3, amount: 2e9),
        ]
        var deal = DealMatcher.makeDeal(
            id: DealID(rawValue: 4), report: items[2].report, camp: .open, published: start, outlet: "Wire 1",
            language: .english)
        deal.outletCount = 3
        return trial.firings(
            of: DealDetails(deal: deal, reports: items), since: start.addingTimeInterval(day * 86_400))
    }

    @Test func historyIsToldAgainReportByReport() throws {
        let firings = try firings("[[rule]]\nname = \"r\"\nfilter = \"\"")

        #expect(firings.map(\.alert.change.kind) == [.new, .update])
        #expect(firings.map(\.alert.deal.status) == [.rumoured, .announced])
        #expect(firings.map(\.alert.deal.outletCount) == [1, 3])
        #expect(firings.map(\.alert.deal.id.rawValue) == [4, 4])
    }

    @Test func conditionsHoldForTheDealAsItWas() throws {
        #expect(
            try firings("[[rule]]\nname = \"r\"\nfilter = \"amount > 1bn USD\"\nenabled = false")
                .map(\.alert.change.kind) == [.update])
        #expect(try firings("[[rule]]\nname = \"r\"\nfilter = \"\"\non = \"new\"").count == 1)
        #expect(try firings("[[rule]]\nname = \"r\"\nfilter = \"\"", since: 1).count == 1)
    }

    @Test func ruleAboveThatStopsIsNamed() throws {
        let above = "[[rule]]\nname = \"top\"\nfilter = \"status = rumoured\"\nstop = true\n\n"

        let firings = try firings(above + "[[rule]]\nname = \"r\"\nfilter = \"\"")

        #expect(firings.map(\.stoppedBy) == ["top", nil])
    }

    /// A lease that its story also calls a contract is one new deal with one alert.
    @Test func sidesOfANewDealAreToldOnce() throws {
        let rules = try RuleSet.load(toml: "[[rule]]\nname = \"r\"\nfilter = \"\"", file: "rules.toml")
        let trial = try #require(RuleTrial(rule: "r", in: rules, matcher: DealMatcher(), folders: [:]))
        var side = item(.announced, day: 0, feed: 1, amount: 2e9)
        side.report.type = .contract
        let items = [item(.announced, day: 0, feed: 1, amount: 2e9), side]
        let deal = DealMatcher.makeDeal(
            id: DealID(rawValue: 4), report: items[0].report, camp: .open, published: start, outlet: "Wire 1",
            language: .english)

        let firings = trial.firings(of: DealDetails(deal: deal, reports: items), since: start)

        #expect(firings.map(\.alert.deal.type) == [.investment])
    }

    /// The rumour of the first day closes nothing, and the way back is known from one day on.
    @Test(arguments: [(1.5, 1), (2.5, 0)])
    func cyclesAreAskedAboutAsTheyStood(day: Double, count: Int) throws {
        let back = MoneyFlow(deal: DealID(rawValue: 9), from: "mistral-ai", to: "asml")
        let book = FlowBook([(back, start.addingTimeInterval(day * 86_400))])
        let firings = try firings("[[rule]]\nname = \"r\"\nfilter = \"cycle = yes\"", book: book)
        #expect(firings.map(\.alert.deal.status) == Array(repeating: .announced, count: count))
        #expect(firings.map(\.alert.circle) == Array(repeating: ["asml", "mistral-ai"], count: count))
    }

    @Test func trialOfEveryRuleRepeatsWhatWasRaised() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        let directories = Directories(config: world.config, state: world.state, environment: [:])
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let isDone = try await Daemon(directories: directories, environment: [:], logger: logger).runOnce()
        let store = try Store.open(path: directories.database, mode: .reader)
        let rules = try Daemon.rules(directories)
        let matcher = DealMatcher()

        var told: [String] = []
        for rule in rules.rules where rule.isEnabled {
            let trial = try #require(
                RuleTrial(rule: rule.name, in: rules, matcher: matcher, folders: [:]))
            for id in try await store.deals(reportedSince: .distantPast) {
                let details = try #require(try await store.deal(id: id))
                let firings = trial.firings(of: details, since: .distantPast)
                told += firings.filter { $0.stoppedBy == nil }.map(\.alert.id)
            }
        }

        #expect(isDone && told.count >= 5)
        #expect(
            told.sorted() == (try await store.alerts(since: .distantPast, limit: 99)).map(\.id).sorted())
    }
}
