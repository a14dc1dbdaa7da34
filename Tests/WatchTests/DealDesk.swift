import Analysis
import Foundation
import NewsModel
import Persistence
import TestSupport

@testable import Alerting
@testable import Watch

/// A database that stories are filed into as a refresh files them, with one rule that is asked about every change.
final class DealDesk {
    static let start = Date(timeIntervalSince1970: 1_780_000_000)

    let directory: TemporaryDirectory
    let store: Store
    /// Read once: that takes seconds.
    private static let lexicon = Result { try Lexicon.load(directory: Repository.path("config")) }

    private let analyzer: Analyzer
    private let rules: RuleSet

    init(rule filter: String = "outlets >= 1") throws {
        directory = try TemporaryDirectory()
        store = try Store.open(path: directory.file("deals.sqlite"), mode: .owner)
        analyzer = Analyzer(lexicon: try Self.lexicon.get())
        rules = try RuleSet.load(
            toml: """
                [[rule]]
                name = "all"
                filter = '\(filter)'
                """, file: "rules.toml")
    }

    /// Files one entry, hours after the start; gives back what the alerts say that it raised.
    @discardableResult
    func file(
        _ key: String, _ title: String, _ text: String = "", feed: String = "a", hours: Double = 0,
        seen: Double? = nil
    ) async throws -> [String] {
        let published = Self.start.addingTimeInterval(hours * 3_600)
        let (analysis, sketch) = analyzer.read(title: title, text: text, language: nil, published: published)
        return try await file(key, title, text, analysis, sketch, feed: feed, hours: hours, seen: seen)
    }

    /// Files one entry as if the analysis had found these reports in it and nothing else.
    @discardableResult
    func file(
        _ key: String, reports: [DealReport], camp: Camp = .neither, feed: String = "a", hours: Double = 0,
        seen: Double? = nil
    ) async throws -> [String] {
        var analysis = StoryAnalysis(language: .english, lexiconVersion: "1")
        analysis.isRelevant = true
        analysis.camp = camp
        analysis.deals = reports
        var sketch = StorySketch()
        for report in reports {
            let own = StorySketch().narrowed(to: report)
            sketch.names.formUnion(own.names)
            sketch.sounds.formUnion(own.sounds)
            sketch.types.formUnion(own.types)
            sketch.sums += own.sums
        }
        let title = "\(key) " + sketch.names.sorted().joined(separator: " ") + " \(seen ?? 0)"
        return try await file(key, title, "", analysis, sketch, feed: feed, hours: hours, seen: seen)
    }

    private func file(
        _ key: String, _ title: String, _ text: String, _ analysis: StoryAnalysis, _ sketch: StorySketch?,
        feed: String, hours: Double, seen: Double?
    ) async throws -> [String] {
        let published = Self.start.addingTimeInterval(hours * 3_600)
        let now = Self.start.addingTimeInterval((seen ?? hours) * 3_600)
        let entry = Entry(key: key, title: title, published: published, text: text)
        let rules = rules
        let before = try await alerts().count
        try await store.write { transaction in
            let id = try transaction.addFeed(url: "https://\(feed).example/f", title: feed).id
            let filer = StoryFiler(
                transaction: transaction, feed: Feed(id: id, url: "https://\(feed).example/f", title: feed),
                matcher: DealMatcher(), rules: rules, maxAlertAge: .zero, mostAlerts: .max, now: now)
            _ = try filer.file([
                StoryFiler.Finding(entry: entry, analysis: analysis, sketch: sketch, edited: nil)
            ])
        }
        return try await alerts().dropFirst(before).map { alert in
            let what = AlertLine.details(alert) { $0 }
            return alert.change.kind.rawValue + (what.isEmpty ? "" : ": " + what)
        }
    }

    func alerts() async throws -> [Alert] {
        try await store.alerts(since: .distantPast, limit: 1_000).reversed()
    }

    /// The deals with the numbers of their stories, by number of the deal.
    func deals() async throws -> [Int64: [Int64]] {
        var deals: [Int64: [Int64]] = [:]
        for deal in try await store.deals(DealQuery(limit: 100)) {
            let details = try await store.deal(id: deal.id)
            deals[deal.id.rawValue] = Set(details?.reports.map(\.story.id.rawValue) ?? []).sorted()
        }
        return deals
    }

    func deal(_ id: Int64) async throws -> DealDetails? { try await store.deal(id: DealID(rawValue: id)) }

    /// Analyses stories again, as after a word that gives back what an earlier one took.
    func reanalyze(_ stories: [Int64]) async -> ControlResponse {
        await Reanalysis(analyzer: analyzer, since: nil).answer(
            to: ControlRequest(.reanalyze, stories: stories), on: store,
            now: Self.start.addingTimeInterval(86_400))
    }

    func perform(_ request: ControlRequest) async -> ControlResponse {
        await StoreCommands.perform(request, on: store, now: Self.start.addingTimeInterval(86_400))
    }
}
