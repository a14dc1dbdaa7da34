import ArgumentParser
import NewsModel
import Persistence
import Watch

struct FeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "List and change the subscribed feeds, and see why one was or was not fetched.",
        discussion: """
            Changes go to the running daemon through its control socket and hold at
            once; without a daemon they are written to the database.

            EXAMPLES
              campwatch feeds list
              campwatch feeds add https://example.org/ai.xml --lang en
              campwatch feeds why example.org
              campwatch feeds check
              campwatch feeds refresh example.org
              campwatch feeds pause 12
              campwatch feeds resume 12
              campwatch feeds allow 12 10.1.0.0/16
              campwatch feeds import subscriptions.opml
              campwatch feeds export > feeds.opml
              campwatch feeds parse ai.xml --base-url https://example.org/ai.xml
            """,
        subcommands: [
            FeedsListCommand.self, FeedsAddCommand.self, FeedsRemoveCommand.self, FeedsImportCommand.self,
            FeedsExportCommand.self, FeedsWhyCommand.self, FeedsRefreshCommand.self, FeedsPauseCommand.self,
            FeedsResumeCommand.self, FeedsAllowCommand.self, FeedsParseCommand.self,
            FeedsCheckCommand.self, FeedsPolitenessCommand.self,
        ])
}

struct FeedsListCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the feeds with their state and next check.",
        discussion: """
            States: ok, new (never fetched), failing (the last refresh failed), paused.

            EXAMPLES
              campwatch feeds list
              campwatch feeds list --format jsonl | jq -r .next_check_reason
            """)

    @OptionGroup var list: FeedListOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        try Listing(feeds: try await list.feeds(in: context), now: context.now).output(
            list.output, for: context.terminal, ifEmpty: "no feeds: add one with `campwatch feeds add URL`")
    }
}

struct FeedsWhyCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Tell when a feed is checked next and why, and how its last refreshes went.",
        discussion: """
            EXAMPLES
              campwatch feeds why 12
              campwatch feeds why https://example.org/ai.xml
              campwatch feeds why example
            """)

    /// A day or so of refreshes at the usual pace.
    private static let shownFetches = 20

    @OptionGroup var one: OneFeedOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let (store, feeds) = try await one.directories.feeds(in: context)
        let feed = try FeedChoice.one(one.feed, among: feeds)
        let fetches = try await storeResult {
            try await store.fetches(of: feed.id, limit: FeedsWhyCommand.shownFetches)
        }
        let pages = try await storeResult { try await store.pageLog(of: feed.id) }
        // A configuration with a mistake must not hide what is stored; the daemon reports it.
        let configuration =
            (try? Configuration.load(path: one.directories.directories(in: context).configurationFile))
            ?? Configuration()
        let page = FeedPage(
            feed: feed, fetches: fetches, pages: pages,
            fullText: feed.fullText ?? configuration.fetch.fullText, now: context.now,
            terminal: context.terminal)
        return CommandOutput(lines: page.lines)
    }
}
