import Foundation
import NewsModel

/// Counts by which trigrams of letters the languages of labelled stories are told apart.
package struct LetterCount {
    /// Trigrams that are kept: those that say most, for a file that one can read and that loads at once.
    private static let mostTrigrams = 4_000
    /// Times that a trigram must have been seen, in any language.
    private static let fewest = 20
    /// Added to each count, so that no trigram is impossible in a language.
    private static let smoothing = 0.5
    /// Titles are short and news is told by them, so each counts several times.
    private static let titleWeight = 3

    private let languages: [Language]
    /// For each language the times that it has each trigram.
    private let counts: [[UInt64: Int]]
    /// All trigrams of each language.
    private let sizes: [Int]

    /// Of the languages that are mostly written in Latin letters.
    package init(_ stories: [GoldStory]) {
        let texts = Dictionary(grouping: stories.filter { $0.language != nil }) {
            $0.language ?? .undetermined
        }
        .mapValues { $0.map { (title: FoldedText($0.title), text: FoldedText($0.text)) } }
        languages = Language.allCases.filter { language in
            let letters = (texts[language] ?? []).map { ScriptCounts($0.text.bytes[...]) }
            return language != .undetermined && !letters.isEmpty
                && letters.reduce(0) { $0 + $1.latin } * 2 > letters.reduce(0) { $0 + $1.letters }
        }
        counts = languages.map { language in
            var counts: [UInt64: Int] = [:]
            for story in texts[language] ?? [] {
                Self.add(story.text, 1, to: &counts)
                Self.add(story.title, Self.titleWeight, to: &counts)
            }
            return counts
        }
        sizes = counts.map { $0.values.reduce(0, +) }
    }

    private static func add(_ text: FoldedText, _ weight: Int, to counts: inout [UInt64: Int]) {
        LetterTrigram.each(of: text.bytes[...]) { counts[$0, default: 0] += weight }
    }

    /// Whether there are languages to tell apart.
    package var isUseful: Bool { languages.count > 1 }

    /// The text of `letters.toml`.
    package var file: String {
        let totals = Dictionary(counts.joined().map { ($0.key, $0.value) }, uniquingKeysWith: +)
        let known = totals.filter { $0.value >= Self.fewest }
        let found = known.map { trigram, count in
            (trigram: trigram, count: count, odds: odds(of: trigram, among: known.count))
        }
        let telling = found.sorted { left, right in
            let (first, second) = (worth(left.odds, left.count), worth(right.odds, right.count))
            return first != second ? first > second : left.trigram < right.trigram
        }
        return LetterFile.text(
            languages: languages,
            telling.prefix(Self.mostTrigrams).map { (trigram: $0.trigram, weights: $0.odds.map(Self.tenths)) }
        )
    }

    /// The logarithms of how common a trigram is in each language, against their mean.
    private func odds(of trigram: UInt64, among count: Int) -> [Double] {
        let logs = zip(counts, sizes).map { counts, size in
            log(
                (Double(counts[trigram] ?? 0) + Self.smoothing)
                    / (Double(size) + Self.smoothing * Double(count)))
        }
        let mean = logs.reduce(0, +) / Double(logs.count)
        return logs.map { $0 - mean }
    }

    /// What a trigram tells in all the texts that have it.
    private func worth(_ odds: [Double], _ count: Int) -> Double {
        let spread = (odds.max() ?? 0) - (odds.min() ?? 0)
        return Double(count) * spread * spread
    }

    private static func tenths(_ odds: Double) -> Int8 { Int8(max(-127, min(127, (odds * 10).rounded()))) }
}
