import Analysis
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Watch

/// What was said in another database, where deals have other numbers: exactly the deals that were called none there are none here.
@Suite struct ImportedLabelTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    private let directory: TemporaryDirectory
    private let store: Store

    init() throws {
        directory = try TemporaryDirectory()
        store = try Store.open(path: directory.file("deals.sqlite"), mode: .owner)
    }

    /// "investor investor > recipient", or "acquirer >> target", and a sum in billions.
    private static func report(_ words: String, _ billions: Double) -> DealReport {
        let isPurchase = words.contains(">>")
        let sides = words.split(separator: isPurchase ? " >> " : " > ")
            .map { $0.split(separator: " ").map(String.init) }
        let parties = zip(sides, isPurchase ? ["acquirer", "target"] : ["investor", "recipient"]).flatMap {
            names, role in
            names.map { Party(id: $0, role: Role(rawValue: role)) }
        }
        return DealReport(
            type: isPurchase ? .acquisition : .investment, status: .announced, isMain: true, parties: parties,
            amount: Amount(value: billions * 1e9, currency: "USD"))
    }

    /// A story that reports a deal each; the deals' numbers with it.
    private func file(_ reports: [DealReport]) async throws -> (story: StoryID, deals: [DealID]) {
        try await store.write { transaction in
            let feed = try transaction.addFeed(url: "https://wire.example/rss", title: "Wire").id
            var analysis = StoryAnalysis(language: .english, lexiconVersion: "1")
            analysis.isRelevant = true
            analysis.deals = reports
            let entry = Entry(
                key: "1", title: "A round-up", published: Self.now, text: "", language: .english)
            let outcome = try transaction.store(entry: entry, feed: feed, analysis: analysis, now: Self.now)
            guard case .new(let story) = outcome else { return try #require(nil as (StoryID, [DealID])?) }
            let deals = try reports.map { report in
                let deal = try transaction.insertDeal(
                    Deal(
                        id: DealID(rawValue: 0), type: report.type, status: report.status, camp: .open,
                        parties: report.parties, amount: report.amount, confidence: 0.9, firstSeen: Self.now,
                        lastChanged: Self.now, firstOutlet: "Wire", firstLanguage: .english))
                _ = try transaction.attach(report: report, story: story.id, deal: deal.id, at: Self.now)
                return deal.id
            }
            return (story.id, deals)
        }
    }

    /// As `campwatch export` writes it of a story with one rejected deal.
    private func label(rejecting report: DealReport) throws -> ImportedLabel {
        let text = """
            {"time": "2026-06-01T10:00:00Z", "author": "ada", "reason": "retold",
            "rejected_deals": [\(GoldDeal(report: report).json.compact)]}
            """
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(ImportedLabel.self, from: Data(text.utf8))
    }

    @Test(
        arguments: [
            // Told apart by what was bought, by what it is, by who gave and who took, and by the sum.
            ("lumen north > quellwerk", ["lumen north > openfox", "lumen north > quellwerk"], 1),
            ("lumen > openfox", ["lumen >> openfox", "lumen > openfox"], 1),
            ("lumen > openfox", ["openfox > lumen", "lumen > openfox"], 1),
            ("lumen > openfox", ["lumen > openfox", "lumen > openfox"], 1),
            // Another version of the lexicon sees one name more, or the deal not at all.
            ("lumen > quellwerk", ["north lumen > quellwerk", "lumen > openfox"], 0),
            ("lumen north > quellwerk", ["lumen north > openfox"], nil),
            ("lumen > quellwerk", ["lumen > openfox"], nil),
            ("lumen > quellwerk", ["lumen >> quellwerk"], nil),
        ] as [(String, [String], Int?)])
    func aRejectionIsOfThatDealAlone(said: String, here: [String], gone: Int?) async throws {
        // The one that is meant is the second, of two billions.
        let reports = here.enumerated().map { Self.report($1, Double($0 + 1)) }
        let (story, deals) = try await file(reports)
        let label = try label(rejecting: Self.report(said, 2))

        let isStale = try await store.write { try label.apply(to: story, in: $0) }

        let stand = deals.enumerated().filter { $0.offset != gone }.map(\.element)
        #expect(isStale == false)
        #expect(try await Set(store.deals(DealQuery(limit: 9)).map(\.id)) == Set(stand))
        #expect(try await Set(store.write { try $0.reports(by: story) }.map(\.deal)) == Set(stand))
    }
}
