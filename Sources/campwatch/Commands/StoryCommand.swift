import Analysis
import ArgumentParser
import NewsModel
import Persistence

struct StoryCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "story",
        abstract: "Show one story with its labels, and under each label the sentence that speaks for it.",
        discussion: """
            The cue in a sentence is underlined, or stands in [brackets] without colour.
            The figure behind it is its weight: natural-log odds, positive for the
            label. A label that a person gave says whose it is; --why adds when and for what
            reason, and all that was ever said about the story.

            EXAMPLES
              campwatch story 1742
              campwatch story 1742 --why
              campwatch story 1742 --format json | jq '.deals[].evidence'
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Number of the story, as `campwatch stories` lists it.")
    var id: Int64

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    @Flag(help: "Also why people gave it their labels, and what was taken back.")
    var why = false

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        guard let story = try await storeResult({ try await store.story(id: StoryID(rawValue: id)) }) else {
            throw Failure(.nothing, "no story \(id): `campwatch stories` lists what there is")
        }
        let words = try await storeResult { try await store.judgements(of: story.id) }
        let said = SaidLabels(words: words)
        switch format {
        case .json: return CommandOutput(story.json(with: said).pretty + "\n")
        case .text:
            let names = directories.partyNames(in: context)
            return CommandOutput(
                lines: StoryPage(
                    story: story, said: said, isWhy: why, names: names, terminal: context.terminal
                ).lines)
        }
    }
}
