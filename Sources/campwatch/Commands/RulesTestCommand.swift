import Alerting
import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

struct RulesTestCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Show what a rule would have alerted to, told from the stored stories.",
        discussion: """
            A rule that is not enabled is tried as if it were. What a rule above with
            `stop = true` would have taken is counted, not shown; quiet hours, rate
            limits and digests delay alerts and are left out here. Ends with 1 when the
            rule would have been silent.

            EXAMPLES
              campwatch rules test big-open-deal
              campwatch rules test asian-rumours --since 90d --format jsonl | jq .story
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Name of the rule.", completion: Completions.rules)
    var name: String

    @Option(
        help: ArgumentHelp("From this time on: 12h, 2026-11-01 (UTC); 30d if left out.", valueName: "time"))
    var since: Since?

    @Option(help: "One line each for people, or everything as JSON.")
    var format: Format = .text

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, jsonl
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let rules = try directories.rules(in: context)
        let (store, feeds) = try await directories.feeds(in: context)
        let folders = Dictionary(uniqueKeysWithValues: feeds.map { ($0.id, $0.folder) })
        let matcher = DealMatcher()
        let book = try await store.flowBook(for: rules.rules.map(\.filter))
        guard
            let trial = RuleTrial(
                rule: name, in: rules, matcher: matcher, folders: folders, book: book)
        else {
            let names = rules.rules.map(\.name)
            let near = Suggestion.nearest(to: name, among: names).map { [$0] } ?? []
            let advice = Suggestion.question(near) ?? "there are \(names.joined(separator: ", "))"
            throw Failure(.nothing, "no rule “\(name)”: \(advice)")
        }
        let lexicon = try directories.lexicon(in: context)
        let firings = try await firings(trial, store, context)
        let alerts = firings.filter { $0.stoppedBy == nil }.map(\.alert)
        let lines = alerts.map { alert in
            format == .jsonl
                ? AlertJSON.line(alert) : AlertLine.text(alert) { lexicon.displayName(ofParty: $0) }
        }
        let verdict = verdict(alerts.count, stopped: firings.compactMap(\.stoppedBy), context)
        guard !alerts.isEmpty else { return CommandOutput("", failure: Failure(.nothing, verdict)) }
        return CommandOutput(lines: lines + (format == .text ? ["", verdict] : []))
    }

    private func start(in context: CommandContext) -> Date {
        (since ?? .ago(seconds: 30 * 86_400)).date(now: context.now)
    }

    private func firings(
        _ trial: RuleTrial, _ store: Store, _ context: CommandContext
    ) async throws -> [RuleTrial.Firing] {
        let start = start(in: context)
        var firings: [RuleTrial.Firing] = []
        for id in try await storeResult({ try await store.deals(reportedSince: start) }) {
            guard let details = try await storeResult({ try await store.deal(id: id) }) else { continue }
            firings += trial.firings(of: details, since: start)
        }
        return firings.sorted { ($0.alert.time, $0.alert.id) < ($1.alert.time, $1.alert.id) }
    }

    /// "rule x: 3 alerts since 2026-11-01 00:00 UTC; 2 more stopped by big-open-deal".
    private func verdict(_ count: Int, stopped: [String], _ context: CommandContext) -> String {
        let start = TimeText.minute(start(in: context))
        let names = Set(stopped).sorted().joined(separator: ", ")
        let more = stopped.isEmpty ? "" : "; \(stopped.count) more stopped by \(names)"
        return "rule \(name): \(count.counting("alert")) since \(start) UTC\(more)"
    }
}
