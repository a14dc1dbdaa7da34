/// A story's sums, found by sentence.
struct SentenceAmounts: Sendable {
    /// In the order of the text.
    private let amounts: [AmountMention]
    private let rows: SentenceRows

    init(_ amounts: [AmountMention], sentences: [Sentence]) {
        var number = 0
        var kept: [AmountMention] = []
        var numbers: [Int] = []
        for amount in amounts {
            while number < sentences.count, sentences[number].range.upperBound <= amount.range.lowerBound {
                number += 1
            }
            guard number < sentences.count else { break }
            kept.append(amount)
            numbers.append(number)
        }
        self.amounts = kept
        rows = SentenceRows(numbers, sentences: sentences.count)
    }

    subscript(sentence: Int) -> ArraySlice<AmountMention> { amounts[rows[sentence]] }
}
