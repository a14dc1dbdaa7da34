import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

struct ReanalyzeCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reanalyze",
        abstract: "Analyse the stored stories again with the words and weights in force.",
        discussion: """
            After a change of the lexicon or `campwatch train`. Only stories of another
            version are taken up, so what was broken off goes on where it was. Labels and
            corrections of people hold, and no old alert is raised again. --dry-run only
            lists what would change.

            EXAMPLES
              campwatch reanalyze --since 90d --dry-run
              campwatch reanalyze
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(help: ArgumentHelp("Stories not older than this: 7d, 4w, 2026-11-01 (UTC).", valueName: "time"))
    var since: Since?

    @Flag(help: "Change nothing, and list the stories whose labels would be others.")
    var dryRun = false

    func output(in context: CommandContext) async throws -> CommandOutput {
        let start = since?.date(now: context.now)
        let analyzer = Analyzer(lexicon: try directories.lexicon(in: context))
        if dryRun { return try await trial(analyzer, start, context) }
        let store = try directories.store(in: context)
        let newest = try await storeResult { try await store.newestStory() }
        let progress = context.progress(Int(newest))
        var (looked, changed, last): (Int, Int, Int64) = (0, 0, 0)
        let changes = FeedChanges(directories: directories.directories(in: context), now: context.now)
        while true {
            let step = try await changes.step(
                ControlRequest(.reanalyze, story: last, since: start, lexicon: analyzer.version),
                with: analyzer)
            (looked, changed, last) = (looked + step.looked, changed + step.changed, step.last)
            progress.show(Int(last))
            if step.isDone { break }
        }
        progress.end()
        return CommandOutput(
            "\(looked.counting("story", "stories")) analysed again, \(changed) with other labels or deals\n"
        )
    }

    /// Compares in this process; the database is only read.
    private func trial(
        _ analyzer: Analyzer, _ start: Date?, _ context: CommandContext
    ) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        let work = Reanalysis(analyzer: analyzer, since: start)
        let labels = try await storeResult { try await store.labels() }
        let newest = try await storeResult { try await store.newestStory() }
        let progress = context.progress(Int(newest))
        var lines: [String] = []
        var (looked, last, isEnd): (Int, Int64, Bool) = (0, 0, false)
        while !isEnd {
            let from = last
            let page = try await storeResult { try await work.stale(after: from, in: store) }
            for story in page.stories {
                let analysis = work.analysis(of: story, label: labels[story.id])
                guard analysis.saysOther(than: story.analysis) else { continue }
                lines += [
                    "\(story.id)  \(story.headline.safe)", "    " + Self.difference(story.analysis, analysis),
                ]
            }
            (looked, last, isEnd) = (looked + page.stories.count, page.last.rawValue, page.isEnd)
            progress.show(Int(last))
        }
        progress.end()
        guard looked > 0 else {
            return CommandOutput(lines: ["no story would change: none is of other words or weights"])
        }
        let count = "\(lines.count / 2) of \(looked.counting("story", "stories")) would change"
        return CommandOutput(lines: lines + [count])
    }

    private static func difference(_ old: StoryAnalysis, _ new: StoryAnalysis) -> String {
        func text(_ analysis: StoryAnalysis) -> String {
            guard analysis.isRelevant else { return "not relevant" }
            let types = analysis.dealTypes.map(Words.type).joined(separator: ", ")
            return "\(analysis.camp.rawValue.safe), \(types.isEmpty ? "no deal" : types)"
        }
        let (before, after) = (text(old), text(new))
        return before == after ? "\(after): other parties, sums or status" : "\(before) → \(after)"
    }
}

extension FeedChanges {
    /// One batch, by the running daemon or here.
    fileprivate func step(
        _ request: ControlRequest, with analyzer: Analyzer
    ) async throws -> ReanalysisProgress {
        let response = try await respond(to: request) { store in
            await Reanalysis(analyzer: analyzer, since: request.since).answer(
                to: request, on: store, now: now)
        }
        guard response.ok, let progress = response.reanalysis else {
            throw Failure(.unavailable, response.error ?? "the daemon does not know how; restart it")
        }
        return progress
    }
}
