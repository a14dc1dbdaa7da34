import Foundation
import NewsModel
import Persistence
import TestSupport

@testable import campwatch

/// A temporary state directory with two feeds, two stories in two languages, one deal and one alert.
struct CLIFixture {
    let directory: TemporaryDirectory
    let store: Store
    static let now = Date(timeIntervalSince1970: 1_763_548_200)  // 2025-11-19 10:30 UTC

    var arguments: [String] { ["--state", directory.path, "--config", directory.path] }

    var context: CommandContext {
        CommandContext(terminal: .file, environment: [:], now: CLIFixture.now)
    }

    init() async throws {
        directory = try TemporaryDirectory()
        store = try Store.open(path: directory.file("campwatch.sqlite"), mode: .owner)
    }

    /// Stores what the tests look at.
    func fill() async throws {
        let now = CLIFixture.now
        try await store.write { transaction in
            let wire = try transaction.addFeed(url: "https://wire.example/rss", title: "Example Wire").id
            let blog = try transaction.addFeed(
                url: "https://blog.example/rss", title: "博客\u{1B}[2J", language: .chineseSimplified
            ).id
            let failed = FeedState(
                nextCheck: now.addingTimeInterval(720), nextCheckReason: "second failure in a row, 12 min",
                lastChecked: now.addingTimeInterval(-60), lastStatus: 503,
                lastError: "503 Service Unavailable",
                failureCount: 2)
            try transaction.updateFeed(blog, state: failed, title: nil)
            let analysis = CLIFixture.analysis
            let outcome = try transaction.store(
                entry: CLIFixture.entry, feed: wire, analysis: analysis, now: now.addingTimeInterval(-3_600))
            guard case .new(let story) = outcome else { return }
            let deal = try transaction.insertDeal(CLIFixture.deal)
            _ = try transaction.attach(
                report: analysis.deals[0], story: story.id, deal: deal.id, at: now.addingTimeInterval(-3_600))
            _ = try transaction.store(
                entry: Entry(key: "2", title: "足球俱乐部更换赞助商", published: now, text: "无关。"), feed: blog,
                analysis: StoryAnalysis(language: .chineseSimplified, lexiconVersion: "1"), now: now)
            let alert = Alert(
                id: "0123456789abcdef", time: now.addingTimeInterval(-3_500), rule: "big", severity: .info,
                change: DealChange(kind: .new), deal: deal, story: Alert.StoryReference(story: story),
                evidence: [])
            _ = try transaction.enqueue(alert: alert, sinks: ["log"], at: now.addingTimeInterval(-3_500))
        }
    }

    static let entry = Entry(
        key: "1", title: "Lumen Fund backs Openfox", link: "https://wire.example/openfox",
        published: now.addingTimeInterval(-7_200),
        text: "Lumen Fund will put up to $2bn into Openfox. The weights of its models are public.")

    static let parties = [
        Party(id: "lumen-fund", role: Role(rawValue: "investor")),
        Party(id: "openfox", role: Role(rawValue: "recipient")),
    ]

    static let deal = Deal(
        id: DealID(rawValue: 0), type: .investment, status: .announced, camp: .open, parties: parties,
        amount: Amount(value: 2e9, currency: "USD", bound: .upTo), confidence: 0.93,
        firstSeen: now.addingTimeInterval(-3_600), lastChanged: now.addingTimeInterval(-3_600),
        firstOutlet: "Example Wire", firstLanguage: .english)

    static let analysis: StoryAnalysis = {
        let sentence = "Lumen Fund will put up to $2bn into Openfox."
        var analysis = StoryAnalysis(language: .english, languageConfidence: 0.99, lexiconVersion: "1")
        analysis.isRelevant = true
        analysis.relevanceConfidence = 0.97
        analysis.camp = .open
        analysis.campConfidence = 0.91
        analysis.dealTypes = [.investment]
        analysis.primary = .investment
        analysis.evidence = [
            Evidence(
                label: "camp:open", field: .text, start: 49, end: 56, cue: "weights",
                sentence: "The weights of its models are public.", weight: 1.4)
        ]
        analysis.deals = [
            DealReport(
                type: .investment, status: .announced, isMain: true, parties: parties, amount: deal.amount,
                confidence: 0.93,
                evidence: [
                    Evidence(
                        label: "deal:investment", field: .text, start: 16, end: 19, cue: "put",
                        sentence: sentence, weight: 2.1),
                    Evidence(
                        label: "amount", field: .text, start: 26, end: 30, cue: "$2bn", sentence: sentence,
                        weight: 0.8),
                ])
        ]
        return analysis
    }()
}
