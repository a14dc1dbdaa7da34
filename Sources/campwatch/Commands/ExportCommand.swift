import ArgumentParser
import Foundation
import NewsModel
import Persistence

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all deals or all stories, for other programs.",
        discussion: """
            Writes to standard output, by number, whatever the size of the database. csv has
            the columns of the lists; jsonl has everything, what people have said included, and
            its stories can be read by `campwatch import`; atom is a feed of them; graphml is a graph of the deals and
            their companies, for Gephi, yEd, NetworkX. The list of feeds is exported by
            `campwatch feeds export`.

            EXAMPLES
              campwatch export deals > deals.csv
              campwatch export deals --format graphml --since 90d > deals.graphml
              campwatch export stories --format jsonl | gzip > stories.jsonl.gz
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "deals or stories.")
    var what: What

    @Option(help: "csv, jsonl, atom or, for deals, graphml.")
    var format: ExportFormat = .csv

    @Option(
        help: ArgumentHelp(
            "Deals changed, stories published not before: 12h, 7d, 4w, 2026-11-01 (UTC).", valueName: "time"))
    var since: Since?

    @Flag(help: "Also stories that are not about the AI model industry.")
    var all = false

    enum What: String, CaseIterable, ExpressibleByArgument { case deals, stories }

    /// Records that are in memory at a time.
    private static let page = 500

    func validate() throws {
        guard format != .graphml || what == .deals else {
            throw ValidationError("--format graphml is for deals.")
        }
        guard !all || what == .stories else { throw ValidationError("--all is for stories.") }
    }

    func run() async throws { try await export(in: .current(), to: Console.write) }

    /// Hands the document over piece by piece.
    func export(in context: CommandContext, to write: (String) throws -> Void) async throws {
        let store = try directories.store(in: context)
        let start = since?.date(now: context.now)
        let writer = ExportWriter(
            format: format, names: directories.partyNames(in: context), now: context.now)
        let progress = try await progress(store, in: context)
        var count = 0
        // The one thing that grows with the database: the names of companies.
        var companies: Set<String> = []
        try write(writer.head(of: what))
        switch what {
        case .deals:
            var last: DealID?
            var page: [Deal]
            repeat {
                page = try await storeResult {
                    try await store.dealPage(after: last, since: start, limit: Self.page)
                }
                last = page.last?.id
                if format == .graphml { companies.formUnion(page.flatMap { $0.parties.map(\.id) }) }
                try write(writer.text(page))
                count += page.count
                progress?.show(count)
            } while page.count == Self.page
        case .stories:
            var last: StoryID?
            var page: [ExportedStory]
            repeat {
                page = try await storeResult {
                    try await store.storyPage(
                        after: last, since: start, isRelevant: all ? nil : true,
                        withLabelled: format == .jsonl, limit: Self.page)
                }
                last = page.last?.story.id
                try write(writer.text(page))
                count += page.count
                progress?.show(count)
            } while page.count == Self.page
        }
        if format == .graphml {
            try write(writer.companies(companies.sorted()))
        }
        try write(writer.tail)
    }

    /// Where the document goes to a terminal it is what people look at, and with a time nobody knows how long it will be.
    private func progress(_ store: Store, in context: CommandContext) async throws -> ProgressBar? {
        guard context.showsProgress, context.terminal.height == nil, since == nil else { return nil }
        let summary = try await storeResult { try await store.summary() }
        return context.progress(
            what == .deals ? summary.deals : all ? summary.stories : summary.relevantStories)
    }
}

enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, jsonl, atom, graphml
}
