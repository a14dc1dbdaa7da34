import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence

struct DealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deal",
        abstract: "Show one deal with every report of it, first to last, and their evidence.",
        discussion: """
            EXAMPLES
              campwatch deal 311
              campwatch deal 311 --format json | jq '.reports[].feed_title'
              campwatch deal why 311
              campwatch deal split 311 --stories 4711,4720
              campwatch deal merge 311 318
            """,
        subcommands: [
            DealShowCommand.self, DealWhyCommand.self, DealSplitCommand.self, DealMergeCommand.self,
        ], defaultSubcommand: DealShowCommand.self)
}

struct DealShowCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a deal; the word may be left out.")

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Number of the deal, as `campwatch deals` lists it.")
    var id: Int64

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    func output(in context: CommandContext) async throws -> CommandOutput {
        let details = try await directories.deal(id, in: context)
        switch format {
        case .json: return CommandOutput(details.json.pretty + "\n")
        case .text:
            let names = directories.partyNames(in: context)
            return CommandOutput(
                lines: DealPage(details: details, names: names, terminal: context.terminal).lines)
        }
    }
}

struct DealWhyCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say for each story why it was taken to tell of a deal, and what people have corrected.",
        discussion: """
            Each sign adds to or takes from a score; from 3 on a story tells of the deal.

            EXAMPLES
              campwatch deal why 311
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Number of the deal, as `campwatch deals` lists it.")
    var id: Int64

    func output(in context: CommandContext) async throws -> CommandOutput {
        let details = try await directories.deal(id, in: context)
        let notice =
            (details.deal.id.rawValue == id ? [] : ["deal \(id) is part of deal \(details.deal.id)"])
            + details.notice
        return CommandOutput(
            lines: notice + (notice.isEmpty ? [] : [""])
                + details.reports.flatMap { lines($0, context.terminal) }
                + details.corrections.map { $0.line(for: details.deal.id) } + details.judgementLines)
    }

    private func lines(_ item: DealDetails.Item, _ terminal: Terminal) -> [String] {
        let source =
            "\(TimeText.minute(item.story.published)) UTC · \(item.story.feedTitle.safe) · story \(item.story.id)"
        return TextWrap.lines(item.story.headline.safe, width: terminal.readingWidth, indent: "")
            + [terminal.style("  " + source, .dim), "  " + explanation(item.reasons), ""]
    }

    private func explanation(_ stored: String?) -> String {
        guard let stored else { return "made the deal: no known one was like it" }
        guard let reasons = try? JSONDecoder().decode([DealMatch.Reason].self, from: Data(stored.utf8)) else {
            return "joined for reasons that this version cannot read"
        }
        let score = reasons.reduce(0) { $0 + $1.weight }
        return "joined with \(figure(score)): "
            + reasons.map { "\($0.name.safe) \(figure($0.weight, sign: "+"))" }.joined(separator: ", ")
    }

    /// What rounds to nothing has no sign below nothing.
    private func figure(_ value: Double, sign: String = "") -> String {
        let tenths = (value * 10).rounded()
        return (tenths < 0 ? "" : sign) + String(format: "%.1f", tenths == 0 ? 0 : tenths / 10)
    }
}

extension DealCorrection {
    /// "2026-11-22 09:10 UTC ada split off stories 4, 5 as deal 12: another plant".
    func line(for deal: DealID) -> String {
        let list = stories.map(\.description).joined(separator: ", ")
        let names = "\(stories.count == 1 ? "story" : "stories") \(list)"
        let what =
            switch kind {
            case .split where deal == other: "split off \(names) from deal \(self.deal) as this one"
            case .split: "split off \(names) as deal \(other)"
            case .merge: "merged deal \(other) (\(names)) into deal \(self.deal)"
            }
        return "\(TimeText.minute(time)) UTC \(author.safe) \(what)"
            + (reason.isEmpty ? "" : ": \(reason.safe)")
    }
}

extension DirectoryOptions {
    fileprivate func deal(_ id: Int64, in context: CommandContext) async throws -> DealDetails {
        let store = try store(in: context)
        guard let details = try await storeResult({ try await store.deal(id: DealID(rawValue: id)) }) else {
            throw Failure(.nothing, "no deal \(id): `campwatch deals` lists what there is")
        }
        return details
    }
}
