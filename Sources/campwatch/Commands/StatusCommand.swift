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
            Ends with 1 when no daemon runs, so that a monitor can call it.

            EXAMPLES
              campwatch status
              campwatch status --format json | jq .outbox
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    func output(in context: CommandContext) async throws -> CommandOutput {
        let directories = directories.directories(in: context)
        let daemon = try StatusCommand.daemon(directories)
        let store = try self.directories.store(in: context)
        let status = try await storeResult {
            StatusPage(
                daemon: daemon, summary: try await store.summary(), feeds: try await store.feeds(),
                directories: directories, now: context.now, terminal: context.terminal)
        }
        let failure = daemon == nil ? Failure(.nothing, "no daemon is running: start campwatchd") : nil
        let text =
            format == .json ? status.json.pretty + "\n" : status.lines.map { $0 + "\n" }.joined()
        return CommandOutput(text, failure: failure)
    }

    /// What the daemon says of itself; nil when none runs.
    private static func daemon(_ directories: Directories) throws -> DaemonStatus? {
        do throws(ControlClient.Failure) {
            return try ControlClient(directories: directories).send(ControlRequest(.status)).status
        } catch .noDaemon {
            return nil
        } catch {
            throw Failure(.unavailable, "\(error); try again, or look at the daemon's log")
        }
    }
}
