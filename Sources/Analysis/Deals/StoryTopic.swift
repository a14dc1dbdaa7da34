import NewsModel

/// Which deal the words of one story speak of, and where they do.
struct StoryTopic: Sendable {
    /// By the order of the model's types, last that of no deal.
    let shares: [Double]
    let model: TopicModel
    /// The words that the model knows, as they stand in the text, by their numbers; and the different ones.
    private let places: [(word: Int, range: Range<Int>, sentence: Int)]
    let words: [Int]

    /// Reads from a sentence on: a silent title says nothing.
    init(_ scan: StoryScan, _ amounts: SentenceAmounts, _ model: TopicModel, from first: Int = 0) {
        var places: [(word: Int, range: Range<Int>, sentence: Int)] = []
        if !model.isEmpty {
            TopicWord.each(scan, amounts, from: first) { word in
                if let number = model.number(of: word.hash(scan.text.bytes)) {
                    places.append((number, word.range, word.sentence))
                }
            }
        }
        self.places = places
        self.model = model
        words = Set(places.map(\.word)).sorted()
        shares = model.shares(of: words)
    }

    /// The probability that the story reports a deal of a type; of none for nil.
    func share(of type: DealType?) -> Double {
        guard let type else { return shares[model.types.count] }
        return model.types.firstIndex(of: type).map { shares[$0] } ?? 0
    }

    /// The likeliest of the other types.
    func greatestShare(besides type: DealType) -> Double {
        zip(model.types, shares).lazy.filter { $0.0 != type }.map(\.1).max() ?? 0
    }

    /// The passage that speaks most for a type: in the sentence that says most for it the strongest word.
    func passage(for type: DealType) -> (range: Range<Int>, sentence: Int)? {
        guard let row = model.types.firstIndex(of: type) else { return nil }
        let weight = { (word: Int) in model.weight(of: word, for: row, among: words.count) }
        var sums: [Int: Double] = [:]
        for place in places { sums[place.sentence, default: 0] += max(0, weight(place.word)) }
        let best = sums.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        return places.filter { $0.sentence == best }.max { weight($0.word) < weight($1.word) }
            .map { ($0.range, $0.sentence) }
    }

    /// What each word adds to the score of one choice and not of another, the strongest first; types, then no deal.
    func reasons(for choice: Int, over other: Int) -> [(word: String, weight: Double)] {
        let rows = model.rows
        let weight = { (word: Int, choice: Int) in
            choice < model.types.count ? model.weight(of: word, for: choice, among: words.count) : 0
        }
        return words.map { (rows[$0].word, weight($0, choice) - weight($0, other)) }
            .filter { $0.1 != 0 }.sorted { $0.1.magnitude > $1.1.magnitude }
    }
}
