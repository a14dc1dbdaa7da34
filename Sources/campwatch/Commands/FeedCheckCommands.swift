import ArgumentParser
import NewsModel
import Persistence
import Watch

struct FeedsCheckCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say for each feed what is wrong and what to do.",
        discussion: """
            Ends with 1 when something is wrong. It asks no server: it tells what the
            daemon has seen.

            EXAMPLES
              campwatch feeds check
              campwatch feeds check --format jsonl | jq -r .url
            """)

    @OptionGroup var list: FeedListOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let feeds = try await list.feeds(in: context)
        let format = list.output.format
        let listing = try Listing(problemsOf: feeds).choosing(list.output.columns)
        guard !listing.rows.isEmpty else {
            return CommandOutput(
                format == .table
                    ? "\(feeds.count.counting("feed")), nothing wrong\n"
                    : listing.text(format, for: context.terminal))
        }
        let count = listing.rows.count.counting("problem")
        let isTooNarrow = format == .table && !listing.table.fits(listing.rows, context.terminal)
        return CommandOutput(
            isTooNarrow
                ? FeedProblem.page(of: feeds, for: context.terminal)
                : listing.text(format, for: context.terminal),
            failure: Failure(.nothing, "\(count) in \(feeds.count.counting("feed"))"))
    }
}

struct FeedsPolitenessCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "politeness",
        abstract: "Report from the fetch log how this reader treats its publishers.",
        discussion: """
            Requests that were not conditional though they could have been, validators that
            were not the last ones received, pauses that were too short, bursts. Ends with 1
            when a criterion is broken. The log keeps the last fetches of each feed. Requests
            that somebody asked for by hand owe no pause and are left out of the pacing.

            EXAMPLES
              campwatch feeds politeness
            """)

    private static let shownOffences = 10

    @OptionGroup var directories: DirectoryOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let (store, feeds) = try await directories.feeds(in: context)
        let configuration: Configuration
        do {
            configuration = try Configuration.load(
                path: directories.directories(in: context).configurationFile)
        } catch {
            throw Failure(.configuration, error.description)
        }
        let (log, pages) = try await storeResult {
            (try await store.fetchLog(), try await store.pageLog())
        }
        let report = PolitenessReport(
            feeds: feeds, log: log, pages: pages, fetch: configuration.fetch, polling: configuration.polling)
        let failure =
            report.isPolite
            ? nil : Failure(.nothing, "a criterion is broken: look at the log of the feeds named")
        return CommandOutput(
            lines(report, context.terminal, count: log.count, pages: pages.count(where: \.isRequest)).map {
                $0 + "\n"
            }.joined(), failure: failure)
    }

    private func lines(_ report: PolitenessReport, _ terminal: Terminal, count: Int, pages: Int) -> [String] {
        let criteria = report.criteria.flatMap { criterion in
            let isKept = criterion.offences.isEmpty
            let mark = terminal.style(isKept ? "ok    " : "broken", isKept ? .green : .red)
            let shown = criterion.offences.prefix(Self.shownOffences).map { "            " + $0.safe }
            let rest = criterion.offences.count - shown.count
            return ["  \(mark)  \(criterion.name): \(criterion.finding)"] + shown
                + (rest > 0 ? ["            and \(rest) more"] : [])
        }
        let andPages = pages > 0 ? ", \(pages.counting("request")) for pages" : ""
        return ["\(count.counting("fetch", "fetches")) in the log\(andPages)"] + criteria
    }
}
