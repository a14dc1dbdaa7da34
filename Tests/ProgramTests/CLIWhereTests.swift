import ArgumentParser
import NewsModel
import Persistence
import Testing

@testable import campwatch

@Suite struct CLIWhereTests {
    private func output<Command: PrintingCommand>(
        _ command: Command.Type, where filter: String
    ) async throws -> CommandOutput {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let arguments = fixture.arguments + ["--format", "csv", "--where", filter]
        let parsed = try #require(try command.parse(arguments) as Command?)
        return try await parsed.output(in: fixture.context)
    }

    /// What holds for the one deal of the fixture and for the story that reports it.
    static let holding = [
        "camp = open and deal in (investment, acquisition) and amount >= 500M USD and party = lumen-fund",
        "type = investment", "amount >= 1.5bn EUR", "investor = lumen-fund and not lang = ja",
        "confidence >= 0.8 and status = announced", "outlets = 1", "shift = none",
        "feed = \"example wire\" and folder = none", "~ \"PUT UP to\"", "title ~ openfox or camp = closed",
        "not (camp = closed or amount < 1bn USD)", "status not in (rumoured, cancelled)",
        "amount < 1e12 JPY and primary = investment", "party.investor = LUMEN-FUND and lang = en",
    ]

    @Test(arguments: holding)
    func oneLanguageAsksForStoriesAndDeals(filter: String) async throws {
        #expect(try await output(StoriesCommand.self, where: filter).text.contains("\r\n1,"))
        #expect(try await output(DealsCommand.self, where: filter).text.contains("\r\n1,"))
    }

    /// A page of a deal shows its first hundred reports only.
    @Test func everyStoryOfADealCounts() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        try await fixture.store.write { transaction in
            for number in 1...120 {
                let entry = Entry(
                    key: "n\(number)", title: "Lumen Fund backs Openfox (\(number))",
                    published: CLIFixture.now,
                    text: "The sum is known.")
                let outcome = try transaction.store(
                    entry: entry, feed: FeedID(rawValue: 1), analysis: CLIFixture.analysis,
                    now: CLIFixture.now)
                guard case .new(let story) = outcome else { continue }
                _ = try transaction.attach(
                    report: CLIFixture.analysis.deals[0], story: story.id, deal: DealID(rawValue: 1),
                    at: CLIFixture.now)
            }
        }
        let arguments = fixture.arguments + ["--format", "csv", "--where", "title ~ \"(120)\""]
        let command = try #require(try DealsCommand.parse(arguments) as DealsCommand?)
        #expect(try await command.output(in: fixture.context).text.contains("\r\n1,"))
    }

    @Test(arguments: [
        "camp = closed", "amount >= 3bn USD", "lang = ja", "outlets >= 2", "confidence > 0.99",
        "text ~ quantum", "feed ~ 博客", "shift != none",
        "amount < 1M USD", "primary = release", "recipient = lumen-fund", "shift = lumen-fund",
        "party = none",
    ])
    func whatFulfilsNothingIsNotListed(filter: String) async throws {
        for output in [
            try await output(StoriesCommand.self, where: filter),
            try await output(DealsCommand.self, where: filter),
        ] {
            #expect(output.failure?.code == .nothing)
        }
    }

    @Test func everyMistakeIsToldWithItsPlace() async throws {
        let failure = try await #require(throws: Failure.self) {
            try await output(DealsCommand.self, where: "cmap = open")
        }
        #expect(failure.code == .usage)
        #expect(
            failure.text == """
                campwatch: --where:1: unknown field "cmap": did you mean "camp"?
                campwatch: | cmap = open
                campwatch: |-^
                """)
    }

    @Test(arguments: [
        (
            "feed = \"Example Wyre\"",
            "--where:8: unknown feed \"Example Wyre\": did you mean \"Example Wire\"?"
        ),
        (
            "camp = opne and status = rumored",
            "--where:26: unknown status \"rumored\": did you mean \"rumoured\"?"
        ),
        ("kind = new", "--where:1: \"kind\" is of a change, and nothing changes here: leave it to rules"),
        ("folder = Asia", "--where:10: unknown folder \"Asia\": known are none"),
    ])
    func unknownNamesAreErrorsWithAdvice(filter: String, message: String) async throws {
        let failure = try await #require(throws: Failure.self) {
            try await output(StoriesCommand.self, where: filter)
        }
        #expect(failure.message.contains(message))
    }
}
