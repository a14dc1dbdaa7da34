import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

@testable import campwatch

@Suite struct CLIFeedCheckTests {
    private func output<Command: PrintingCommand>(
        _ command: Command.Type, _ fixture: CLIFixture, _ arguments: [String] = []
    ) async throws -> CommandOutput {
        let parsed = try #require(try command.parse(fixture.arguments + arguments) as Command?)
        return try await parsed.output(in: fixture.context)
    }

    @Test func whatIsWrongIsSaidWithWhatToDo() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()

        let output = try await output(FeedsCheckCommand.self, fixture)

        #expect(output.text.contains("503 Service Unavailable (2 times in a row)"))
        #expect(output.text.contains("nothing: it is left alone for as long as it asks"))
        #expect(!output.text.contains("wire.example"))
        #expect(output.failure == Failure(.nothing, "1 problem in 2 feeds"))
    }

    @Test func healthyFeedsPass() async throws {
        let fixture = try await CLIFixture()

        #expect(
            try await output(FeedsCheckCommand.self, fixture) == CommandOutput("0 feeds, nothing wrong\n"))
        #expect(try await output(FeedsCheckCommand.self, fixture, ["--format", "json"]).text == "[]\n")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var concern: FeedConcern.Kind?
        var status: Int?
        var error: String?
        var isPaused = false
        var move: FeedMove?
        let advice: [String]
    }

    static let cases: [Case] = [
        Case(testDescription: "well", status: 200, advice: []),
        Case(
            testDescription: "moving", status: 200, move: FeedMove(to: "https://b.example/", days: [1]),
            advice: ["nothing: the new address is adopted by itself"]),
        Case(
            testDescription: "gone", status: 404, error: "fetch: nothing here",
            advice: ["find the new address with `campwatch feeds add https://a.example/`"]),
        Case(
            testDescription: "retired", concern: .retired, status: 410, error: "fetch: removed",
            isPaused: true, advice: ["do as proposed, then remove it"]),
        Case(
            testDescription: "silent", concern: .silent, status: 304,
            advice: ["look at the site whether the feed has moved or stopped"]),
        Case(
            testDescription: "no answer", error: "fetch: timed out",
            advice: [
                "nothing: it is tried again; if other feeds fail too, check this machine's network"
            ]),
        Case(
            testDescription: "private address",
            error: "fetch: wiki.example: connecting to 10.0.0.7 (private network) is refused - allow it",
            advice: [
                "if it is yours, open it to this feed with `campwatch feeds allow 1 10.0.0.7`, "
                    + "or to all feeds by allow_addresses in campwatch.toml (the installed service needs "
                    + "`IPAddressAllow=10.0.0.7`, too: docs/operations.md); if not, remove the feed"
            ]),
        Case(
            testDescription: "paused", isPaused: true, advice: ["resume it with `campwatch feeds resume 1`"]),
    ]

    @Test(arguments: cases)
    func everyProblemHasAnAdvice(_ example: Case) {
        var feed = Feed(
            id: FeedID(rawValue: 1), url: "https://a.example/f", title: "A", isPaused: example.isPaused)
        feed.state.lastStatus = example.status
        feed.state.lastError = example.error
        feed.state.memory.move = example.move
        feed.state.memory.site = "https://a.example/"
        if let kind = example.concern { _ = feed.state.memory.set(kind, "so it is", now: CLIFixture.now) }

        #expect(FeedProblem.all(of: feed).map(\.advice) == example.advice)
    }

    @Test(arguments: [80, 40])
    func aNarrowTerminalShowsEveryWordOfIt(width: Int) async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        var context = fixture.context
        context.terminal.width = width

        let command = try #require(try FeedsCheckCommand.parse(fixture.arguments) as FeedsCheckCommand?)
        let text = try await command.output(in: context).text

        #expect(text.hasPrefix("2   https://blog.example/rss\n    503 Service Unavailable (2 times in"))
        #expect(!text.contains("…"))
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.hasSuffix("→ nothing: it is left alone for as long as it asks"))
        #expect(text.split(separator: "\n").allSatisfy { TextWidth.columns(String($0)) <= width })
    }

    @Test func aFoldedCommandStaysOnOneLine() {
        var feed = Feed(id: FeedID(rawValue: 12), url: "https://wiki.example/f", title: "Wiki")
        feed.state.lastError = "fetch: wiki.example: connecting to 10.0.0.7 (private network) is refused"
        var terminal = Terminal.file

        for width in [80, 50] {
            terminal.width = width
            let lines = FeedProblem.page(of: [feed], for: terminal).split(separator: "\n")
            #expect(lines.contains { $0.contains("`campwatch feeds allow 12 10.0.0.7`") })
        }
    }

    @Test func aRefusedAddressIsOpenedToOneFeedAndClosedAgain() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        func why() async throws -> String { try await output(FeedsWhyCommand.self, fixture, ["1"]).text }

        let opened = try await output(FeedsAllowCommand.self, fixture, ["1", "10.0.0.7", "10.1.0.0/16"])
        let openWords = try await why()
        let closed = try await output(FeedsAllowCommand.self, fixture, ["1"])

        #expect(opened.text.hasSuffix("it may be fetched from 10.0.0.7, 10.1.0.0/16 and is due\n"))
        #expect(openWords.contains("may be on      10.0.0.7, 10.1.0.0/16\n"))
        #expect(closed.text.hasSuffix("private addresses are closed to it\n"))
        #expect(try await !why().contains("may be on"))
        await #expect(throws: Failure.self) {
            try await output(FeedsAllowCommand.self, fixture, ["1", "10.0.0.7/99"])
        }
    }

    @Test func politenessIsReportedFromTheLog() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let now = CLIFixture.now

        let before = try await output(FeedsPolitenessCommand.self, fixture)
        try await fixture.store.write { transaction in
            for seconds in [0.0, 60] {
                try transaction.recordFetch(
                    FetchRecord(
                        feed: FeedID(rawValue: 1), time: now.addingTimeInterval(seconds), outcome: .unchanged,
                        status: 200, bytes: 1, duration: 0.5, newStories: 0, reason: ""))
            }
        }
        let after = try await output(FeedsPolitenessCommand.self, fixture)

        #expect(before.failure == nil && before.text.hasPrefix("0 fetches in the log\n  ok      cond"))
        #expect(after.failure?.code == .nothing)
        #expect(after.text.contains("broken  pacing: at least 59s between two requests to a feed"))
        #expect(after.text.contains("59 s after the last, not 300 s"))
    }

    @Test func pagesAreSummedUpAndCountedApart() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let now = CLIFixture.now
        func page(_ path: String, _ outcome: PageFetch.Outcome, _ ago: Double, _ reason: String) -> PageFetch
        {
            PageFetch(
                feed: FeedID(rawValue: 1), time: now.addingTimeInterval(-ago),
                kind: path == "robots.txt" ? .robots : .page, url: "https://wire.example/\(path)",
                outcome: outcome, status: 200, duration: 0.5, reason: reason)
        }
        let log = [
            page("robots.txt", .taken, 900, "read"), page("1", .taken, 890, "read"),
            page("2", .taken, 880, "read"), page("3", .failed, 870, "no answer"),
            page("4", .notAsked, 60, "robots.txt forbids it"),
        ]
        let entry = Entry(
            key: "9", title: "A lead", link: "https://wire.example/9", text: "A lead.", pageText: "All of it."
        )
        try await fixture.store.write { transaction in
            try transaction.record(log, feed: FeedID(rawValue: 1))
            _ = try transaction.store(
                entry: entry, feed: FeedID(rawValue: 1),
                analysis: StoryAnalysis(language: .english, lexiconVersion: "1"), now: now)
        }

        let why = try await output(FeedsWhyCommand.self, fixture, ["1"]).text
        let politeness = try await output(FeedsPolitenessCommand.self, fixture, []).text
        let story = try await output(StoryCommand.self, fixture, ["3"]).text

        #expect(why.contains("2 read, 1 failed, 1 not asked for; the last"))
        #expect(why.contains(": robots.txt forbids it"))
        #expect(politeness.contains("4 requests for pages"))
        #expect(politeness.contains("pages once: 3 pages and 1 robots.txt asked for, 0 of the pages again"))
        #expect(story.contains("text from its page"))
    }

    @Test func whyNamesTheSettingByWhichNoPagesAreRead() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        func why() async throws -> String { try await output(FeedsWhyCommand.self, fixture, ["1"]).text }

        let byDefault = try await why()
        try fixture.directory.write("[fetch]\nfull_text = \"never\"\n", to: "campwatch.toml")
        let byConfiguration = try await why()
        try await fixture.store.write { try $0.setFullText(.never, url: "https://wire.example/rss") }
        let byFeed = try await why()

        #expect(!byDefault.contains("  pages "))
        #expect(byConfiguration.contains("pages          never read, by full_text in campwatch.toml\n"))
        #expect(byFeed.contains("pages          never read, by what was set for this feed\n"))
    }

    @Test func whyShowsEveryInputAndMarksTheLongest() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        try await fixture.store.write { transaction in
            guard let feed = try transaction.feed(id: FeedID(rawValue: 1)) else { return }
            var state = feed.state
            state.memory.schedule = ScheduleRecord(
                decided: CLIFixture.now,
                inputs: [
                    .init(.interval, seconds: 3_600), .init(.ttl, seconds: 7_200), .init(.cache, seconds: 60),
                ],
                winner: .ttl, jitter: 90)
            try transaction.updateFeed(feed.id, state: state, title: nil)
        }

        let text = try await output(FeedsWhyCommand.self, fixture, ["1"]).text

        #expect(text.contains("our interval   every 1h\n"))
        #expect(text.contains("ttl            the feed asks for every 2h (the longest)\n"))
        #expect(text.contains("Cache-Control  the server says the answer stays fresh for 1m\n"))
        #expect(text.contains("by chance      1 min more\n"))
    }

    @Test func siteIsSubscribedByItsFeed() async throws {
        let page = """
            <html><head><link rel="alternate" type="application/rss+xml" title="One" href="/one.rss">
            <link rel="alternate" type="application/rss+xml" title="Two" href="/two.rss"></head></html>
            """
        let server = try LoopbackServer { _ in LoopbackReply(text: page) }
        let fixture = try await CLIFixture()
        let url = server.url("/")

        let undecided = await #expect(throws: Failure.self) {
            try await FeedSearch(
                directories: Directories(config: fixture.directory.path, state: nil, environment: [:]),
                allow: ["127.0.0.0/8"], takesFirst: false
            ).address(url)
        }
        let first = try await FeedSearch(
            directories: Directories(config: fixture.directory.path, state: nil, environment: [:]),
            allow: ["127.0.0.0/8"], takesFirst: true
        ).address(url)

        // On a terminal it would ask; the tests have none.
        #expect(
            undecided?.message.contains("offers 2 feeds: name one, or take the first with --first") == true)
        #expect(undecided?.message.contains(server.url("/two.rss") + " Two") == true)
        #expect(first == server.url("/one.rss"))
    }

    @Test(arguments: [
        ("http://10.0.0.1/feed.xml", "10.0.0.1"), ("http://0x7f.1:8080/rss", "127.0.0.1"),
        ("http://localhost:8080/rss", "127.0.0.1"), ("https://[::1]/feed", "::1"),
        ("http://[::ffff:10.0.0.1]/feed", "10.0.0.1"), ("http://192.168.7.7/", "192.168.7.7"),
    ])
    func aPrivateAddressIsSubscribedOnlyWhenItIsAllowed(url: String, address: String) async throws {
        let directories = Directories(config: "/nonexistent", state: nil, environment: [:])
        let closed = FeedSearch(directories: directories, allow: [], takesFirst: false)

        let refused = await #expect(throws: Failure.self) { try await closed.address(url) }

        #expect(refused?.code == .nothing)
        #expect(refused?.message.contains("is not subscribed: \(address) (") == true)
        #expect(refused?.message.contains("add --allow ") == true)
    }

    @Test func anAllowedOrPublicAddressIsTakenAsItIs() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("[fetch]\nallow_addresses = [\"10.0.0.0/8\"]\n", to: "campwatch.toml")
        let directories = Directories(config: directory.path, state: nil, environment: [:])
        for (url, allow) in [
            ("http://10.0.0.1/feed.xml", []), ("http://192.168.7.7/rss", ["192.168.7.7"]),
            ("https://1.1.1.1/feed.xml", []), ("https://wiki.example/feed.xml", []),
        ] {
            let search = FeedSearch(directories: directories, allow: allow, takesFirst: false)
            #expect(try await search.address(url) == url)
        }
    }
}
