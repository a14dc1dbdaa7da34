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
}
