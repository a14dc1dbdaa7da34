import ArgumentParser
import NewsModel
import Persistence

struct DealsCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "deals",
        abstract: "List deals, each once, however many stories report it; last changed first.",
        discussion: """
            The arrow goes from who gives (investor, provider, acquirer …) to who gets.
            OUT counts the outlets that carried the deal, FIRST is the one that was
            first.

            EXAMPLES
              campwatch deals --since 7d --camp closed
              campwatch deals --deal acquisition --status rumoured
              campwatch deals --where 'party = nvidia and outlets >= 2 and not lang = ja'
              campwatch deals --party nvidia --format csv > nvidia.csv
              campwatch deals --since 30d --sort amount --limit 10
              campwatch deals --format jsonl | jq 'select(.amount.value >= 1e9)'
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var filter: FilterOptions
    @OptionGroup var condition: WhereOption

    @Option(help: "Only with this status.")
    var status: DealStatus?

    @Option(help: "What stands first; sums are compared in US dollars at rough rates.")
    var sort: DealQuery.Order = .changed

    @OptionGroup var list: ListOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let condition = try await condition.condition(directories, store, in: context)
        let query = DealQuery(
            type: filter.dealFilter, camp: filter.campFilter, party: filter.partyFilter, status: status,
            since: filter.since?.date(now: context.now), order: sort,
            limit: filter.limit.asked)
        let deals =
            if let condition {
                try await condition.first(of: query, in: store)
            } else {
                try await storeResult { try await store.deals(query) }
            }
        let (shown, isCut) = filter.limit.cut(deals)
        let isForPeople = list.format == .table || list.format == .markdown
        let names = isForPeople ? directories.partyNames(in: context) : { $0 }
        var listing = Listing(deals: shown, names: names, for: context.terminal)
        listing.isCut = isCut
        guard deals.isEmpty else { return try listing.output(list, for: context.terminal, ifEmpty: "") }
        let message = try await directories.emptiness(
            filter.partyFilter, store, in: context, else: "no deal matches: widen the filters")
        return try listing.output(list, for: context.terminal, ifEmpty: message)
    }
}
