import Alerting
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

struct AlertsListCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show alerts, oldest first; with --follow also those to come.",
        discussion: """
            Without --follow the alerts come from the database. With it they come from
            alerts.log (or alerts.jsonl), read as `tail -F` does: a rotated file is read
            to its end, then the new one from its beginning.

            EXAMPLES
              campwatch alerts --since 1d
              campwatch alerts --follow
              campwatch alerts --follow --format jsonl | jq -r .deal.type
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, jsonl
    }

    @OptionGroup var directories: DirectoryOptions

    @Flag(name: .shortAndLong, help: "Wait for new alerts until interrupted.")
    var follow = false

    @Option(help: ArgumentHelp("Not older than this: 12h, 7d, 2026-11-01 (UTC).", valueName: "time"))
    var since: Since?

    @Option(
        help:
            "At most this many of the past ones; 0 for all, with --follow for none (default: 50, with --follow 10)."
    )
    var limit: Int?

    @Option(help: "One line each for people, or everything as JSON.")
    var format: Format = .text

    func validate() throws {
        guard limit.map({ $0 >= 0 }) ?? true else { throw ValidationError("--limit must not be negative.") }
    }

    func run() async throws {
        let context = CommandContext.current()
        if follow { return try await followLog(context) }
        let output = try await output(in: context)
        try Console.write(output.text)
        if let note = output.note, context.terminal.height != nil { Console.complain("campwatch: " + note) }
        if let failure = output.failure { throw failure }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let start = since?.date(now: context.now) ?? .distantPast
        let store = try directories.store(in: context)
        let limit = Limit(limit ?? 50)
        let (alerts, isCut) = limit.cut(
            try await storeResult { try await store.alerts(since: start, limit: limit.asked) })
        guard !alerts.isEmpty else {
            return CommandOutput("", failure: Failure(.nothing, "no alert: try an earlier --since"))
        }
        let names = format == .text ? directories.partyNames(in: context) : { $0 }
        let lines = alerts.reversed().map { alert in
            format == .text ? AlertLine.text(alert, names: names) : AlertJSON.line(alert)
        }
        var output = CommandOutput(lines: lines)
        if isCut { output.note = "only the newest \(alerts.count); --limit 0 shows all" }
        return output
    }

    /// How often the log is looked at; a person does not notice the delay, and the machine not the work.
    private static let pollInterval = Duration.milliseconds(200)

    /// Enough of a long log for the lines that are shown at the start.
    private static let recentBytes: UInt64 = 1 << 20

    private func followLog(_ context: CommandContext) async throws {
        let file = format == .text ? "alerts.log" : "alerts.jsonl"
        let follower = LogFollower(
            path: "\(directories.directories(in: context).logs)/\(file)",
            last: since == nil ? AlertsListCommand.recentBytes : nil)
        var past = follower.poll()
        if let since {
            let start = TimeText.machine(since.date(now: context.now))
            past = past.filter { LogFollower.time(ofLine: $0) >= start }
        }
        try show(past.suffix(limit ?? (since == nil ? 10 : Int.max)))
        while true {
            try await Task.sleep(for: AlertsListCommand.pollInterval)
            try show(follower.poll()[...])
        }
    }

    /// The log is safe as it was written; a line of text is cleaned once more in case somebody else wrote it.
    private func show(_ lines: ArraySlice<String>) throws {
        guard !lines.isEmpty else { return }
        let clean = lines.map { format == .text ? SafeText.line($0, maxBytes: 8_000) : $0 }
        try Console.write(clean.map { $0 + "\n" }.joined())
    }
}
