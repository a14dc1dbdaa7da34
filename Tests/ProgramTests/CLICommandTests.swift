import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Watch
@testable import campwatch

@Suite struct CLICommandTests {
    private func output<Command: PrintingCommand>(
        _ command: Command.Type, _ arguments: [String] = [], filled: Bool = true
    ) async throws -> CommandOutput {
        let fixture = try await CLIFixture()
        if filled { try await fixture.fill() }
        let parsed = try #require(try command.parse(fixture.arguments + arguments) as Command?)
        return try await parsed.output(in: fixture.context)
    }

    @Test func storiesAreListedOneALine() async throws {
        #expect(
            try await output(StoriesCommand.self).text == """
                ID  PUBLISHED         LANG  CAMP  DEALS       TITLE                     FEED
                 1  2025-11-19 08:30  en    open  investment  Lumen Fund backs Openfox  Example Wire

                """)
    }

    @Test func allStoriesIncludeTheIrrelevantOnesAndNothingSteersTheTerminal() async throws {
        let text = try await output(StoriesCommand.self, ["--all"]).text

        #expect(text.contains("足球俱乐部更换赞助商") && text.contains("博客\n"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test(arguments: [
        ["--camp", "closed"], ["--deal", "release"], ["--party", "vault"], ["--lang", "ru"],
        ["--since", "1h"],
        ["--text", "quantum"],
    ])
    func aFilterThatNothingPassesEndsWithCodeOne(filter: [String]) async throws {
        let output = try await output(StoriesCommand.self, filter)

        #expect(output.text.isEmpty)
        #expect(output.failure?.code == .nothing)
        #expect(try await self.output(StoriesCommand.self, filter + ["--format", "json"]).text == "[]\n")
    }

    @Test(arguments: [
        ["--camp", "open"], ["--deal", "investment"], ["--party", "Lumen Fund"], ["--lang", "en"],
        ["--since", "3h"], ["--text", "\"public\" weights"],
    ])
    func aFilterThatHoldsKeepsTheStory(filter: [String]) async throws {
        #expect(try await output(StoriesCommand.self, filter + ["--format", "csv"]).text.contains("\r\n1,"))
    }

    @Test func storiesAsJSONLinesHaveStableKeys() async throws {
        #expect(
            try await output(StoriesCommand.self, ["--format", "jsonl"]).text == """
                {"id": 1, "title": "Lumen Fund backs Openfox", "link": "https://wire.example/openfox", "feed": 1, \
                "feed_title": "Example Wire", "language": "en", "published": "2025-11-19T08:30:00Z", \
                "first_seen": "2025-11-19T09:30:00Z", "revision": 1, "relevant": true, \
                "relevance_confidence": 0.97, "camp": "open", "camp_confidence": 0.91, \
                "deal_types": ["investment"], "primary": "investment", "deals": [{"type": "investment", \
                "status": "announced", "main": true, "parties": [{"id": "lumen-fund", "role": "investor"}, \
                {"id": "openfox", "role": "recipient"}], "amount": {"value": 2000000000, "currency": "USD", \
                "bound": "up_to"}, "confidence": 0.93}], "shifts": [], "lexicon_version": "1"}

                """)
    }

    @Test func aStoryShowsItsEvidenceUnderEveryLabel() async throws {
        #expect(
            try await output(StoryCommand.self, ["1"]).text == """
                Lumen Fund backs Openfox
                Example Wire · 2025-11-19 08:30 UTC · en
                https://wire.example/openfox

                  relevant    yes  0.97
                  language    en  0.99
                  camp        open  0.91
                     “The [weights] of its models are public.”
                       text: camp:open +1.40 (weights)
                  announces   investment

                1. investment
                  status      announced  0.93
                  investor    Lumen Fund
                  recipient   Openfox
                  amount      up to $2bn
                     “Lumen Fund will [put] up to [$2bn] into Openfox.”
                       text: deal:investment +2.10 (put); amount +0.80 ($2bn)

                """)
    }

    @Test func dealsShowWhoGivesToWhomAndHowMuch() async throws {
        #expect(
            try await output(DealsCommand.self).text == """
                ID  CHANGED           TYPE        PARTIES                   AMOUNT  STATUS     CAMP  CONF  OUT  FIRST
                 1  2025-11-19 09:30  investment  Lumen Fund → Openfox  up to $2bn  announced  open  0.93    1  Example Wire

                """)
        #expect(
            try await output(DealsCommand.self, ["--format", "csv"]).text.hasSuffix(
                "1,2025-11-19T09:30:00Z,2025-11-19T09:30:00Z,investment,announced,open,"
                    + "investor:lumen-fund recipient:openfox,2000000000,USD,up_to,,,,0.93,1,Example Wire\r\n")
        )
    }

    @Test func aDealShowsItsReports() async throws {
        #expect(
            try await output(DealShowCommand.self, ["1"]).text == """
                investment, deal 1
                first seen 2025-11-19 09:30 UTC by Example Wire (en), changed 2025-11-19 09:30 UTC, 1 outlet

                  status      announced
                  camp        open
                  confidence  0.93
                  investor    Lumen Fund
                  recipient   Openfox
                  amount      up to $2bn

                  Lumen Fund backs Openfox
                  2025-11-19 08:30 UTC · Example Wire · en · story 1 · announced · up to $2bn
                     “Lumen Fund will [put] up to [$2bn] into Openfox.”
                       text: deal:investment +2.10 (put); amount +0.80 ($2bn)


                """)
        let json = try await output(DealShowCommand.self, ["1", "--format", "json"]).text
        #expect(json.contains("\"reports\": [") && json.contains("\"cue\": \"$2bn\""))
    }

    @Test func storedAlertsAreShownOldestFirst() async throws {
        let text = try await output(AlertsListCommand.self).text

        #expect(text.hasPrefix("2025-11-19T09:31:40Z NEW open investment Lumen Fund → Openfox up to $2bn"))
        #expect(text.hasSuffix("#0123456789abcdef\n"))
        #expect(try await output(AlertsListCommand.self, ["--since", "30m"]).failure?.code == .nothing)
    }

    @Test func deliveriesAreListedAndASinkIsStoppedAndStarted() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        func run<Command: PrintingCommand>(_ command: Command.Type, _ words: [String]) async throws -> String
        {
            let parsed = try #require(try command.parse(fixture.arguments + words) as Command?)
            return try await parsed.output(in: fixture.context).text
        }

        let table = try await run(AlertsDeliveriesCommand.self, [])
        #expect(table.contains("0123456789abcdef") && table.contains("pending"))
        #expect(try await run(AlertsDeliveriesCommand.self, ["--sink", "desk"]).isEmpty)
        let json = try await run(AlertsDeliveriesCommand.self, ["--format", "jsonl"])
        #expect(json.contains(#""0123456789abcdef""#) && json.contains("\"attempts\""))
        await #expect(throws: Failure.self) { try await run(AlertsDisableCommand.self, ["nowhere"]) }
        await #expect(throws: Failure.self) { try await run(AlertsDisableCommand.self, ["log"]) }
        #expect(
            try await run(AlertsRetryCommand.self, ["#0123456789abcdef"]).contains("1 delivery of the alert"))

        try fixture.directory.write(
            "[sinks.desk]\ntype = \"slack\"\nsecret_file = \"s\"\n", to: "campwatch.toml")
        #expect(try await run(AlertsDisableCommand.self, ["desk"]).contains("is stopped"))
        #expect(try await run(AlertsDeliveriesCommand.self, []).contains("stopped since"))
        #expect(try await run(AlertsEnableCommand.self, ["desk"]).contains("delivers again"))
    }

    @Test func aFeedTellsWhyItWaits() async throws {
        let text = try await output(FeedsWhyCommand.self, ["blog.example"]).text

        #expect(text.contains("next check     2025-11-19 10:42 UTC, in 12 min"))
        #expect(text.contains("because        second failure in a row, 12 min"))
        #expect(text.contains("error          503 Service Unavailable"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func feedsAreListedWithTheirState() async throws {
        #expect(
            try await output(FeedsListCommand.self).text == """
                ID  STATE    LAST GOOD  NEXT       TITLE         URL
                 1  new      never      due        Example Wire  https://wire.example/rss
                 2  failing  never      in 12 min  博客          https://blog.example/rss

                """)
    }

    @Test func statusWithoutADaemonFailsItsCheckButShowsTheDatabase() async throws {
        let output = try await output(StatusCommand.self)

        #expect(output.failure == Failure(.nothing, "no daemon is running: start campwatchd"))
        #expect(output.text.contains("  feeds       2: 1 failing, 0 paused"))
        #expect(output.text.contains("stories     2, 1 of them relevant"))
        #expect(
            output.text.contains("sink log    0 delivered, 1 pending, oldest 58 min ago, 0 failed"))
        #expect(output.text.contains("503 Service Unavailable"))
    }

    @Test func whatDoesNotExistIsSaidWithAWayOut() async throws {
        await #expect(throws: Failure(.nothing, "no story 99: `campwatch stories` lists what there is")) {
            try await output(StoryCommand.self, ["99"])
        }
        await #expect(throws: Failure(.nothing, "no deal 99: `campwatch deals` lists what there is")) {
            try await output(DealShowCommand.self, ["99"])
        }
        let missing = try StoriesCommand.parse(["--state", "/nowhere"])
        let context = CommandContext(terminal: .file, environment: [:], now: CLIFixture.now)
        await #expect(
            throws: Failure(
                .noInput,
                "no database at /nowhere/campwatch.sqlite: start campwatchd once, or name its directory with --state"
            )
        ) {
            try await missing.output(in: context)
        }
    }

    @Test func feedsAreChangedWithoutADaemonToo() async throws {
        let fixture = try await CLIFixture()
        func run<Command: PrintingCommand>(_ command: Command.Type, _ arguments: [String]) async throws
            -> String
        {
            let parsed = try #require(try command.parse(arguments + fixture.arguments) as Command?)
            return try await parsed.output(in: fixture.context).text
        }

        #expect(
            try await run(FeedsAddCommand.self, ["https://a.example/rss", "--title", "A"])
                == "subscribed to https://a.example/rss\n")
        #expect(
            try await run(FeedsAddCommand.self, ["https://a.example/rss"])
                == "https://a.example/rss is subscribed already\n")
        #expect(
            try await run(FeedsRemoveCommand.self, ["1"])
                == "ended the subscription to https://a.example/rss; its stories stay\n")
        #expect(try await fixture.store.feeds().isEmpty)
    }

    @Test(arguments: ["0123", "#0123456789ABCDEF", "0123456789abcdef"])
    func theBeginningOfAnAlertsIdIsEnough(id: String) async throws {
        let deliveries = try await output(AlertsDeliveriesCommand.self, ["--alert", id, "--format", "csv"])
        #expect(deliveries.text.contains("\r\n0123456789abcdef,"))
        #expect(
            try await output(AlertsRetryCommand.self, [id]).text
                == "1 delivery of the alert 0123456789abcdef is due\n")
    }

    @Test func theBeginningOfSeveralAlertsIdsIsRefused() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        var second = try #require(try await fixture.store.alert(id: "0123456789abcdef"))
        second.id = "0123ffffffffffff"
        try await fixture.store.write { [second] transaction in
            _ = try transaction.enqueue(alert: second, sinks: ["log"], at: CLIFixture.now)
        }
        func run<Command: PrintingCommand>(_ command: Command.Type, _ words: [String]) async throws -> String
        {
            let parsed = try #require(try command.parse(fixture.arguments + words) as Command?)
            return try await parsed.output(in: fixture.context).text
        }
        let refusal = Failure(
            .usage,
            "the ids of several alerts begin with “0123”: give more digits of one of 0123ffffffffffff, 0123456789abcdef"
        )

        await #expect(throws: refusal) { try await run(AlertsRetryCommand.self, ["0123"]) }
        await #expect(throws: refusal) { try await run(AlertsDeliveriesCommand.self, ["--alert", "0123"]) }
        await #expect(throws: refusal) { try await run(RulesWhyCommand.self, ["0123"]) }
        #expect(
            try await run(AlertsRetryCommand.self, ["01234"])
                == "1 delivery of the alert 0123456789abcdef is due\n")
    }

    @Test func importNamesTheLineOfWhatItLeavesOut() async throws {
        let fixture = try await CLIFixture()
        let list = try fixture.directory.write(
            """
            <opml version="1.0"><body>
            <outline text="A" xmlUrl="https://a.example/rss"/>
            <outline text="B" xmlUrl="feed.xml"/>
            </body></opml>
            """, to: "list.opml")
        let page = try fixture.directory.write("<html></html>", to: "page.opml")
        func output(_ file: String) async throws -> String {
            try await FeedsImportCommand.parse([file] + fixture.arguments).output(in: fixture.context).text
        }

        #expect(
            try await output(list) == """
                \(list):3: "feed.xml" is neither http nor https, so it is no feed
                1 of 1 feed is new

                """)
        let error = await #expect(throws: Failure.self) { try await output(page) }
        #expect(error?.message.hasPrefix("\(page): is no OPML but xml: its outermost element") == true)
    }

    @Test func exportedFeedsAreImportedWithAllThatWasSet() async throws {
        let (old, new) = (try await CLIFixture(), try await CLIFixture())
        func output<Command: PrintingCommand>(
            _ command: Command.Type, _ arguments: [String], _ fixture: CLIFixture
        ) async throws -> String {
            let parsed = try #require(try command.parse(arguments + fixture.arguments) as Command?)
            return try await parsed.output(in: fixture.context).text
        }
        _ = try await output(
            FeedsAddCommand.self,
            [
                "http://10.1.2.3/rss?a=1&b=2", "--title", "Wiki", "--folder", "Own/Wiki", "--lang", "de",
                "--allow", "10.1.0.0/16", "--allow", "fd00::/8", "--full-text", "always",
            ], old)
        _ = try await output(FeedsAddCommand.self, ["https://b.example/rss", "--title", "B"], old)
        _ = try await output(FeedsPauseCommand.self, ["2"], old)

        let list = try old.directory.write(
            try await output(FeedsExportCommand.self, [], old), to: "list.opml")
        let message = try await output(FeedsImportCommand.self, [list], new)

        #expect(message == "2 of 2 feeds are new; the list opens private addresses to 1 of them\n")
        func told(_ feed: Feed) -> [String] {
            [
                feed.url, feed.title, feed.folder, feed.language?.rawValue ?? "",
                feed.fullText?.rawValue ?? "", "\(feed.allowedAddresses)", "\(feed.isPaused)",
            ]
        }
        #expect(try await new.store.feeds().map(told) == old.store.feeds().map(told))
        #expect(try await new.store.feeds().filter(\.isPaused).map(\.title) == ["B"])
    }

    @Test func refreshMakesOneFeedOrAllDueButNoPausedOne() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let later = FeedState(nextCheck: CLIFixture.now.addingTimeInterval(9_000), failureCount: 3)
        let feeds = try await fixture.store.feeds()
        let paused = try #require(feeds.first { $0.url.contains("blog") }).id
        try await fixture.store.write { transaction in
            for feed in feeds { try transaction.updateFeed(feed.id, state: later, title: nil) }
            try transaction.setPaused(true, feed: paused)
        }
        func refresh(_ arguments: [String]) async throws -> String {
            let command = try FeedsRefreshCommand.parse(arguments + fixture.arguments)
            return try await command.output(in: fixture.context).text
        }

        #expect(try await refresh([]) == "1 feed is due\n")
        #expect(try await refresh(["wire"]) == "1 feed is due\n")
        await #expect(
            throws: Failure(
                .nothing, "https://blog.example/rss is paused: `campwatch feeds resume 2` refreshes it again")
        ) { try await refresh(["blog"]) }
        await #expect(throws: Failure.self) { try await refresh(["nobody"]) }
        let states = try await fixture.store.feeds().map(\.state)
        #expect(states.count { $0.nextCheck == nil && $0.nextCheckReason == "asked for by hand" } == 1)
        #expect(states.allSatisfy { $0.failureCount == 3 })
    }

    @Test func feedIsPausedAndResumed() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let id = try #require(try await fixture.store.feeds().first { $0.url.contains("wire") }).id
        func change<Command: PrintingCommand>(_ command: Command.Type) async throws -> String {
            let parsed = try #require(try command.parse(["wire"] + fixture.arguments) as Command?)
            return try await parsed.output(in: fixture.context).text
        }
        let url = "https://wire.example/rss"

        #expect(
            try await change(FeedsPauseCommand.self)
                == "\(url) is paused; `campwatch feeds resume \(id)` ends that\n")
        #expect(try await change(FeedsPauseCommand.self) == "\(url) is paused already\n")
        #expect(try await fixture.store.feed(id: id)?.isPaused == true)
        #expect(try await change(FeedsResumeCommand.self) == "\(url) is refreshed again\n")
        #expect(try await change(FeedsResumeCommand.self) == "\(url) is not paused\n")
        let feed = try #require(try await fixture.store.feed(id: id))
        #expect(!feed.isPaused && feed.state.nextCheck == nil)
    }

    @Test func aDaemonThatDoesNotAnswerYetIsToldFromNone() async throws {
        let fixture = try await CLIFixture()
        let directory = try TemporaryDirectory()
        func status(_ path: String) async throws -> CommandOutput {
            try await StatusCommand.parse(["--state", path]).output(in: fixture.context)
        }
        let lock = try StateLock(path: fixture.directory.file("campwatch.lock"))
        let first = try StateLock(path: directory.file("campwatch.lock"))

        let starting = try await status(fixture.directory.path)
        let withoutDatabase = await #expect(throws: Failure.self) { try await status(directory.path) }
        let change = await #expect(throws: Failure.self) {
            try await FeedsAddCommand.parse(["https://a.example/rss"] + fixture.arguments)
                .output(in: fixture.context)
        }
        lock.release()
        first.release()
        let stopped = try await status(fixture.directory.path)

        let words =
            "campwatch (pid \(getpid())) is starting, stopping or running once on this state directory"
        #expect(starting.text.contains("starting, stopping or running once (pid \(getpid()))"))
        #expect(starting.failure == Failure(.nothing, words + ": ask again in a moment"))
        #expect(withoutDatabase == Failure(.nothing, words + ": ask again in a moment"))
        #expect(change?.code == .unavailable && change?.message.hasPrefix(words) == true)
        #expect(stopped.text.contains("not running"))
    }

    @Test func statusTellsAnOutage() async throws {
        let fixture = try await CLIFixture()
        var daemon = DaemonStatus(
            version: "1", pid: 1, started: CLIFixture.now, refreshed: 0, failed: 9, newStories: 0, alerts: 0,
            configurationErrors: [], outageSince: CLIFixture.now)
        func page(_ daemon: DaemonStatus) async throws -> StatusPage {
            StatusPage(
                daemon: daemon, absence: nil, summary: try await fixture.store.summary(), feeds: [],
                directories: Directories(config: nil, state: fixture.directory.path, environment: [:]),
                now: CLIFixture.now, terminal: .file)
        }

        #expect(try await page(daemon).lines.contains { $0.contains("down since 2025-11-19 10:30 UTC") })
        #expect(try await page(daemon).json.pretty.contains("\"outage_since\": \"2025-11-19T10:30:00Z\""))
        daemon.outageSince = nil
        #expect(try await !page(daemon).lines.contains { $0.contains("down since") })
    }

    @Test func reloadWithoutADaemonSaysSo() async throws {
        let fixture = try await CLIFixture()

        let error = await #expect(throws: Failure.self) {
            try await ReloadCommand.parse(fixture.arguments).output(in: fixture.context)
        }

        #expect(error == Failure(.unavailable, "no campwatchd is running on this state directory"))
    }

    @Test func whatIsExportedCanBeImported() async throws {
        let full = try await CLIFixture()
        try await full.fill()
        let exported = try await FeedsExportCommand.parse(full.arguments).output(in: full.context).text
        let empty = try await CLIFixture()
        let file = try empty.directory.write(exported, to: "list.opml")

        let command = try FeedsImportCommand.parse([file] + empty.arguments)

        #expect(try await command.output(in: empty.context).text == "2 of 2 feeds are new\n")
        #expect(try await command.output(in: empty.context).text == "0 of 2 feeds are new\n")
        let feeds = try await empty.store.feeds()
        #expect(Set(feeds.map(\.url)) == ["https://wire.example/rss", "https://blog.example/rss"])
        #expect(feeds.compactMap(\.language) == [.chineseSimplified])
    }

    @Test func whatIsNoFeedListIsRefused() async throws {
        let fixture = try await CLIFixture()
        for text in ["", "hello", "<opml version=\"2.0\"><body/></opml>", "<rss><channel/></rss>"] {
            let file = try fixture.directory.write(text, to: "list.opml")
            let command = try FeedsImportCommand.parse([file] + fixture.arguments)
            let error = await #expect(throws: Failure.self) { try await command.output(in: fixture.context) }
            #expect(error?.code == .noInput)
        }
    }
}
