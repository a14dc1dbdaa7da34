import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

/// Lists of deals are read from indexes; they must be what sorting all deals gives.
@Suite struct DealListTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    private static let sums: [Amount?] = [
        nil, Amount(value: 3e8, currency: "USD"), Amount(value: 2.7e8, currency: "EUR"),
        Amount(value: 5e10, currency: "JPY"), Amount(value: 9e9, currency: "XAU"),
    ]

    /// 120 deals, many of them alike in what lists are sorted by; some are merged into others or rejected.
    private func fill() async throws {
        try await store.write { transaction in
            for number in 0..<120 {
                var deal = Deal.sample(
                    number % 2 == 0 ? .investment : .release, parties: ["acme", "p\(number % 7)"],
                    status: number % 4 == 0 ? .rumoured : .announced, camp: number % 3 == 0 ? .open : .closed,
                    changed: after(Double(number * 37 % 20) * 3_600))
                deal.amount = Self.sums[number % 5]
                deal.confidence = Double(number % 6) / 10
                let id = try transaction.insertDeal(deal).id
                if number % 11 == 3 { try transaction.reject(deal: id, at: noon) }
                if number % 13 == 5 { try transaction.markMerged(id, into: DealID(rawValue: 1)) }
            }
        }
    }

    private func worth(_ deal: Deal) -> Double { deal.amount.flatMap(CurrencyRates.dollars) ?? -1 }

    @Test(arguments: DealQuery.Order.allCases)
    func aListIsWhatSortingAllDealsGives(order: DealQuery.Order) async throws {
        try await fill()
        let all = try await store.deals(DealQuery(limit: 1_000))
        #expect(all.count == 100)
        let sorted = all.sorted { one, other in
            let keys = [one, other].map { deal in
                switch order {
                case .changed: [deal.lastChanged.timeIntervalSince1970]
                case .seen: [deal.firstSeen.timeIntervalSince1970]
                case .amount: [worth(deal), deal.lastChanged.timeIntervalSince1970]
                case .outlets: [Double(deal.outletCount), deal.lastChanged.timeIntervalSince1970]
                case .confidence: [deal.confidence, deal.lastChanged.timeIntervalSince1970]
                }
            }
            return keys[0] == keys[1]
                ? one.id.rawValue > other.id.rawValue : keys[1].lexicographicallyPrecedes(keys[0])
        }
        let tests: [(DealQuery, (Deal) -> Bool)] = [
            (DealQuery(order: order, limit: 30), { _ in true }),
            (DealQuery(camp: .open, order: order, limit: 30), { $0.camp == .open }),
            (
                DealQuery(type: .release, status: .announced, order: order, limit: 30),
                { $0.type == .release && $0.status == .announced }
            ),
            (DealQuery(party: "p3", order: order, limit: 9), { $0.parties.contains { $0.id == "p3" } }),
            (
                DealQuery(party: "acme", since: after(9 * 3_600), order: order, limit: 200),
                { $0.lastChanged >= after(9 * 3_600) }
            ),
            (
                DealQuery(leastDollars: 3.1e8, order: order, limit: 200),
                { $0.amount != nil && (worth($0) < 0 || worth($0) >= 3.1e8) }
            ),
            (
                DealQuery(mostDollars: 3.05e8, leastConfidence: 0.3, order: order, limit: 200),
                { $0.amount != nil && worth($0) <= 3.05e8 && $0.confidence >= 0.3 }
            ),
            (DealQuery(leastOutlets: 1, order: order, limit: 200), { _ in true }),
        ]
        for (query, holds) in tests {
            let expected = sorted.filter(holds).prefix(query.limit)
            #expect(try await store.deals(query) == Array(expected), "\(query)")
            #expect(try await store.dealIDs(query) == expected.map(\.id))
            #expect(!expected.isEmpty)
        }
        #expect(
            try await store.deals(ids: [all[2].id, DealID(rawValue: 999), all[0].id]) == [all[2], all[0]])
    }

    /// Fails when rates are changed without a new index for them.
    @Test(arguments: ["deals_by_sum": DealQuery.Order.amount, "deals_listed": .changed])
    func anIndexHasTheOrder(index: String, order: DealQuery.Order) async throws {
        let plan = try await store.read("explain") { db in
            let (sql, arguments) = try DealQuery(order: order, limit: 50).statement(db)
            return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
                $0["detail"] as String
            }
        }
        #expect(plan.count == 1 && plan[0].hasSuffix("INDEX \(index)"), "\(plan)")
    }

    /// By both ways of finding them: from few stories, and deal by deal.
    @Test(arguments: [20_000, 0])
    func dealsAreFoundByTheStoriesThatReportThem(fewStories: Int) async throws {
        let feeds = [try await store.add(), try await store.add(feed: "https://b.example/f", title: "Other")]
        let languages: [Language] = [.english, .korean, .german]
        for number in 0..<12 {
            var analysis = StoryAnalysis.sample()
            analysis.language = languages[number % 3]
            let story = try #require(
                try await store.put(
                    .sample("e\(number)", title: "Story \(number)"), feed: feeds[number % 2],
                    analysis: analysis
                ).story)
            _ = try await store.write { transaction in
                let deal = try transaction.insertDeal(.sample(changed: after(Double(number)))).id
                return try transaction.attach(report: .sample(), story: story.id, deal: deal, at: noon)
            }
        }
        let tests: [(DealQuery, [Int64])] = [
            (DealQuery(language: .korean, limit: 9), [11, 8, 5, 2]),
            (DealQuery(language: .korean, limit: 2), [11, 8]),
            (DealQuery(feed: feeds[0], order: .amount, limit: 9), [11, 9, 7, 5, 3, 1]),
            (DealQuery(party: "acme", language: .korean, feed: feeds[1], limit: 9), [8, 2]),
            (DealQuery(language: .french, limit: 9), []),
        ]
        for (query, expected) in tests {
            let found = try await store.read("find") { db in
                let (sql, arguments) = try query.statement(db, fewStories: fewStories)
                return try Int64.fetchAll(db, sql: sql, arguments: arguments)
            }
            #expect(found == expected, "\(query)")
        }
    }

    /// Decoding them would take most of the time of a list, which shows none of them.
    @Test func listsLeaveOutTheMarks() async throws {
        let id = try await store.write { transaction in
            var deal = Deal.sample()
            deal.marks = DealMarks()
            return try transaction.insertDeal(deal).id
        }
        #expect(try await store.deals(DealQuery(limit: 1)).map(\.marks) == [nil])
        #expect(try await store.deal(id: id)?.deal.marks == DealMarks())
    }

    @Test func partiesAreListedOnce() async throws {
        #expect(try await store.knownParties() == [])
        try await fill()
        #expect(try await store.knownParties() == ["acme", "p0", "p1", "p2", "p3", "p4", "p5", "p6"])
    }

    /// What `company_deals` is to hold, and what it holds.
    private func companyDeals() async throws -> (expected: [String], stored: [String]) {
        try await store.write { transaction in
            let columns =
                "p.party || ' ' || d.last_changed || ' ' || d.id || ' ' || d.camp || ' ' || d.first_seen"
            let expected = try String.fetchAll(
                transaction.db,
                sql: """
                    SELECT DISTINCT \(columns) FROM deal_parties p JOIN deals d ON d.id = p.deal_id
                    WHERE d.merged_into IS NULL AND d.rejected_at IS NULL ORDER BY 1
                    """)
            let stored = try String.fetchAll(
                transaction.db,
                sql: """
                    SELECT party || ' ' || last_changed || ' ' || deal_id || ' ' || camp || ' ' || first_seen
                    FROM company_deals ORDER BY 1
                    """)
            return (expected, stored)
        }
    }

    /// What `daily_deals` is to hold, and what it holds.
    private func dailyDeals() async throws -> (expected: [String], stored: [String]) {
        try await store.write { transaction in
            let expected = try Row.fetchAll(
                transaction.db,
                sql: """
                    SELECT first_seen / 86400000 AS day, type, status, camp,
                        coalesce(amount_bound = 'up_to', 0) AS is_promise, count(*) AS deals,
                        count(\(Deal.dollars)) AS sums, total(round(\(Deal.dollars))) AS dollars
                    FROM deals WHERE merged_into IS NULL AND rejected_at IS NULL GROUP BY 1, 2, 3, 4, 5
                    """)
            let stored = try Row.fetchAll(
                transaction.db, sql: "SELECT * FROM daily_deals ORDER BY day, type, status, camp, is_promise")
            return (expected.map(\.description), stored.map(\.description))
        }
    }

    @Test func theDealsOfTheCompaniesFollowEveryChange() async throws {
        try await fill()
        let feed = try await store.add()
        let story = try #require(try await store.put(feed: feed).story)
        let steps: [@Sendable (StoreTransaction) throws -> Void] = [
            { _ in },
            { transaction in
                var deal = try #require(try transaction.deal(id: DealID(rawValue: 9)))
                deal.parties = [
                    Party(id: "p1", role: Role(rawValue: "investor")),
                    Party(id: "p1", role: Role(rawValue: "partner")),
                    Party(id: "late", role: Role(rawValue: "partner")),
                ]
                deal.camp = .closed
                deal.lastChanged = after(90_000)
                try transaction.updateDeal(deal)
                deal.lastChanged = after(-90_000)
                deal.parties.removeFirst()
                deal.firstSeen = after(-200_000)
                try transaction.restate(deal)
            },
            { try $0.shelve(deal: DealID(rawValue: 10)) },
            { transaction in
                let deal = DealID(rawValue: 10)
                _ = try transaction.attach(report: .sample(), story: story.id, deal: deal, at: noon)
            },
            { try $0.markMerged(DealID(rawValue: 1), into: DealID(rawValue: 2)) },
            {
                try $0.db.execute(sql: "UPDATE deals SET merged_into = NULL; DELETE FROM deals WHERE id = 12")
            },
        ]
        for step in steps {
            try await store.write(step)
            let (expected, stored) = try await companyDeals()
            #expect(stored == expected && !stored.isEmpty)
            let days = try await dailyDeals()
            #expect(days.stored == days.expected && !days.stored.isEmpty)
        }
    }
}
