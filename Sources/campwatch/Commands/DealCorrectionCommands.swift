import ArgumentParser
import Foundation
import NewsModel
import Watch

struct DealSplitCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Say that some stories of a deal report another one.",
        discussion: """
            Their reports become a deal of their own, at once and for good: stories that
            come later, and new versions of these, obey it. Nothing is alerted again.
            `campwatch deal why ID` lists a deal's stories and what was corrected.

            EXAMPLES
              campwatch deal split 311 --stories 4711,4720
              campwatch deal split 311 --stories 4711 --why "another plant"
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var remark: RemarkOption

    @Argument(help: "Number of the deal.")
    var id: Int64

    @Option(help: ArgumentHelp("Numbers of the stories, with commas between.", valueName: "id,id…"))
    var stories: StoryNumbers

    func output(in context: CommandContext) async throws -> CommandOutput {
        let request = ControlRequest(
            .splitDeal, deal: id, stories: stories.ids, author: remark.author(in: context),
            reason: remark.why)
        return try await directories.perform(request, in: context)
    }
}

struct DealMergeCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Say that another deal is this one.",
        discussion: """
            The other deal's reports go to this one, at once and for good; its number then
            means this deal. Nothing is alerted again. `campwatch deal split` undoes it.

            EXAMPLES
              campwatch deal merge 311 318
              campwatch deal merge 311 318 --why "a subsidiary signed"
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var remark: RemarkOption

    @Argument(help: "Number of the deal that stays.")
    var id: Int64

    @Argument(help: "Number of the deal that becomes part of it.")
    var other: Int64

    func output(in context: CommandContext) async throws -> CommandOutput {
        let request = ControlRequest(
            .mergeDeals, deal: id, other: other, author: remark.author(in: context), reason: remark.why)
        return try await directories.perform(request, in: context)
    }
}

/// What goes into the record of a correction.
struct RemarkOption: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for those who look later.", valueName: "text"))
    var why: String?

    /// The name of who gives the command: behind sudo, in the environment, or of the user id, which cron and
    /// containers leave alone.
    func author(in context: CommandContext) -> String {
        let names = ["SUDO_USER", "USER", "LOGNAME"]
        return names.lazy.compactMap { context.environment[$0] }.first { !$0.isEmpty }
            ?? NSUserName()
    }
}

/// "4711,4720" on the command line.
struct StoryNumbers: ExpressibleByArgument {
    var ids: [Int64]

    init?(argument: String) {
        let words = argument.split(separator: ",")
        ids = words.compactMap { Int64($0.drop { $0 == " " }) }
        guard !ids.isEmpty, ids.count == words.count else { return nil }
    }
}
