import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

struct StatusCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how the daemon, the database, the feeds and the outbox are.",
        discussion: """
            Ends with 1 when no daemon runs, so that a monitor can call it. `campwatch doctor`
            looks closer. The lag is that of the last seven days, for stories published since
            their feed was first read.

            EXAMPLES
              campwatch status
              campwatch status --format json | jq .outbox
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    func output(in context: CommandContext) async throws -> CommandOutput {
        let directories = directories.directories(in: context)
        let daemon: DaemonStatus?
        var absence: ControlClient.Failure?
        do throws(ControlClient.Failure) {
            daemon = try ControlClient(directories: directories).send(ControlRequest(.status)).status
        } catch {
            guard error.isAbsence else { throw Failure(error) }
            daemon = nil
            absence = error
        }
        let failure = absence.map(StatusCommand.failure)
        // A daemon that starts for the first time has no database yet.
        if case .busy = absence, let failure, !FileManager.default.fileExists(atPath: directories.database) {
            throw failure
        }
        let store = try self.directories.store(in: context)
        let status = try await storeResult {
            StatusPage(
                daemon: daemon, absence: absence, summary: try await store.summary(),
                schema: try await store.schemaVersion(), feeds: try await store.feeds(),
                lag: try await store.alertLag(since: context.now.addingTimeInterval(-AlertLag.window)),
                directories: directories, now: context.now, terminal: context.terminal)
        }
        let text =
            format == .json ? status.json.pretty + "\n" : status.lines.map { $0 + "\n" }.joined()
        return CommandOutput(text, failure: failure)
    }

    private static func failure(_ absence: ControlClient.Failure) -> Failure {
        if case .busy = absence { return Failure(.nothing, "\(absence): ask again in a moment") }
        return Failure(.nothing, "no daemon is running: start campwatchd")
    }
}
