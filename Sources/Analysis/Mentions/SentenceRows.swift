/// Where the things of each sentence stand in a list that follows the text.
struct SentenceRows: Sendable {
    /// First index of each sentence, and the list's end.
    private var starts: [Int]

    /// Takes the sentence number of each thing, in ascending order.
    init(_ numbers: some Sequence<Int>, sentences: Int) {
        var counts = [Int](repeating: 0, count: sentences + 1)
        for number in numbers { counts[number + 1] += 1 }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        starts = counts
    }

    subscript(sentence: Int) -> Range<Int> { starts[sentence]..<starts[sentence + 1] }
}
