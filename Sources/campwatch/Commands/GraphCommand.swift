import Analysis
import ArgumentParser
import DealGraph
import Foundation
import NewsModel
import Persistence

struct GraphCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Show who deals with whom, as a picture or for other programs, and circular deals.",
        discussion: """
            Companies are joined by their deals; arrows go where the money goes: from
            investor to recipient, acquirer to target, customer to provider, licensee to
            licensor, channel to supplier. Partners are joined without an arrow. Cancelled
            deals are left out, rumoured ones are dashed.

            With --cycles: money that comes back. A invests in B, B buys computing power
            from C, C buys chips from A. At most four companies; rumoured deals count with
            --rumours only.

            EXAMPLES
              campwatch graph --since 90d
              campwatch graph --company mistral-ai --depth 2 --format svg > mistral.svg
              campwatch graph --format dot | dot -Tpdf > deals.pdf
              campwatch graph --format mermaid --limit 20
              campwatch graph --cycles
              campwatch graph --cycles --company nvidia --format json | jq '.cycles[].companies'
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(
        help: ArgumentHelp("Deals not older than this: 12h, 7d, 4w, 2026-11-01 (UTC).", valueName: "time"))
    var since: Since?

    @Option(
        help: ArgumentHelp("Only around this company, by id or name.", valueName: "company"),
        completion: Completions.parties)
    var company: String?

    @Option(help: "With --company: how many links away from it.")
    var depth = 1

    @Option(help: "At most this many companies, those with the most deals; with --cycles so many circles.")
    var limit = 60

    @Flag(help: "Circular deals: money that comes back, with the deals that it went through.")
    var cycles = false

    @Flag(help: "With --cycles: rumoured deals, too.")
    var rumours = false

    @Option(help: "How to print it; text is for people.")
    var format: Format = .text

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, dot, svg, graphml, mermaid, json
    }

    /// More than anybody can see; bounds the memory.
    static let mostDeals = 20_000
    /// The layout's work grows with the square.
    private static let mostCompanies = 1_000

    func validate() throws {
        guard (1...Self.mostCompanies).contains(limit) else {
            throw ValidationError("--limit must be from 1 to \(Self.mostCompanies).")
        }
        guard (1...6).contains(depth) else { throw ValidationError("--depth must be from 1 to 6.") }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let start = since?.date(now: context.now)
        // Read meanwhile.
        async let names = directories.knowledge(in: context)
        let (newest, isCut) = Limit(Self.mostDeals).cut(
            try await storeResult {
                try await store.deals(
                    DealQuery(firstSince: start, order: .seen, limit: Self.mostDeals + 1))
            })
        let deals = newest.filter { $0.status != .cancelled }
        let knowledge = await names
        var output =
            cycles
            ? try await circles(deals, knowledge, store, context)
            : try await graph(CompanyGraph(deals: deals), knowledge, store, context)
        if isCut {
            output.note = "only the newest \(newest.count) deals are in it; older ones are left out"
        }
        return output
    }

    // MARK: Graph

    private func graph(
        _ graph: CompanyGraph, _ knowledge: CompanyKnowledge, _ store: Store, _ context: CommandContext
    ) async throws -> CommandOutput {
        let center = company.map(knowledge.id)
        let around = center.map { graph.neighbourhood(of: $0, depth: depth) } ?? graph
        let shown = around.largest(limit, around: center)
        guard !shown.isUnlinked else {
            let message =
                company.map {
                    "no deal of “\($0)” with another company: `campwatch companies` lists those with deals"
                }
                ?? (graph.isUnlinked
                    ? "no deal between two companies yet: widen --since"
                    : "no deal between the companies with the most deals: raise --limit")
            throw Failure(
                .nothing,
                try await directories.emptiness(center, store, in: context, else: message))
        }
        return printed(shown, knowledge, context)
    }

    private func printed(
        _ graph: CompanyGraph, _ knowledge: CompanyKnowledge, _ context: CommandContext
    ) -> CommandOutput {
        let view = GraphView(graph, name: knowledge.name, camp: knowledge.camp)
        return switch format {
        case .text: CommandOutput(view.lines(for: context.terminal) + "\n", isLong: true)
        case .dot: CommandOutput(view.dot)
        case .svg: CommandOutput(GraphPicture(view: view, title: title(knowledge)).text)
        case .graphml: CommandOutput(view.graphML)
        case .mermaid: CommandOutput(view.mermaid)
        case .json: CommandOutput(view.json.pretty + "\n")
        }
    }

    private func title(_ knowledge: CompanyKnowledge) -> String {
        let what = cycles ? "circular deals" : "deals"
        return company.map { "\(what) of \(knowledge.name(of: knowledge.id(named: $0)))" } ?? what
    }

    // MARK: Cycles

    private func circles(
        _ deals: [Deal], _ knowledge: CompanyKnowledge, _ store: Store, _ context: CommandContext
    ) async throws -> CommandOutput {
        var (found, isComplete) = DealCycle.all(among: deals, rumours: rumours)
        let center = company.map(knowledge.id)
        if let id = center {
            found.removeAll { cycle in !cycle.hops.contains { $0.from == id } }
        }
        let page = CyclePage(
            cycles: found, isComplete: isComplete, limit: limit, names: knowledge.name,
            terminal: context.terminal)
        let failure =
            found.isEmpty
            ? Failure(
                .nothing,
                try await directories.emptiness(
                    center, store, in: context,
                    else: "no circular deal" + (rumours ? "" : ": --rumours counts rumoured deals, too")))
            : nil
        switch format {
        case .json: return CommandOutput(page.json.pretty + "\n", failure: failure)
        case .text: return failure.map { CommandOutput("", failure: $0) } ?? CommandOutput(lines: page.lines)
        default:
            if let failure { throw failure }
            let flows = Set(found.prefix(limit).flatMap(\.flows))
            return printed(CompanyGraph(deals: deals).keeping(flows: flows), knowledge, context)
        }
    }
}
