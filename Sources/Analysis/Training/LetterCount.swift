import Foundation
import NewsModel

/// Counts by which runs of letters the languages of labelled stories are told apart.
package struct LetterCount {
    /// Runs that are kept: those that say most, for a file that one can read and that loads at once.
    private static let mostRuns = 4_000
    /// Times that a run must have been seen, in any language.
    private static let fewest = 20
    /// Added to each count, so that no run is impossible in a language.
    private static let smoothing = 0.5
    /// Titles are short and news is told by them, so each counts several times.
    private static let titleWeight = 3

    private let languages: [Language]
    /// For each language the times that it has each run.
    private let counts: [[UInt64: Int]]
    /// All runs of each language.
    private let sizes: [Int]

    /// Of the languages whose stories are mostly written in Latin letters.
    package init(_ stories: [GoldStory]) {
        var counts: [Language: [UInt64: Int]] = [:]
        for story in stories {
            guard let language = story.language else { continue }
            let text = FoldedText(story.text)
            guard ScriptCounts(text.bytes[...]).isLatin else { continue }
            Self.add(text, 1, to: &counts[language, default: [:]])
            Self.add(FoldedText(story.title), Self.titleWeight, to: &counts[language, default: [:]])
        }
        languages = Language.allCases.filter { counts[$0] != nil }
        self.counts = languages.compactMap { counts[$0] }
        sizes = self.counts.map { $0.values.reduce(0, +) }
    }

    private static func add(_ text: FoldedText, _ weight: Int, to counts: inout [UInt64: Int]) {
        LetterRun.each(of: text.bytes[...]) { counts[$0, default: 0] += weight }
    }

    /// The text of `letters.toml`.
    package var file: String {
        let totals = Dictionary(counts.joined().map { ($0.key, $0.value) }, uniquingKeysWith: +)
        let known = totals.filter { $0.value >= Self.fewest }
        let runs = known.map { run, count in (run: run, count: count, odds: odds(of: run, among: known.count))
        }
        let telling = runs.sorted { left, right in
            let (first, second) = (worth(left.odds, left.count), worth(right.odds, right.count))
            return first != second ? first > second : left.run < right.run
        }
        return LetterFile.text(
            languages: languages,
            telling.prefix(Self.mostRuns).map { (run: $0.run, weights: $0.odds.map(Self.tenths)) })
    }

    /// The logarithms of how common a run is in each language, against their mean.
    private func odds(of run: UInt64, among count: Int) -> [Double] {
        let logs = zip(counts, sizes).map { counts, size in
            log((Double(counts[run] ?? 0) + Self.smoothing) / (Double(size) + Self.smoothing * Double(count)))
        }
        let mean = logs.reduce(0, +) / Double(logs.count)
        return logs.map { $0 - mean }
    }

    /// What a run tells in all the texts that have it.
    private func worth(_ odds: [Double], _ count: Int) -> Double {
        let spread = (odds.max() ?? 0) - (odds.min() ?? 0)
        return Double(count) * spread * spread
    }

    private static func tenths(_ odds: Double) -> Int8 { Int8(max(-127, min(127, (odds * 10).rounded()))) }
}
