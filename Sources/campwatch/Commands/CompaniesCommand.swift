import Analysis
import ArgumentParser
import Persistence

struct CompaniesCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "companies",
        abstract: "List the companies of the deals, those with the most deals first.",
        discussion: """
            OPEN and CLOSED count the deals that strengthen a camp. CAMP is the company's
            own, as config/companies.toml has it.

            EXAMPLES
              campwatch companies --since 90d
              campwatch companies --since 2026-01-01 --format csv > companies.csv
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(
        help: ArgumentHelp("Deals not older than this: 12h, 7d, 4w, 2026-11-01 (UTC).", valueName: "time"))
    var since: Since?

    @Option(help: "At most this many; 0 for all.")
    var limit = Limit(50)

    @OptionGroup var list: ListOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let start = since?.date(now: context.now)
        // Read meanwhile.
        async let knowledge = directories.knowledge(in: context)
        let (companies, isCut) = limit.cut(
            try await storeResult { try await store.companies(since: start, limit: limit.asked) })
        var listing = Listing(companies: companies, knowledge: await knowledge, context.terminal)
        listing.isCut = isCut
        return try listing.output(list, for: context.terminal, ifEmpty: "no deal yet: widen --since")
    }
}

struct CompanyCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "company",
        abstract: "Show one company: its camp over time, with whom it deals, and its deals.",
        discussion: """
            EXAMPLES
              campwatch company mistral-ai
              campwatch company "Hugging Face" --format json | jq '.deals[].id'
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Id or name of the company.", completion: Completions.parties)
    var name: String

    @Option(help: "At most this many deals; 0 for all.")
    var limit = Limit(20)

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    private static let shownCounterparties = 8

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let knowledge = directories.knowledge(in: context)
        let id = knowledge.id(named: name)
        let page = try await storeResult {
            let (deals, isCut) = limit.cut(
                try await store.deals(DealQuery(party: id, limit: limit.asked)))
            return CompanyPage(
                id: id, knowledge: knowledge, deals: deals, isCut: isCut,
                counterparties: try await store.counterparties(of: id, limit: Self.shownCounterparties),
                terminal: context.terminal)
        }
        guard !page.isEmpty else {
            let advice = try await directories.advice(onParty: id, store, in: context)
            throw Failure(
                .nothing,
                "no company “\(name)”: \(advice ?? "`campwatch companies` lists those with deals")")
        }
        return format == .json
            ? CommandOutput(page.json.pretty + "\n") : CommandOutput(lines: page.lines)
    }
}
