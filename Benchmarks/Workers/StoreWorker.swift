import Analysis
import Foundation
import NewsModel
import Persistence
import TestSupport

/// Stores stories with their analyses and deals in transactions of a hundred, then lists some.
enum StoreWorker {
    /// A story that reports at least one deal.
    private struct Finding: Sendable {
        var entry: Entry
        var analysis: StoryAnalysis
        var report: DealReport
    }

    private static let batch = 100
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    static func run(stories count: Int) async throws -> [String: Double] {
        let findings = try findings(count)
        let folder = try TemporaryDirectory()
        // The folder goes with its last reference, which must not be its last use here.
        defer { withExtendedLifetime(folder) {} }
        let store = try Store.open(path: folder.file("campwatch.sqlite"), mode: .owner)
        let feed = try await store.write {
            try $0.addFeed(url: "https://news.example/feed", title: "Bench").id
        }
        let storing = Stopwatch()
        for start in stride(from: 0, to: count, by: batch) {
            let part = Array(findings[start..<min(start + batch, count)])
            try await store.write { transaction in
                for finding in part { try put(finding, in: transaction, feed: feed) }
            }
        }
        let wall = storing.wall
        let cpu = storing.cpu
        let query = StoryQuery(camp: .open, since: now.addingTimeInterval(-86_400), limit: 50)
        let listing = Stopwatch()
        let listed = try await store.stories(query)
        let listSeconds = listing.wall
        let searching = Stopwatch()
        let found = try await store.stories(StoryQuery(text: "\"open source\"", limit: 50))
        return [
            "wall": wall, "cpu": cpu, "listSeconds": listSeconds, "searchSeconds": searching.wall,
            "listed": Double(listed.count), "found": Double(found.count),
        ]
    }

    private static func put(_ finding: Finding, in transaction: StoreTransaction, feed: FeedID) throws {
        let outcome = try transaction.store(
            entry: finding.entry, feed: feed, analysis: finding.analysis, now: now)
        guard case .new(let story) = outcome else {
            throw BenchError("a new entry was not stored as a new story")
        }
        let deal = DealMatcher.makeDeal(
            id: DealID(rawValue: 0), report: finding.report, camp: finding.analysis.camp,
            published: story.published, outlet: "Bench", language: finding.analysis.language)
        let id = try transaction.insertDeal(deal).id
        _ = try transaction.attach(report: finding.report, story: story.id, deal: id, at: now)
    }

    /// Real analyses of real texts, prepared before the clock runs.
    private static func findings(_ count: Int) throws -> [Finding] {
        let analyzer = Analyzer(lexicon: try Lexicon.load(directory: GoldStories.configuration))
        let known = try GoldStories.entries(600).compactMap { entry -> Finding? in
            let analysis = entry.analysed(by: analyzer, now: now)
            return analysis.deals.first.map { Finding(entry: entry, analysis: analysis, report: $0) }
        }
        guard !known.isEmpty else { throw BenchError("the analysis finds no deal in the gold stories") }
        return (0..<count).map { number in
            var finding = known[number % known.count]
            finding.entry.key = "urn:bench:\(number)"
            finding.entry.link = "https://news.example/\(number)"
            finding.entry.published = now.addingTimeInterval(-Double(number) * 60)
            return finding
        }
    }
}
