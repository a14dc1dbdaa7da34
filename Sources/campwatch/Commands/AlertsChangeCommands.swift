import Alerting
import ArgumentParser
import NewsModel
import Persistence
import Watch

struct AlertsRetryCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Deliver an alert that waits or was given up at once, with all its attempts before it.",
        discussion: """
            The id stands at the end of the alert's line in alerts.log.

            EXAMPLES
              campwatch alerts retry 0123456789abcdef
              campwatch alerts retry 0123456789abcdef --sink desk
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Id of the alert, or its first four digits or more.")
    var id: String

    @Option(help: ArgumentHelp("Only to this sink.", valueName: "name"), completion: Completions.sinks)
    var sink: String?

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let request = ControlRequest(
            .retryAlert, alert: try await AlertID.whole(id, in: store), sink: sink)
        return try await directories.perform(request, in: context)
    }
}

struct AlertsDisableCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Stop the deliveries to a sink; its alerts wait.",
        discussion: """
            EXAMPLES
              campwatch alerts disable desk
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Name of the sink.", completion: Completions.sinks)
    var sink: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        try await directories.checkSink(sink, in: context)
        return try await directories.perform(ControlRequest(.disableSink, sink: sink), in: context)
    }
}

struct AlertsEnableCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Deliver to a sink again that was disabled, by you or by its receiver (410).",
        discussion: """
            EXAMPLES
              campwatch alerts enable desk
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Name of the sink.", completion: Completions.sinks)
    var sink: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        try await directories.checkSink(sink, in: context)
        return try await directories.perform(ControlRequest(.enableSink, sink: sink), in: context)
    }
}

extension DirectoryOptions {
    /// Has a change made by the daemon, or here when none is running.
    func perform(
        _ request: ControlRequest, in context: CommandContext
    ) async throws -> CommandOutput {
        let changes = FeedChanges(directories: directories(in: context), now: context.now)
        return CommandOutput(lines: [try await changes.perform(request).safe])
    }

    /// A name that neither the configuration nor the outbox knows is a slip.
    fileprivate func checkSink(_ name: String, in context: CommandContext) async throws {
        let file = directories(in: context).configurationFile
        let configured = (try? Configuration.load(path: file))?.sinks.keys.sorted() ?? []
        let store = try store(in: context)
        let used = try await storeResult { try await store.summary().outbox.map(\.sink) }
        let known = Set([LogSink.name] + configured + used)
        guard !known.contains(name) else { return }
        throw Failure(
            .nothing, "there is no sink “\(name.safe)”; known: \(known.sorted().joined(separator: ", ").safe)"
        )
    }
}
