import NewsModel

/// Which deal a story reports, told by the words of its first sentences alone: each type of deal, or none.
///
/// A multinomial log-linear model (Nigam, Lafferty and McCallum, IJCAI workshop on information filtering, 1999). It knows
/// roundabout words that no list of cues has; who does what to whom it does not know.
struct TopicModel: Sendable {
    /// A word, or two that follow each other, with what it says for each type, in tenths of a nat.
    typealias Row = (word: String, weights: [Int8])

    /// The length of the vector of all words of a story.
    private static let scale = 4.0

    let types: [DealType]
    private var words = StemTable()
    /// Word after word.
    private var weights: [Int8] = []

    init(types: [DealType], _ rows: [Row] = []) {
        self.types = types
        for row in rows where !words.add([row.word]).isEmpty { weights += row.weights }
    }

    var isEmpty: Bool { words.isEmpty }

    /// The words with their weights, in their order.
    var rows: [Row] {
        words.stems.enumerated().map { ($1, Array(weights[$0 * types.count..<($0 + 1) * types.count])) }
    }

    func number(of hash: StableHash) -> Int? { words.number(of: hash) }

    /// What one of `count` words adds to the score of a type, in nats.
    func weight(of word: Int, for type: Int, among count: Int) -> Double {
        Double(weights[word * types.count + type]) / 10 * Self.value(count)
    }

    /// The probability of each type, last that of no deal, by different words; a model that knows none sees no deal.
    func shares(of words: [Int]) -> [Double] {
        if isEmpty { return types.map { _ in 0 } + [1] }
        var sums = [Int](repeating: 0, count: types.count)
        for word in words {
            for type in sums.indices { sums[type] += Int(weights[word * sums.count + type]) }
        }
        return softmax(sums.map { Double($0) / 10 * Self.value(words.count) } + [0])
    }

    /// What each of some words counts.
    static func value(_ count: Int) -> Double { scale / Double(max(1, count)).squareRoot() }
}
