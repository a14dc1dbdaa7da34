import Analysis
import ArgumentParser
import Foundation
import Watch

struct ReplayCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run a stream of stories through analysis and deal identity.",
        discussion: """
            STREAM is JSON Lines in the order of time: id, feed, lang, published, url, title
            and text. Its times are the clock; nothing of it is stored. Each line printed says
            under which deal an item was filed and whether readers would have been told.

            EXAMPLES
              campwatch replay stream.jsonl
              campwatch replay stream.jsonl --format jsonl | jq 'select(.alert == "update")'
              zcat stream.jsonl.gz | campwatch replay -
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, jsonl
    }

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "A stream; - for standard input.", completion: .file())
    var stream: String

    @Option(help: "How to print the outcomes.")
    var format: Format = .table

    func output(in context: CommandContext) async throws -> CommandOutput {
        let items = try EvalCommand.readStream(stream)
        let progress = context.progress(items.count)
        let outcomes = try await StreamReplay(lexicon: directories.lexicon(in: context))
            .run(items, progress: progress.show)
        progress.end()
        switch format {
        case .jsonl: return CommandOutput(lines: outcomes.map(json))
        case .table: return CommandOutput(table(items, outcomes, context.terminal))
        }
    }

    private func json(_ outcome: StreamOutcome) -> String {
        OrderedJSON.object(
            OrderedJSON.memberList([
                "id": .string(outcome.id), "deal": outcome.deal.map(OrderedJSON.string) ?? .null,
                "alert": .string(outcome.alert.rawValue), "change": .strings(outcome.change),
            ])
        ).compact
    }

    private func table(_ items: [StreamItem], _ outcomes: [StreamOutcome], _ terminal: Terminal) -> String {
        let columns = ["item", "deal", "alert", "title", "change"].map { TableFormatter.Column(title: $0) }
        let rows = zip(items, outcomes).map { item, outcome in
            [
                item.id, outcome.deal ?? "", outcome.alert == .none ? "" : outcome.alert.rawValue, item.title,
                outcome.change.joined(separator: ", "),
            ].map { TableFormatter.Cell($0) }
        }
        return TableFormatter(columns: columns).format(rows, for: terminal) + "\n"
    }
}
