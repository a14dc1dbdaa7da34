import Foundation
import NewsModel

/// Fits the topic model, and one for each part of the stories that has not seen it.
///
/// The models of deals learn how far the words can be trusted, so they may not see words that know the story (stacking:
/// Wolpert, Neural Networks 5, 1992).
struct TopicTraining {
    /// Stories that a word must stand in: of a rarer one too little is known.
    private static let fewest = 20
    /// How strongly weights stay at nothing; chosen by cross-validation.
    private static let precision = 2.0
    private static let folds = 3

    /// For stories to come.
    let model: TopicModel
    private let modelOfFold: [TopicModel]
    private let foldOfStory: [String: Int]

    init(_ analyzer: Analyzer, _ stories: [GoldStory]) {
        var readings: [String: StoryReading] = [:]
        var folds: [String: Int] = [:]
        for story in stories where folds[story.id] == nil {
            folds[story.id] = folds.count % Self.folds
            readings[story.id] = analyzer.reading(of: story)
        }
        let fitter = TopicFitter(
            types: analyzer.lexicon.schemas.map(\.type), readings: readings, fewest: Self.fewest,
            precision: Self.precision)
        model = fitter.fit(stories)
        modelOfFold = (0..<Self.folds).map { fold in
            fitter.fit(stories.filter { folds[$0.id] != fold })
        }
        foldOfStory = folds
    }

    /// A reader whose words do not know a story.
    func reader(of story: GoldStory, _ reader: Analyzer) -> Analyzer {
        reader.withTopic(foldOfStory[story.id].map { modelOfFold[$0] } ?? model)
    }
}

/// Fits topic models to stories that have been read.
private struct TopicFitter {
    private let types: [DealType]
    private let readings: [String: StoryReading]
    private let precision: Double
    private let words: [String]
    /// Of each word, how much more one of its weights may vary than one of a word that all stories have: rare words say
    /// more (inverse document frequency: Spärck Jones, Journal of Documentation 28, 1972).
    private let rarity: [Double]
    private let bare: TopicModel

    init(types: [DealType], readings: [String: StoryReading], fewest: Int, precision: Double) {
        var counts: [String: Int] = [:]
        for reading in readings.values {
            var found: Set<String> = []
            TopicWord.each(reading.scan, reading.amounts, from: 0) {
                found.insert($0.text(reading.scan.text.bytes))
            }
            for word in found { counts[word, default: 0] += 1 }
        }
        let frequent = counts.filter { $0.value >= fewest }.sorted { $0.key < $1.key }
        words = frequent.map(\.key)
        rarity = frequent.map { 1 + log(Double(readings.count) / Double($0.value)) }
        bare = TopicModel(types: types, words.map { ($0, Array(repeating: 0, count: types.count)) })
        (self.types, self.readings, self.precision) = (types, readings, precision)
    }

    func fit(_ stories: [GoldStory]) -> TopicModel {
        let grid = GridFitter(
            prior: WeightGrid(rows: types.map(\.rawValue), columns: words),
            examples: stories.compactMap(example), precision: precision, votes: 0
        ).fit()
        let rows = words.indices.map { word -> TopicModel.Row in
            let weights = types.indices.map { type in
                let weight = grid.values[type * words.count + word] * rarity[word]
                return Int8(max(-127, min(127, (weight * 10).rounded())))
            }
            return (words[word], weights)
        }
        return TopicModel(types: types, rows.filter { $0.weights.contains { $0 != 0 } })
    }

    private func example(_ story: GoldStory) -> TrainingExample? {
        guard story.lessons.records, let reading = readings[story.id],
            let answer = story.primary == .none ? types.count : types.firstIndex(of: story.primary)
        else { return nil }
        let known = StoryTopic(reading.scan, reading.amounts, bare).words
        var features = FeatureVector()
        for word in known { features.add(word, TopicModel.value(known.count) * rarity[word]) }
        return TrainingExample(
            choices: types.indices.map { .init(rows: [$0], features: features) } + [.none], answer: answer)
    }
}

extension Analyzer {
    /// The same with another model of what words speak of.
    func withTopic(_ topic: TopicModel) -> Analyzer {
        var models = lexicon.models
        models.topic = topic
        return Analyzer(lexicon: lexicon.with(models, version: lexicon.weightsVersion))
    }
}
