import Foundation
import NewsModel
import Persistence

/// A list as the command line asks for it, and the same question for the `sqlite3` shell.
enum ArchiveQuery: String, CaseIterable {
    case stories, camp, language, company, surest, deals, dealsOfCompany, dealsBySum, companies, today
    case searchLatin, searchCJK

    static let latin = [
        "OpenAI", "Mistral", "investment", "open weights", "licence", "Milliarden", "веса", "quantization",
        "data centre",
    ]
    static let cjk = ["开源模型", "人工智能", "데이터센터", "오픈소스", "データセンター", "オープン", "开放权重", "人工知能", "인공지능"]
    private static let busiest = "company-0"
    private static let rows = 50
    private static let week = Archive.end.addingTimeInterval(-7 * 86_400)

    /// As the table names it.
    var what: String {
        switch self {
        case .stories: "stories"
        case .camp: "stories --camp open"
        case .language: "stories --lang ko"
        case .company: "stories --party (busiest)"
        case .surest: "stories --sort confidence"
        case .deals: "deals"
        case .dealsOfCompany: "deals --party (busiest)"
        case .dealsBySum: "deals --sort amount"
        case .companies: "companies"
        case .today: "today --since 7d"
        case .searchLatin: "\(Self.latin.count) searches, Latin, Cyrillic"
        case .searchCJK: "\(Self.cjk.count) searches, CJK"
        }
    }

    var phrases: [String]? {
        switch self {
        case .searchLatin: Self.latin
        case .searchCJK: Self.cjk
        default: nil
        }
    }

    /// Asks once, or once for each phrase.
    func run(on store: Store) async throws {
        let rows = Self.rows
        switch self {
        case .stories: _ = try await store.stories(StoryQuery(isRelevant: true, limit: rows))
        case .camp: _ = try await store.stories(StoryQuery(camp: .open, isRelevant: true, limit: rows))
        case .language:
            _ = try await store.stories(StoryQuery(language: .korean, isRelevant: true, limit: rows))
        case .company:
            _ = try await store.stories(StoryQuery(party: Self.busiest, isRelevant: true, limit: rows))
        case .surest:
            _ = try await store.stories(StoryQuery(isRelevant: true, order: .confidence, limit: rows))
        case .deals: _ = try await store.deals(DealQuery(limit: rows))
        case .dealsOfCompany: _ = try await store.deals(DealQuery(party: Self.busiest, limit: rows))
        case .dealsBySum: _ = try await store.deals(DealQuery(order: .amount, limit: rows))
        case .companies: _ = try await store.companies(since: nil, limit: rows)
        case .today:
            _ = try await store.deals(DealQuery(newSince: Self.week, order: .amount, limit: 2_000))
            _ = try await store.changes(since: Self.week, limit: 5)
            _ = try await store.shifts(since: Self.week, limit: 5)
        case .searchLatin, .searchCJK: break
        }
    }

    static func search(_ phrase: String, on store: Store) async throws {
        _ = try await store.stories(StoryQuery(isRelevant: true, text: "\"\(phrase)\"", limit: rows))
    }

    /// What a person would write.
    var sql: String {
        let select =
            "SELECT s.*, f.title FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.is_relevant = 1"
        let newest = "ORDER BY s.published DESC, s.id DESC LIMIT \(Self.rows);"
        let since = Int64(Self.week.timeIntervalSince1970 * 1_000)
        return switch self {
        case .stories: "\(select) \(newest)"
        case .camp: "\(select) AND s.camp = 'open' \(newest)"
        case .language: "\(select) AND s.language = 'ko' \(newest)"
        case .company:
            """
            \(select) AND s.id IN (SELECT r.story_id FROM deal_parties p JOIN reports r ON r.deal_id = p.deal_id
            WHERE p.party = '\(Self.busiest)') \(newest)
            """
        case .surest:
            "\(select) ORDER BY s.camp_confidence DESC, s.published DESC, s.id DESC LIMIT \(Self.rows);"
        case .deals:
            "SELECT * FROM deals WHERE merged_into IS NULL AND rejected_at IS NULL ORDER BY last_changed DESC, id DESC LIMIT \(Self.rows);"
        case .dealsOfCompany:
            """
            SELECT * FROM deals WHERE merged_into IS NULL AND rejected_at IS NULL
            AND id IN (SELECT deal_id FROM deal_parties WHERE party = '\(Self.busiest)')
            ORDER BY last_changed DESC, id DESC LIMIT \(Self.rows);
            """
        case .dealsBySum:
            "SELECT * FROM deals WHERE merged_into IS NULL AND rejected_at IS NULL ORDER BY amount_value DESC, id DESC LIMIT \(Self.rows);"
        case .companies:
            """
            SELECT party, count(*) AS deals, sum(camp = 'open'), sum(camp = 'closed'), max(last_changed) FROM (
            SELECT DISTINCT p.party, d.id, d.camp, d.last_changed FROM deals d
            JOIN deal_parties p ON p.deal_id = d.id WHERE d.merged_into IS NULL AND d.rejected_at IS NULL)
            GROUP BY party ORDER BY deals DESC, 5 DESC, party LIMIT \(Self.rows);
            """
        case .today:
            """
            SELECT * FROM deals WHERE first_seen >= \(since) AND merged_into IS NULL AND rejected_at IS NULL ORDER BY amount_value DESC LIMIT 2000;
            SELECT * FROM deal_changes WHERE time >= \(since) AND json_extract(change, '$.kind') = 'update' LIMIT 5;
            SELECT id FROM stories WHERE first_seen >= \(since) AND is_relevant = 1
            AND json_array_length(analysis, '$.shifts') > 0 ORDER BY published DESC LIMIT 5;
            """
        case .searchLatin, .searchCJK:
            (phrases ?? []).map { phrase in
                "\(select) AND s.id IN (SELECT rowid FROM story_search WHERE story_search MATCH '\"\(phrase)\"') \(newest)"
            }.joined(separator: "\n")
        }
    }
}

/// Asks one question of an archive, as a process of its own like the command line.
enum ArchiveWorker {
    static func run(_ query: ArchiveQuery, file: String) async throws -> [String: Double] {
        let opening = Stopwatch()
        let store = try Store.open(path: file, mode: .reader)
        var times: [Double] = []
        if let phrases = query.phrases {
            for phrase in phrases {
                let clock = Stopwatch()
                try await ArchiveQuery.search(phrase, on: store)
                times.append(clock.wall)
            }
        } else {
            try await query.run(on: store)
            times.append(opening.wall)
        }
        times.sort()
        return ["median": times[times.count / 2], "slowest": times[times.count - 1]]
    }
}
