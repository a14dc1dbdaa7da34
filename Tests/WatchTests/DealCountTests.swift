import FoundationEssentials
import NewsModel
import Persistence
import Testing

@testable import Watch

/// What is counted ahead, by day and by company, must be what counting the listed deals gives, whatever people do to them.
@Suite struct DealCountTests {
    private let desk: DealDesk

    init() throws { desk = try DealDesk() }

    private func stake(
        in taker: String, _ value: Double?, _ currency: String = "USD", bound: Bound = .exact,
        status: DealStatus = .announced, by investor: String = "lumen"
    ) -> DealReport {
        DealReport(
            type: .investment, status: status, isMain: true,
            parties: [
                Party(id: investor, role: Role(rawValue: "investor")),
                Party(id: taker, role: Role(rawValue: "recipient")),
            ], amount: value.map { Amount(value: $0, currency: currency, bound: bound) })
    }

    private func file() async throws {
        let reports = [
            stake(in: "openfox", 1e9), stake(in: "openfox", 1e9), stake(in: "corvus", 3.3333e8, "EUR"),
            stake(in: "vela", nil, status: .rumoured), stake(in: "mira", 7.1e9, "JPY", bound: .upTo),
            stake(in: "mira", 5e5, "XAU", by: "zephyr"), stake(in: "odd", .infinity, by: "zephyr"),
        ]
        for (number, report) in reports.enumerated() {
            try await desk.file(
                "\(number)", reports: [report], camp: [.open, .closed, .neither][number % 3],
                feed: "f\(number)",
                hours: Double(number) * 11)
        }
    }

    /// By the rows of the deals alone.
    private func counted(since: Date) async throws -> [DailyDeals] {
        let deals = try await desk.store.deals(DealQuery(firstSince: since, limit: 1_000))
        var days: [DailyDeals] = []
        for deal in deals {
            let day = (deal.firstSeen.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
            let isPromise = deal.amount?.bound == .upTo
            let dollars = deal.amount.flatMap(CurrencyRates.dollars).map { min($0.rounded(), 1e15) }
            let place = days.firstIndex {
                $0.day.timeIntervalSince1970 == day && $0.type == deal.type && $0.status == deal.status
                    && $0.camp == deal.camp && $0.isPromise == isPromise
            }
            let row = DailyDeals(
                day: Date(timeIntervalSince1970: day), type: deal.type, status: deal.status, camp: deal.camp,
                isPromise: isPromise, deals: 1, sums: dollars == nil ? 0 : 1, dollars: dollars ?? 0)
            guard let place else {
                days.append(row)
                continue
            }
            days[place].deals += 1
            days[place].sums += row.sums
            days[place].dollars += row.dollars
        }
        return days
    }

    /// Number of deals, open ones and closed ones, and the last change of each company.
    private func activity(since: Date) async throws -> [String: [Double]] {
        var companies: [String: [Double]] = [:]
        for deal in try await desk.store.deals(DealQuery(firstSince: since, limit: 1_000)) {
            for party in Set(deal.parties.map(\.id)) {
                var row = companies[party] ?? [0, 0, 0, 0]
                row[0] += 1
                row[1] += deal.camp == .open ? 1 : 0
                row[2] += deal.camp == .closed ? 1 : 0
                row[3] = max(row[3], deal.lastChanged.timeIntervalSince1970)
                companies[party] = row
            }
        }
        return companies
    }

    private func check(_ what: String) async throws {
        for since in [Date.distantPast, DealDesk.start.addingTimeInterval(86_400)] {
            let midnight = Date(
                timeIntervalSince1970: (since.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
            let days = try await desk.store.dailyDeals(since: midnight)
            #expect(Set(days) == Set(try await counted(since: midnight)), "\(what)")
            let companies = try await desk.store.companies(since: since, limit: 100).map {
                (
                    $0.id,
                    [
                        Double($0.deals), Double($0.open), Double($0.closed),
                        $0.lastChanged.timeIntervalSince1970,
                    ]
                )
            }
            let expected = try await activity(since: since)
            #expect(Dictionary(uniqueKeysWithValues: companies) == expected, "\(what)")
        }
    }

    @Test func countsFollowWhateverPeopleSayOfDeals() async throws {
        try await file()
        try await check("filed")
        #expect(try await desk.deals().count >= 6)
        let label = StoryLabel(camp: .mixed, rejected: nil)
        let requests: [ControlRequest] = [
            ControlRequest(.labelStory, author: "ada", story: 1, label: label),
            ControlRequest(.labelStory, author: "ada", story: 3, label: StoryLabel(camp: .open, deals: [])),
            ControlRequest(.rejectDeal, deal: 1), ControlRequest(.rejectDeal, deal: 3),
            ControlRequest(.unrejectDeal, deal: 1),
            ControlRequest(.mergeDeals, deal: 1, other: 2, author: "ada"),
            ControlRequest(.splitDeal, deal: 1, stories: [3], author: "ada"),
            ControlRequest(.clearLabel, author: "ada", story: 1),
            ControlRequest(.labelStory, author: "ada", story: 4, label: StoryLabel(relevant: false)),
            ControlRequest(.unrejectDeal, deal: 3),
        ]
        for request in requests {
            let isDone = await desk.perform(request).ok
            #expect(isDone, "\(request)")
            try await check("\(request)")
        }
        _ = await desk.reanalyze([1, 2, 3, 4, 5])
        try await check("analysed again")
        var limits = Configuration.Retention()
        limits.stories = .seconds(1)
        _ = try await RetentionPass(store: desk.store, limits: limits, now: Date()).run()
        try await check("forgotten")
    }

    /// Of a revised story the sum, the status and the day are those of the new text.
    @Test func countsFollowWhatStoriesSayLater() async throws {
        try await file()
        try await desk.file(
            "later", reports: [stake(in: "openfox", 1.2e9, status: .completed)], camp: .open, feed: "g",
            hours: 90)
        try await check("told again")
        try await desk.file(
            "2", reports: [stake(in: "corvus", 4e8, "EUR")], camp: .closed, feed: "f2", hours: 95)
        try await check("revised")
        try await desk.file("3", reports: [], feed: "f3", hours: 96)
        try await check("told no more")
    }
}
