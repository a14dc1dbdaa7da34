import Analysis
import ArgumentParser
import Foundation
import Persistence

struct TodayCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "today",
        abstract: "Show what is new since the last look; campwatch alone does the same.",
        discussion: """
            New deals by camp, the biggest sums, companies that change camp, what changed
            about known deals, feeds in trouble. On a terminal the time of the look is
            kept, so that the next one begins there; --since leaves it alone.

            EXAMPLES
              campwatch
              campwatch today --since 7d
              campwatch today --format json | jq .new_deals
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(help: ArgumentHelp("Not older than this: 12h, 7d, 4w, 2026-11-01 (UTC).", valueName: "time"))
    var since: Since?

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    /// More of a day's deals than anybody reads at a glance.
    private static let mostDeals = 2_000
    private static let mostNews = 5

    func output(in context: CommandContext) async throws -> CommandOutput {
        let look = LastLook(context.environment)
        let start = since?.date(now: context.now) ?? look.time ?? context.now.addingTimeInterval(-86_400)
        let store = try directories.store(in: context)
        let knowledge = directories.knowledge(in: context)
        let page = try await storeResult {
            TodayPage(
                since: start, isLastLook: since == nil && look.time != nil,
                deals: try await store.deals(
                    DealQuery(newSince: start, order: .amount, limit: Self.mostDeals)),
                changes: try await store.changes(since: start, limit: Self.mostNews),
                shifts: try await store.shifts(since: start, limit: Self.mostNews),
                feeds: try await store.feeds(), names: knowledge.name, now: context.now,
                terminal: context.terminal)
        }
        if since == nil, context.terminal.height != nil { look.keep(context.now) }
        return format == .json
            ? CommandOutput(page.json.pretty + "\n") : CommandOutput(lines: page.lines)
    }
}

/// When somebody looked last, in a file of their own (XDG Base Directory Specification 0.8, `XDG_STATE_HOME`).
struct LastLook {
    private var file: URL?

    init(_ environment: [String: String]) {
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].map { $0 + "/.local/state" }
        file = state.map { URL(filePath: $0 + "/campwatch/last-look") }
    }

    /// Nil at the first look, and where the file says nothing that is a time.
    var time: Date? {
        guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        return try? Date(text.trimmingCharacters(in: .whitespacesAndNewlines), strategy: .iso8601)
    }

    /// A look that cannot be kept is no reason to show nothing; the next one begins a day before.
    func keep(_ now: Date) {
        guard let file else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data((TimeText.machine(now) + "\n").utf8).write(to: file, options: .atomic)
    }
}
