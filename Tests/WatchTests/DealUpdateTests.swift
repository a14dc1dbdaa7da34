import Foundation
import NewsModel
import Testing

/// What of a known deal is told, and that it is told once.
@Suite struct DealUpdateTests {
    private let desk: DealDesk

    init() throws { desk = try DealDesk() }

    private func report(_ type: DealType, _ pairs: String, dollars: Double? = nil) -> DealReport {
        let parties = pairs.split(separator: " ").map { pair in
            let parts = pair.split(separator: ":")
            return Party(id: String(parts[1]), role: Role(rawValue: String(parts[0])))
        }
        return DealReport(
            type: type, status: .announced, isMain: true, parties: parties,
            amount: dollars.map { Amount(value: $0, currency: "USD") })
    }

    private var stake: DealReport { report(.investment, "investor:lumen recipient:openfox", dollars: 2e9) }
    private var order: DealReport { report(.compute, "customer:openfox provider:lumen") }

    @Test func aFurtherSideOfAKnownDealIsToldOnce() async throws {
        let told = [
            try await desk.file("1", reports: [stake]),
            try await desk.file("2", reports: [stake, order], feed: "b", hours: 2),
            try await desk.file("2", reports: [stake, order], feed: "b", hours: 2, seen: 3),
            try await desk.file("3", reports: [stake, order], feed: "c", hours: 4),
        ]

        #expect(told == [["new"], ["update: also compute"], [], []])
        #expect(try await desk.deals() == [1: [1, 2, 3]])
    }

    @Test func aSideIsNotToldAgainAfterItsStoryHasDroppedIt() async throws {
        try await desk.file("1", reports: [stake])
        try await desk.file("2", reports: [stake, order], feed: "b", hours: 2)
        try await desk.file("2", reports: [stake], feed: "b", hours: 2, seen: 3)

        #expect(try await desk.file("3", reports: [stake, order], feed: "c", hours: 4).isEmpty)
    }

    @Test func sidesOfANewDealAreOneAlert() async throws {
        #expect(try await desk.file("1", reports: [stake, order]) == ["new"])
        #expect(try await desk.file("2", reports: [stake, order], feed: "b", hours: 1).isEmpty)
    }

    @Test func typeAndPartyThatAreToldLaterAreToldOnce() async throws {
        let declared = report(.partnership, "partner:openfox partner:lumen")
        let told = [
            try await desk.file("1", reports: [declared]),
            try await desk.file("2", reports: [order], feed: "b", hours: 2),
            try await desk.file("3", reports: [order], feed: "c", hours: 4),
            try await desk.file("4", reports: [declared], feed: "d", hours: 5),
        ]

        #expect(told == [["new"], ["update: type partnership → compute"], [], []])
        #expect(try await desk.deals() == [1: [1, 2, 3, 4]])
    }

    @Test func aDenialIsToldOnce() async throws {
        let talks = (
            "Yandex in talks to buy Govor Labs",
            "Yandex is in talks to acquire the speech start-up Govor Labs, two people familiar with the matter said. "
                + "The developer of language models was founded in 2021."
        )
        #expect(try await desk.file("1", talks.0, talks.1) == ["new"])

        let denial = (
            "Yandex denies that it will buy Govor Labs",
            "Yandex denied on Friday that it will acquire Govor Labs. The reports are false, it said."
        )
        let told = try await desk.file("2", denial.0, denial.1, feed: "b", hours: 30)
        let again = try await desk.file("3", denial.0, denial.1 + " Govor is silent.", feed: "c", hours: 31)

        #expect(told == ["update: status rumoured → cancelled"] && again.isEmpty)
    }
}
