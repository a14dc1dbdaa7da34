import Foundation

/// The stems of a story's sentences that the models know, those of cues too; names and sums are left out.
struct StoryStems: Sendable {
    /// The length of the vector of all stems of some sentences; chosen by cross-validation.
    private static let scale = 2.0

    private let numbers: [Int]
    private let rows: SentenceRows
    /// How many stems each sentence has, known or not.
    private let counts: [Int]

    init(_ scan: StoryScan, _ amounts: SentenceAmounts, _ table: StemTable) {
        var numbers: [Int] = []
        var sentences: [Int] = []
        var counts = [Int](repeating: 0, count: scan.sentences.count)
        if !table.isEmpty {
            for sentence in scan.sentences.indices {
                Self.each(scan, amounts, inSentence: sentence) { stem in
                    counts[sentence] += 1
                    guard let number = table.number(of: scan.text.bytes[stem]) else { return }
                    numbers.append(number)
                    sentences.append(sentence)
                }
            }
        }
        self.numbers = numbers
        self.counts = counts
        rows = SentenceRows(sentences, sentences: scan.sentences.count)
    }

    /// The stems of a sentence outside its names and sums.
    static func each(
        _ scan: StoryScan, _ amounts: SentenceAmounts, inSentence number: Int, _ body: (Range<Int>) -> Void
    ) {
        let range = scan.sentences[number].range
        let known = scan.mentions(inSentence: number).map(\.range) + amounts[number].map(\.range)
        var start = range.lowerBound
        for span in known.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if start < span.lowerBound { Stems.each(scan.text.bytes, in: start..<span.lowerBound, body) }
            start = max(start, span.upperBound)
        }
        if start < range.upperBound { Stems.each(scan.text.bytes, in: start..<range.upperBound, body) }
    }

    /// The different stems of some sentences, each with an equal share.
    func features(of sentences: some Sequence<Int>) -> FeatureVector {
        var features = FeatureVector()
        var found: [Int] = []
        var count = 0
        for sentence in sentences {
            found += numbers[rows[sentence]]
            count += counts[sentence]
        }
        found.sort()
        let value = Self.scale / Double(max(1, count)).squareRoot()
        var last: Int?
        for number in found where number != last {
            features.add(number, value)
            last = number
        }
        return features
    }
}
