import NewsModel
import Persistence
import Testing

@testable import Watch

/// Rules that tell of deals which close a circle of money.
@Suite struct CycleRuleTests {
    private func report(
        _ type: DealType, _ parties: [(String, String)], _ status: DealStatus = .announced
    ) -> DealReport {
        DealReport(
            type: type, status: status, isMain: true,
            parties: parties.map { Party(id: $0.0, role: Role(rawValue: $0.1)) }, confidence: 0.9)
    }

    private func investment(_ from: String, _ to: String, _ status: DealStatus = .announced) -> DealReport {
        report(.investment, [(from, "investor"), (to, "recipient")], status)
    }

    private func compute(_ from: String, _ to: String) -> DealReport {
        report(.compute, [(from, "customer"), (to, "provider")])
    }

    @Test func theDealThatClosesACircleIsTold() async throws {
        let desk = try DealDesk(rule: "cycle = yes")
        let told = [
            try await desk.file("1", reports: [investment("nvidia", "openai")]),
            try await desk.file("2", reports: [compute("openai", "oracle")], hours: 48),
            try await desk.file("3", reports: [investment("softbank", "openai")], hours: 96),
            try await desk.file("4", reports: [compute("oracle", "nvidia")], hours: 144),
        ]
        #expect(told == [[], [], [], ["new: circle of money oracle → nvidia → openai → oracle"]])
        let alerts = try await desk.alerts()
        #expect(alerts.map(\.deal.id.rawValue) == [4])
        #expect(alerts.map(\.circle) == [["oracle", "nvidia", "openai"]])
    }

    /// Money that is only talked about goes nowhere.
    @Test func aRumourClosesACircleWhenItIsConfirmed() async throws {
        let desk = try DealDesk(rule: "cycle = yes")
        let told = [
            try await desk.file("1", reports: [compute("xai", "nvidia")]),
            try await desk.file("2", reports: [investment("nvidia", "xai", .rumoured)], hours: 48),
            try await desk.file("3", reports: [investment("nvidia", "xai")], feed: "b", hours: 96),
        ]
        #expect(
            told == [[], [], ["update: status rumoured → announced, circle of money nvidia → xai → nvidia"]])
    }

    /// What goes round is not what its receiver asked for.
    @Test func aRuleThatAsksForNoCircleIsToldOfNone() async throws {
        let desk = try DealDesk()
        try await desk.file("1", reports: [compute("xai", "nvidia")])
        #expect(try await desk.file("2", reports: [investment("nvidia", "xai")], hours: 48) == ["new"])
    }

    /// A rule above that asks nothing costs no question and changes no answer.
    @Test func otherConditionsHoldBesides() async throws {
        let desk = try DealDesk(rule: "cycle = yes and deal = acquisition")
        try await desk.file("1", reports: [compute("xai", "nvidia")])
        #expect(try await desk.file("2", reports: [investment("nvidia", "xai")], hours: 48).isEmpty)
    }
}
