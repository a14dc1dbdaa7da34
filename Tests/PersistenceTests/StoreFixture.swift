import Foundation
import GRDB
import NewsModel

@testable import Persistence

/// A database in a folder of its own, which goes when the fixture goes.
final class StoreFixture: Sendable {
    let folder: String
    var path: String { folder + "/campwatch.sqlite" }

    init() throws {
        folder = NSTemporaryDirectory() + "campwatch-store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        // Nothing depends on it: the system clears its temporary folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    func owner() throws -> Store { try Store.open(path: path, mode: .owner) }
    func reader() throws -> Store { try Store.open(path: path, mode: .reader) }
}

/// Noon of a working day; every test counts from it.
let noon = Date(timeIntervalSince1970: 1_760_000_000)

func after(_ seconds: Double) -> Date { noon.addingTimeInterval(seconds) }

extension Entry {
    static func sample(
        _ key: String = "e1", title: String = "Acme opens its model", link: String? = nil,
        text: String = "Acme put the weights on the web."
    ) -> Entry {
        Entry(key: key, title: title, link: link, published: noon, text: text)
    }
}

extension StoryAnalysis {
    static func sample(camp: Camp = .open, types: [DealType] = [.release]) -> StoryAnalysis {
        var analysis = StoryAnalysis(language: .english, lexiconVersion: "test")
        analysis.isRelevant = true
        analysis.camp = camp
        analysis.campConfidence = 0.75
        analysis.dealTypes = types
        analysis.primary = types.first ?? .none
        analysis.evidence = [
            Evidence(
                label: "camp:open", field: .title, start: 5, end: 10, cue: "opens",
                sentence: "Acme opens its model", weight: 1.5)
        ]
        return analysis
    }
}

extension DealReport {
    static func sample(
        _ type: DealType = .investment, parties: [String] = ["acme", "globex"]
    ) -> DealReport {
        DealReport(
            type: type, status: .announced, isMain: true,
            parties: parties.map { Party(id: $0, role: Role(rawValue: "partner")) },
            amount: Amount(value: 2e9, currency: "USD", bound: .upTo), confidence: 0.9,
            evidence: [
                Evidence(
                    label: "amount", field: .text, start: 0, end: 4, cue: "Acme", sentence: "Acme.", weight: 1
                )
            ])
    }
}

extension Deal {
    static func sample(
        _ type: DealType = .investment, parties: [String] = ["acme", "globex"],
        status: DealStatus = .announced,
        camp: Camp = .open, changed: Date = noon
    ) -> Deal {
        Deal(
            id: DealID(rawValue: 0), type: type, status: status, camp: camp,
            parties: parties.map { Party(id: $0, role: Role(rawValue: "partner")) },
            amount: Amount(value: 2e9, currency: "USD", bound: .upTo),
            quantity: Quantity(value: 5, unit: "GW"), confidence: 0.9, firstSeen: changed,
            lastChanged: changed, firstOutlet: "Daily", firstLanguage: .english)
    }
}

extension Alert {
    static func sample(_ id: String = "a1", deal: Deal, story: Story) -> Alert {
        Alert(
            id: id, time: noon, rule: "all", severity: .notice, change: DealChange(kind: .new), deal: deal,
            story: StoryReference(story: story), evidence: [])
    }
}

extension Store {
    @discardableResult
    func add(feed url: String = "https://a.example/feed", title: String = "Daily") async throws -> FeedID {
        try await write { transaction in try transaction.addFeed(url: url, title: title).id }
    }

    @discardableResult
    func put(
        _ entry: Entry = .sample(), feed: FeedID, analysis: StoryAnalysis = .sample(), at now: Date = noon
    ) async throws -> StoryOutcome {
        try await write { transaction in
            try transaction.store(entry: entry, feed: feed, analysis: analysis, now: now)
        }
    }
}

extension StoryOutcome {
    var story: Story? {
        switch self {
        case .new(let story), .revised(let story, _, _), .carried(let story): story
        case .unchanged: nil
        }
    }
}

extension Store {
    /// Puts a story into the database of an earlier version, which today's code cannot.
    func insertStory(
        _ analysis: StoryAnalysis = .sample(), feed: FeedID
    ) async throws -> StoryID {
        let row: StatementArguments = ["feed": feed.rawValue]
        let more = try analysis.arguments()
        return try await write { transaction in
            try transaction.db.execute(
                sql: """
                    INSERT INTO stories (feed_id, title, text, published, first_seen, language, is_relevant, camp,
                        camp_confidence, primary_type, analysis)
                    VALUES (:feed, 'T', '', 1000, 1000, :language, :isRelevant, :camp, :campConfidence,
                        :primaryType, :analysis)
                    """, arguments: row + more)
            return StoryID(rawValue: transaction.db.lastInsertedRowID)
        }
    }

    /// All facts, each as text.
    func facts() async throws -> [String] {
        try await read("read the facts") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM story_facts ORDER BY story_id, fact, value").map(
                \.description)
        }
    }
}
