import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Alerting
@testable import campwatch

@Suite struct CLIRulesTests {
    /// Writes `rules.toml` beside the shipped lexicon and stores what the tests look at.
    private func world(_ rules: String) async throws -> (fixture: CLIFixture, config: String) {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let config = fixture.directory.file("config")
        try FileManager.default.copyItem(atPath: Repository.path("config"), toPath: config)
        try Data(rules.utf8).write(to: URL(filePath: config + "/rules.toml"))
        return (fixture, config)
    }

    private func output<Command: PrintingCommand>(
        _ command: Command.Type, _ arguments: [String], rules: String
    ) async throws -> CommandOutput {
        let (fixture, config) = try await world(rules)
        let place = ["--state", fixture.directory.path, "--config", config]
        let parsed = try #require(try command.parse(place + arguments) as Command?)
        return try await parsed.output(in: fixture.context)
    }

    private static let rules = """
        [[rule]]
        name = "big"
        filter = 'camp = open and amount >= 500M USD'

        [[rule]]
        name = "fund"
        filter = 'party ~ "lumen" and not lang = ja'
        on = "update"
        enabled = false
        """

    @Test func goodRulesAreCounted() async throws {
        let output = try await output(RulesCheckCommand.self, [], rules: Self.rules)

        #expect(output.text == "1 rule in force, 1 not enabled, nothing wrong\n")
    }

    @Test func everyMistakeIsNamedWithItsPlace() async throws {
        let rules = """
            [[rule]]
            name = "a"
            filter = "cmap = open and lang = jp"
            quiet_hours = "22:00-07:00 Europe/Berln"

            [[rule]]
            name = "b"
            filter = ""
            rate_limit = "often"
            """

        let failure = try await #require(throws: Failure.self) {
            try await output(RulesCheckCommand.self, [], rules: rules)
        }

        #expect(failure.code == .configuration)
        let places = failure.message.split(separator: "\n").map { line in
            line.split(separator: "rules.toml:").last?.prefix { $0 != " " } ?? ""
        }
        #expect(places == ["3:11:", "4:1:", "4:16:", "9:1:", "9:15:"])
    }

    @Test func whatCanHaveNoEffectIsAWarning() async throws {
        let rules = """
            [[rule]]
            name = "all"
            filter = ""
            stop = true

            [[rule]]
            name = "big"
            filter = 'amount >= 500M USD'
            """
        let (fixture, config) = try await world(rules)
        try Data("\n[sinks.desk]\ntype = \"feed\"\npath = \"deals.atom\"\n".utf8)
            .write(to: URL(filePath: config + "/campwatch.toml"))

        let output = try await RulesCheckCommand.parse(
            ["--state", fixture.directory.path, "--config", config]
        ).output(in: fixture.context)

        #expect(output.failure == nil)
        #expect(
            output.text.replacing(config + "/", with: "") == """
                warning: rules.toml:6: rule "big" raises nothing: the rule "all" above stops at everything that it \
                takes; move it up, or narrow the other
                warning: campwatch.toml:2: the sink "desk" gets nothing: no rule in force names it; add it to `sinks` \
                of a rule
                2 rules in force, 2 warnings

                """)
    }

    @Test func missingFileIsNoInput() async throws {
        let fixture = try await CLIFixture()
        let command = try RulesCheckCommand.parse(fixture.arguments)

        let failure = try await #require(throws: Failure.self) {
            try await command.output(in: fixture.context)
        }
        #expect(failure.code == .noInput)
    }

    @Test func ruleIsTriedOnTheStoredHistory() async throws {
        let output = try await output(RulesTestCommand.self, ["big", "--since", "7d"], rules: Self.rules)

        let lines = output.text.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains(" NEW open investment Lumen Fund → Openfox up to $2bn"))
        #expect(lines[1] == "rule big: 1 alert since 2025-11-12 10:30 UTC")
    }

    @Test func silentRuleSaysSoAndEndsWithOne() async throws {
        let output = try await output(RulesTestCommand.self, ["fund"], rules: Self.rules)

        #expect(output.failure?.code == .nothing)
        #expect(output.failure?.message == "rule fund: 0 alerts since 2025-10-20 10:30 UTC")
        let early = try await self.output(
            RulesTestCommand.self, ["big", "--since", "30m"], rules: Self.rules)
        #expect(early.failure?.code == .nothing)
    }

    @Test func whatARuleAboveTakesIsCounted() async throws {
        let rules = "[[rule]]\nname = \"top\"\nfilter = \"\"\nstop = true\n\n" + Self.rules

        let output = try await output(RulesTestCommand.self, ["big"], rules: rules)

        #expect(
            output.failure?.message
                == "rule big: 0 alerts since 2025-10-20 10:30 UTC; 1 more stopped by top")
    }

    @Test(arguments: [
        ("bog", "no rule “bog”: did you mean “big”?"), ("other", "no rule “other”: there are big, fund"),
    ])
    func unknownRuleIsToldWithTheKnownOnes(name: String, message: String) async throws {
        let failure = try await #require(throws: Failure.self) {
            try await output(RulesTestCommand.self, [name], rules: Self.rules)
        }
        #expect(failure == Failure(.nothing, message))
    }

    @Test func whyShowsEachConditionWithWhatItFound() async throws {
        let output = try await output(RulesWhyCommand.self, ["#0123"], rules: Self.rules)

        #expect(
            output.text == """
                NEW open investment Lumen Fund → Openfox up to $2bn announced (93 %)
                rule big · info · 2025-11-19 09:31 UTC · alert 0123456789abcdef
                Lumen Fund backs Openfox
                Example Wire · story 1 · deal 1

                  yes  camp = open                               open
                  yes  amount >= $500m                           up to $2bn
                  (by the rule as it stands now; this alert did not keep its own)

                """)
    }

    @Test func whySummaryListsWhatItTells() async throws {
        let (fixture, config) = try await world(Self.rules)
        let now = CLIFixture.now
        let alert = try #require(try await fixture.store.alert(id: "0123456789abcdef"))
        try await fixture.store.write { transaction in
            let departure = Departure(notBefore: now, summary: .digest)
            _ = try transaction.enqueue(alert: alert, to: [("desk", departure)], at: now)
            for held in try transaction.heldAlerts(dueAt: now) {
                let summary = Alert.make(
                    summary: held.summary, sink: held.sink, due: held.due, time: now)
                try transaction.tell(held, in: summary, at: now)
            }
        }
        let items = try await fixture.store.pendingDeliveries(sink: "desk", at: now, limit: 9).items
        let id = try #require(items.first).alert.id
        let command = try RulesWhyCommand.parse(
            ["--state", fixture.directory.path, "--config", config, id])

        let output = try await command.output(in: fixture.context)

        #expect(output.text.hasPrefix("DIGEST 1 alert: NEW open investment Lumen Fund → Openfox"))
        #expect(output.text.contains("\n  0123456789abcdef  NEW open investment Lumen Fund → Openfox"))
    }

    @Test func unknownAlertIsNothing() async throws {
        let failure = try await #require(throws: Failure.self) {
            try await output(RulesWhyCommand.self, ["ffff"], rules: Self.rules)
        }
        #expect(failure.code == .nothing)
    }
}
