import Analysis
import Foundation
import NewsModel

/// Loads the lexicon and analyses stories one after the other on one core.
enum AnalyseWorker {
    static func run(stories count: Int) throws -> [String: Double] {
        let loading = Stopwatch()
        let lexicon = try Lexicon.load(directory: GoldStories.configuration)
        let analyzer = Analyzer(lexicon: lexicon)
        // By the clock, since it takes all processors.
        let loadSeconds = loading.wall
        let entries = try GoldStories.entries(count)
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        var evidence = 0
        let analysing = Stopwatch()
        for entry in entries {
            let analysis = entry.analysed(by: analyzer, now: now)
            evidence += analysis.evidence.count + analysis.deals.reduce(0) { $0 + $1.evidence.count }
        }
        let bytes = entries.reduce(0) { $0 + $1.title.utf8.count + $1.text.utf8.count }
        return [
            "loadSeconds": loadSeconds, "cpu": analysing.cpu, "wall": analysing.wall, "bytes": Double(bytes),
            "evidence": Double(evidence),
        ]
    }
}
