import Analysis
import ArgumentParser
import NewsModel
import Persistence

struct DealCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "deal",
        abstract: "Show one deal with every report of it, first to last, and their evidence.",
        discussion: """
            EXAMPLES
              campwatch deal 311
              campwatch deal 311 --format json | jq '.reports[].feed_title'
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Number of the deal, as `campwatch deals` lists it.")
    var id: Int64

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        guard let details = try await storeResult({ try await store.deal(id: DealID(rawValue: id)) }) else {
            throw Failure(.nothing, "no deal \(id): `campwatch deals` lists what there is")
        }
        switch format {
        case .json: return CommandOutput(details.json.pretty + "\n")
        case .text:
            let names = directories.partyNames(in: context)
            return CommandOutput(
                lines: DealPage(details: details, names: names, terminal: context.terminal).lines)
        }
    }
}
