import ArgumentParser
import Foundation
import NewsModel
import Watch

/// What a command on one feed asks for.
struct OneFeedOptions: ParsableArguments {
    @OptionGroup var directories: DirectoryOptions

    @Argument(
        help: "Number or address of the feed, or a part of its address or title that fits no other.",
        completion: Completions.feeds)
    var feed: String

    /// Has done to the feed what a request says that is made for its address.
    func change(
        in context: CommandContext, _ request: (String) -> ControlRequest
    ) async throws -> CommandOutput {
        let feeds = try await directories.feeds(in: context).feeds
        let changes = FeedChanges(directories: directories.directories(in: context), now: context.now)
        let done = try await changes.perform(request(try FeedChoice.one(feed, among: feeds).url))
        return CommandOutput(lines: [done.safe])
    }
}

/// What a list of feeds asks for.
struct FeedListOptions: ParsableArguments {
    @OptionGroup var directories: DirectoryOptions

    @OptionGroup var output: ListOptions

    func feeds(in context: CommandContext) async throws -> [Feed] {
        try await directories.feeds(in: context).feeds
    }
}
