import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import campwatch

/// `campwatch` alone: what is new.
@Suite struct CLITodayTests {
    private func output(
        _ arguments: [String] = [], of fixture: CLIFixture, at now: Date = CLIFixture.now,
        home: String? = nil, terminal: Terminal = .file
    ) async throws -> String {
        let parsed = try Campwatch.parseAsRoot(arguments + fixture.arguments)
        let environment = home.map { ["HOME": $0] } ?? [:]
        let context = CommandContext(terminal: terminal, environment: environment, now: now)
        return try await #require(parsed as? any PrintingCommand).output(in: context).text
    }

    /// The fixture with its deal told of as new when it was stored.
    private func filled() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        try await fixture.store.write { try Self.tell(of: 1, in: $0) }
        return fixture
    }

    private static func tell(of deal: Int64, in transaction: StoreTransaction) throws {
        try transaction.log(
            DealChange(kind: .new), deal: DealID(rawValue: deal), story: StoryID(rawValue: 1),
            at: CLIFixture.now.addingTimeInterval(-60))
    }

    /// A deal that was published before the last look and fetched after it has not been seen.
    @Test func whatIsNewHangsOnWhenItWasStored() async throws {
        let fixture = try await filled()
        let text = try await output(["--since", "2m"], of: fixture)
        #expect(text.contains("Lumen Fund → Openfox"))
        #expect(
            !(try await output(["--since", "30m"], of: fixture, at: CLIFixture.now.addingTimeInterval(3_600)))
                .contains("Openfox"))
    }

    @Test func newsOfADayIsShownByCamp() async throws {
        let fixture = try await filled()
        try await fixture.store.write { transaction in
            let change = DealChange(kind: .update, details: [.status(from: .rumoured, to: .announced)])
            try transaction.log(
                change, deal: DealID(rawValue: 1), story: StoryID(rawValue: 1), at: CLIFixture.now)
            var analysis = CLIFixture.analysis
            analysis.shifts = [CampShift(id: "openfox", from: .closed, to: .open)]
            let feed = try transaction.addFeed(url: "https://shift.example/f", title: "Shift").id
            var entry = CLIFixture.entry
            entry.link = "https://shift.example/1"
            _ = try transaction.store(entry: entry, feed: feed, analysis: analysis, now: CLIFixture.now)
        }

        let text = try await output(of: fixture)

        #expect(
            text == """
                since 2025-11-18 10:30 UTC, 1 d

                  open       1 deal             ████████████████████████

                new deals, the biggest first
                DEAL  CAMP  TYPE        PARTIES                   AMOUNT  STATUS
                   1  open  investment  Lumen Fund → Openfox  up to $2bn  announced

                changed
                  investment Lumen Fund → Openfox: status rumoured → announced (deal 1)

                companies that change camp
                  Openfox: closed → open (story 3)

                feeds in trouble
                  博客: 503 Service Unavailable

                """)
    }

    /// What is promised at most is not added to what is paid.
    @Test func sumsAreAddedInDollarsWithoutPromises() async throws {
        let fixture = try await filled()
        try await fixture.store.write { transaction in
            for amount in [Amount(value: 1e9, currency: "EUR"), Amount(value: 5e8, currency: "USD")] {
                var deal = CLIFixture.deal
                deal.amount = amount
                try Self.tell(of: try transaction.insertDeal(deal).id.rawValue, in: transaction)
            }
        }
        #expect(try await output(of: fixture).contains("  open      3 deals   ~$1.65bn  "))
    }

    @Test func theNextLookBeginsAtTheLastOne() async throws {
        let fixture = try await filled()
        let home = try TemporaryDirectory()
        let terminal = Terminal(width: 80, height: 24, style: .plain)
        let later = CLIFixture.now.addingTimeInterval(3_600)

        let first = try await output(of: fixture, home: home.path, terminal: terminal)
        let second = try await output(of: fixture, at: later, home: home.path, terminal: terminal)

        #expect(first.hasPrefix("since 2025-11-18 10:30 UTC, 1 d\n"))
        #expect(second.hasPrefix("since 2025-11-19 10:30 UTC (your last look, 1 h)\n"))
        #expect(!second.contains("new deals"))
    }

    @Test func feedsWithTheSameTroubleAreToldTogether() async throws {
        let fixture = try await CLIFixture()
        try await fixture.store.write { transaction in
            for number in 1...12 {
                let host = "wire\(number).example"
                let feed = try transaction.addFeed(url: "https://\(host)/f", title: "Wire \(number)").id
                let failed = FeedState(
                    lastChecked: CLIFixture.now, lastError: "fetch: \(host): Could not resolve host: \(host)",
                    failureCount: 40 - number)
                try transaction.updateFeed(feed, state: failed, title: nil)
            }
        }

        let text = try await output(of: fixture)

        #expect(
            text.hasSuffix("feeds in trouble\n  12 feeds, Wire 1 first: Could not resolve host: …\n"),
            "\(text)")
    }

    /// A program that reads the page is no look.
    @Test func outputIntoAFileKeepsNoLook() async throws {
        let fixture = try await CLIFixture()
        let home = try TemporaryDirectory()
        _ = try await output(of: fixture, home: home.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
        #expect(try await output(of: fixture, home: home.path).hasSuffix("\n\nnothing new\n"))
    }
}
