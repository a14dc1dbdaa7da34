import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

struct FeedsAddCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Subscribe to a feed, or to the feed of a web site.",
        discussion: """
            The address of a page is looked at: when it offers one feed, that is taken;
            of several you choose one, or take the likeliest with --first.

            EXAMPLES
              campwatch feeds add https://example.org/ai.xml
              campwatch feeds add https://example.org --first
              campwatch feeds add http://wiki.example/rss --allow 10.1.0.0/16
              campwatch feeds add https://example.org/leads.xml --full-text always
              campwatch feeds add https://example.ru/rss --lang ru --folder Media/Russia
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Address of the feed or of the site, http or https.")
    var url: String

    @Flag(help: "Take the first feed that the page offers.")
    var first = false

    @Flag(help: "Subscribe to exactly this address without looking at it.")
    var asIs = false

    @Option(
        help: ArgumentHelp(
            "Private addresses that this feed may be on, as 10.1.0.0/16; may be repeated.", valueName: "cidr")
    )
    var allow: [String] = []

    @Option(help: "Name to show (default: the feed's own).")
    var title: String?

    @Option(help: "Folder, with slashes between its levels.")
    var folder: String?

    @Option(help: ArgumentHelp("Language of the feed, if it has but one.", valueName: "tag"))
    var lang: Language?

    @Option(help: "When the pages of its stories are read for their text (default: as configured).")
    var fullText: FullText?

    func validate() throws {
        guard ["http://", "https://"].contains(where: url.lowercased().hasPrefix) else {
            throw ValidationError("“\(url.safe)” is no http or https address")
        }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let directories = directories.directories(in: context)
        let changes = FeedChanges(directories: directories, now: context.now)
        let search = FeedSearch(directories: directories, allow: allow, takesFirst: first)
        let address = asIs ? url : try await search.address(url)
        let request = ControlRequest(
            .addFeed, url: address, title: title, folder: folder, language: lang?.rawValue,
            allow: allow.isEmpty ? nil : allow, fullText: fullText?.rawValue)
        return CommandOutput(lines: [try await changes.perform(request).safe])
    }
}

extension FullText: ExpressibleByArgument {}

struct FeedsRemoveCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "End the subscription to a feed; its stories and deals stay.",
        discussion: """
            EXAMPLES
              campwatch feeds remove 12
              campwatch feeds remove https://example.org/ai.xml
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Number or address of the feed.", completion: Completions.feeds)
    var feed: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        let feeds = try await directories.feeds(in: context).feeds
        let feed = try FeedChoice.exact(feed, among: feeds)
        let changes = FeedChanges(directories: directories.directories(in: context), now: context.now)
        return CommandOutput(lines: [
            try await changes.perform(ControlRequest(.removeFeed, url: feed.url)).safe
        ])
    }
}

struct FeedsImportCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Subscribe to every feed of an OPML file.",
        discussion: """
            Feeds that are subscribed already stay as they are. What is wrong in the file
            is named with its line; the feeds that can be read are subscribed all the same.

            EXAMPLES
              campwatch feeds import subscriptions.opml
              curl -s https://example.org/opml | campwatch feeds import -
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "OPML file; - for standard input.", completion: .file(extensions: ["opml", "xml"]))
    var file: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        let (opml, problems) = try FeedFile.read(InputFile.read(file), name: InputFile.name(file))
        let changes = FeedChanges(directories: directories.directories(in: context), now: context.now)
        let done = try await changes.perform(ControlRequest(.importFeeds, opml: opml))
        return CommandOutput(lines: (problems + [done]).map(\.safe))
    }
}

struct FeedsAllowCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow",
        abstract: "Say which private addresses a feed may be on.",
        discussion: """
            What you name replaces what was allowed for this feed before; without an
            address nothing private is allowed any more. For all feeds at once there is
            allow_addresses in campwatch.toml.

            EXAMPLES
              campwatch feeds allow 12 10.1.0.0/16
              campwatch feeds allow 12
            """)

    @OptionGroup var one: OneFeedOptions

    @Argument(help: ArgumentHelp("Addresses or blocks, as 10.1.0.0/16.", valueName: "cidr"))
    var blocks: [String] = []

    func output(in context: CommandContext) async throws -> CommandOutput {
        try await one.change(in: context) { ControlRequest(.addFeed, url: $0, allow: blocks) }
    }
}

struct FeedsRefreshCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Make a feed, or every feed, due at once; paused feeds stay as they are.",
        discussion: """
            The running daemon asks them at once, each host in its turn; without one
            they are asked at its next start.

            EXAMPLES
              campwatch feeds refresh
              campwatch feeds refresh 12
              campwatch feeds refresh example.org
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(
        help: """
            Number or address of the feed, or a part of its address or title that fits no other; \
            every feed if it is left out.
            """,
        completion: Completions.feeds)
    var feed: String?

    func output(in context: CommandContext) async throws -> CommandOutput {
        let feeds = try await directories.feeds(in: context).feeds
        let url = try feed.map { try FeedChoice.one($0, among: feeds).url }
        let changes = FeedChanges(directories: directories.directories(in: context), now: context.now)
        return CommandOutput(lines: [try await changes.perform(ControlRequest(.refresh, url: url)).safe])
    }
}

struct FeedsPauseCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Stop refreshing a feed without ending its subscription.",
        discussion: """
            EXAMPLES
              campwatch feeds pause 12
              campwatch feeds pause example.org
            """)

    @OptionGroup var one: OneFeedOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        try await one.change(in: context) { ControlRequest(.pauseFeed, url: $0) }
    }
}

struct FeedsResumeCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Refresh a feed again that was paused by you, retired or quarantined.",
        discussion: """
            EXAMPLES
              campwatch feeds resume 12
            """)

    @OptionGroup var one: OneFeedOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        try await one.change(in: context) { ControlRequest(.resumeFeed, url: $0) }
    }
}

struct FeedsExportCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the subscribed feeds as OPML.",
        discussion: """
            What was set for a feed goes with it, in attributes that `feeds import` and
            feeds.opml understand: fullText, campwatch:allow, campwatch:paused.

            EXAMPLES
              campwatch feeds export > feeds.opml
            """)

    @OptionGroup var directories: DirectoryOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        CommandOutput(FeedFile.render(try await directories.feeds(in: context).feeds))
    }
}
