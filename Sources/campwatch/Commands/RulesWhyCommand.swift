import Alerting
import ArgumentParser
import DealGraph
import NewsModel
import Persistence
import Watch

struct RulesWhyCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Show which conditions of its rule an alert fulfilled, and the evidence.",
        discussion: """
            The id stands at the end of the alert's line; its beginning is enough.

            EXAMPLES
              campwatch rules why 8dcdd00b0fe42520
              campwatch rules why '#8dcdd0'
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Id of the alert, or its first four digits or more.")
    var alert: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        guard AlertID.beginning(alert) != nil else {
            throw Failure(.usage, "give at least four digits of the alert's id")
        }
        let (store, feeds) = try await directories.feeds(in: context)
        let id = try await AlertID.whole(alert, in: store)
        guard let alert = try await storeResult({ try await store.alert(id: id) }) else {
            throw Failure(.nothing, "no alert “\(id)”: `campwatch alerts` lists what there is")
        }
        let story = try await storeResult { try await store.story(id: alert.story.id) }
        let filter = try filter(of: alert, in: context)
        let folder = feeds.first { $0.id == alert.story.feed }?.folder ?? ""
        let book = try await store.flowBook(for: [filter.filter].compactMap(\.self))
        let closesCycle = book.closesCycle(
            alert.deal.id, alert.deal.status, alert.deal.parties, knownBy: alert.time)
        let page = AlertPage(
            alert: alert, story: story, folder: folder, closesCycle: closesCycle, filter: filter.filter,
            isCurrent: filter.isCurrent,
            names: directories.partyNames(in: context), terminal: context.terminal)
        return CommandOutput(lines: page.lines)
    }

    /// The filter by which it was raised, or, of an alert of an older version, the rule's present one.
    private func filter(
        of alert: Alert, in context: CommandContext
    ) throws -> (filter: Filter?, isCurrent: Bool) {
        if let text = alert.filter { return (Filter.read(text, vocabulary: .standard).filter, false) }
        return (try directories.rules(in: context).rules.first { $0.name == alert.rule }?.filter, true)
    }
}
