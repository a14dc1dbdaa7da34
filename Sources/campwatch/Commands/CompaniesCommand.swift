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

    @Option(help: "At most this many.")
    var limit = 50

    @OptionGroup var list: ListOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be 1 or more.") }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let start = since?.date(now: context.now)
        let companies = try await storeResult { try await store.companies(since: start, limit: limit) }
        return try Listing(
            companies: companies, knowledge: directories.knowledge(in: context), context.terminal
        )
        .output(list, for: context.terminal, ifEmpty: "no deal yet: widen --since")
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

    @Argument(help: "Id or name of the company.")
    var name: String

    @Option(help: "At most this many deals.")
    var limit = 20

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    private static let shownCounterparties = 8

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be 1 or more.") }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let knowledge = directories.knowledge(in: context)
        let id = knowledge.id(named: name)
        let page = try await storeResult {
            CompanyPage(
                id: id, knowledge: knowledge,
                deals: try await store.deals(DealQuery(party: id, limit: limit)),
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
