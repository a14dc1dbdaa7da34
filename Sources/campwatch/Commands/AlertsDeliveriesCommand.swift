import ArgumentParser
import NewsModel
import Persistence

struct AlertsDeliveriesCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Show which alerts reached which sinks, and what waits for what; newest first.",
        discussion: """
            With --alert every attempt is shown. Sinks that are stopped stand at the end. An alert whose stored text
            cannot be read is listed with what else is known of it; in JSON and CSV, `unreadable` says why.

            EXAMPLES
              campwatch alerts deliveries --sink desk
              campwatch alerts deliveries --status failed --format jsonl | jq -r .alert
              campwatch alerts deliveries --alert 0123456789abcdef
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(
        help: ArgumentHelp("Only those of this sink.", valueName: "name"), completion: Completions.sinks)
    var sink: String?

    @Option(help: "Only those in this state.")
    var status: OutboxItem.State?

    @Option(
        help: ArgumentHelp(
            "Only those of this alert, with every attempt; four digits of its id are enough.", valueName: "id"
        ))
    var alert: String?

    @Option(help: "At most this many; 0 for all.")
    var limit = Limit(50)

    @OptionGroup var list: ListOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        var alert: String?
        if let text = self.alert { alert = try await AlertID.whole(text, in: store) }
        let (items, isCut) = limit.cut(
            try await storeResult {
                [alert] in
                try await store.outbox(sink: sink, state: status, alert: alert, limit: limit.asked)
            })
        var listing = Listing(deliveries: items, for: context.terminal)
        listing.isCut = isCut
        var output = try listing.output(
            list, for: context.terminal, ifEmpty: "nothing is or was on its way: widen the filters")
        guard list.format == .table else { return output }
        output.text += advice(on: items)
        if alert != nil { output.text += try await attempts(at: items, store, context) }
        output.text += try await stops(store, context)
        return output
    }

    /// What to do about alerts that cannot be read, if there are any.
    private func advice(on items: [ListedDelivery]) -> String {
        let count = Set(items.filter { $0.unreadable != nil }.map(\.alert)).count
        guard count > 0 else { return "" }
        return """

            \(count.counting("alert")) cannot be read. What \(count == 1 ? "it" : "each") told stands in alerts.jsonl \
            after its id, if it reached the log;
            `campwatch doctor` says whether the database is damaged, --format json why a text cannot be read.

            """
    }

    private func attempts(
        at items: [ListedDelivery], _ store: Store, _ context: CommandContext
    ) async throws -> String {
        var lines: [String] = []
        for item in items {
            for attempt in try await storeResult({ try await store.deliveries(of: item.id) }) {
                let time = TimeText.column(attempt.time, for: context.terminal)
                let words = [time, item.sink, attempt.result.rawValue, attempt.detail ?? ""]
                lines.append(words.joined(separator: "  ").safe)
            }
        }
        return lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n"
    }

    private func stops(_ store: Store, _ context: CommandContext) async throws -> String {
        let stops = try await storeResult { try await store.stoppedSinks() }
        let lines = stops.sorted { $0.key < $1.key }.map { name, stop in
            let since = TimeText.column(stop.since, for: context.terminal)
            return "stopped since \(since): \(name) (\(stop.reason)); `campwatch alerts enable \(name)`".safe
        }
        return lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n"
    }
}

extension OutboxItem.State: ExpressibleByArgument {}

/// An alert's id as people copy it from the log, with or without its `#`, or its beginning.
enum AlertID {
    /// Digits that tell one alert from others as a rule.
    private static let fewest = 4
    /// Digits of a whole id.
    private static let all = 16
    /// How many are listed where several begin alike.
    private static let mostListed = 10

    /// Nil for what is too short to mean one alert.
    static func beginning(_ text: String) -> String? {
        let id = text.drop { $0 == "#" }.lowercased()
        return id.count >= fewest ? id : nil
    }

    /// The whole id of the one alert that is meant; the text itself where there is none.
    static func whole(_ text: String, in store: Store) async throws -> String {
        guard let id = beginning(text) else { return text }
        guard id.count < all else { return id }
        let found = try await storeResult {
            try await store.alertIDs(beginningWith: id, limit: mostListed)
        }
        guard found.count < 2 else {
            let ids = found.joined(separator: ", ")
            throw Failure(
                .usage,
                "the ids of several alerts begin with “\(id.safe)”: give more digits of one of \(ids.safe)")
        }
        return found.first ?? id
    }
}
