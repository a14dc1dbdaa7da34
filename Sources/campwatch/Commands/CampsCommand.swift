import Analysis
import ArgumentParser
import Foundation
import Persistence
import Watch

struct CampsCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "camps",
        abstract: "Show the balance of the open and the closed camp over time, by deals and by money.",
        discussion: """
            Counts what is announced or completed, in the period in which it was first
            seen. Rumoured and cancelled deals are counted apart. Sums are in US dollars
            at rough rates; what is promised “up to” a sum stands in a column of its own
            and is never added to what is stated as paid.

            Layers: capital (who owns and funds), compute, distribution (licences,
            channels, contracts), release, other; config/lexicon/domain.toml says which
            type of deal is of which.

            EXAMPLES
              campwatch camps
              campwatch camps --since 365d --by month --layer compute
              campwatch camps --by day --since 14d --format csv > balance.csv
              campwatch camps --format svg > balance.svg
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(
        help: ArgumentHelp("Deals not older than this: 12h, 7d, 4w, 2026-11-01 (UTC).", valueName: "time"))
    var since = Since.ago(seconds: 90 * 86_400)

    @Option(help: "Length of a period; weeks begin on Monday.")
    var by: Period = .week

    @Option(help: "Only this layer: capital, compute, distribution, release or other.")
    var layer: String?

    @Option(help: "How to print it.")
    var format: Format = .text

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, csv, json, svg
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let layers = try layers(in: context)
        // Whole periods, so that the first bar can be compared with the others.
        let start = by.start(of: since.date(now: context.now))
        let store = try directories.store(in: context)
        let days = try await storeResult { try await store.dailyDeals(since: start) }
            .filter { layer == nil || layers.layer(of: $0.type) == layer }
        let balance = Balance(days, by: by, layers: layers, now: context.now)
        guard !balance.isEmpty || format == .csv || format == .json else {
            throw Failure(
                .nothing, "no deal yet: widen --since" + (layer == nil ? "" : ", or leave out --layer"))
        }
        let scope = "since \(by.name(start)) UTC" + (layer.map { ", layer \($0)" } ?? "")
        return switch format {
        case .text:
            CommandOutput(
                lines: BalanceChart(balance: balance, scope: scope, terminal: context.terminal).lines)
        case .csv: CommandOutput(balance.csv)
        case .json: CommandOutput(balance.json.pretty + "\n")
        case .svg: CommandOutput(BalancePicture(balance: balance, scope: scope).text)
        }
    }

    private func layers(in context: CommandContext) throws -> DealLayers {
        let layers: DealLayers
        do {
            layers = try DealLayers(directory: directories.directories(in: context).config)
        } catch {
            throw Failure(.configuration, error.description)
        }
        if let layer, !layers.names.contains(layer) {
            throw Failure(
                .usage, "--layer: unknown layer “\(layer)”; there are \(layers.names.joined(separator: ", "))"
            )
        }
        return layers
    }
}
