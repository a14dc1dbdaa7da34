import FoundationEssentials
import NewsModel

/// Fits the models to labelled stories.
package struct Trainer {
    /// How strongly weights stay where they were; chosen by cross-validation.
    private static let campPrecision = 4.0
    /// The same of the models for which each story is read three times.
    private static let dealPrecision = 8.0
    /// Few negatives have labels, so the plain sum of cues keeps most of its say; each story is read twice.
    private static let relevancePrecision = 6.0
    /// Stories that trained weights count as: with fewer labels the weights keep most of their say.
    ///
    /// As many as it takes that five to a hundred stories of one file, on weights that had not seen it, harm no
    /// figure of another.
    private static let storiesKnown = 700.0

    /// Parts into which stories are dealt where one model learns from what others find.
    private static let folds = 5

    private let analyzer: Analyzer
    private let stories: [GoldStory]
    /// Items of streams that carry a deal: short news of the industry, of which no more is known.
    private let stream: [StreamItem]

    /// Of each example, those that the weights in force stand for.
    private let votes: Double

    package init(analyzer: Analyzer, stories: [GoldStory], stream: [StreamItem] = []) {
        self.analyzer = analyzer
        self.stories = stories
        self.stream = stream.filter { $0.deal != nil }
        votes =
            analyzer.lexicon.isTrained
            ? Self.storiesKnown / Double(max(1, stories.count + self.stream.count)) : 0
    }

    /// An analyser whose weights fit the stories, drawn towards those that it has.
    package func fitted() -> Analyzer {
        let relevant = stories.filter(\.relevant)
        // Words take thousands of stories; with fewer those in force stay, and saw none of these.
        let topics = votes > 0 ? nil : TopicTraining(analyzer, relevant)
        let reader = analyzer.withTopic(topics?.model ?? analyzer.lexicon.models.topic)
            .weighing(StemCount(stories, analyzer).frequent)
        let lexicon = reader.lexicon
        var models = lexicon.models
        let readings = TrainingReadings(analyzer: reader, stories: relevant, topics: topics)
        let forgetful = readings.forgetful()
        models.relevance.grid = GridFitter(
            prior: models.relevance.grid,
            examples: [reader, forgetful].flatMap { reader in
                (stories + stream.map(\.asRelevantStory)).compactMap { relevanceExample($0, reader) }
            },
            precision: Self.relevancePrecision, votes: votes
        ).fit()
        let plain = readings.plain(by: reader)
        let camps = campExamples(plain, models)
        models = fitDeals(models, to: plain + readings.plain(by: forgetful) + readings.withSilentTitles())
        models.camp.grid = GridFitter(
            prior: models.camp.grid, examples: camps, precision: Self.campPrecision, votes: votes
        ).fit()
        models.dropFaintWords(newSince: lexicon.models)
        return Analyzer(lexicon: lexicon.with(models, version: lexicon.weightsVersion))
    }

    /// The models of deals and their parts, fitted to some stories.
    private func fitDeals(_ models: Models, to read: [TrainingReading]) -> Models {
        var models = models
        let examples = read.map {
            DealExamples(lexicon: $0.lexicon, reading: $0.reading, story: $0.story)
        }
        for (grid, part) in Self.dealParts {
            models[keyPath: grid] = GridFitter(
                prior: models[keyPath: grid], examples: examples.flatMap(part),
                precision: Self.dealPrecision, votes: votes
            ).fit()
        }
        return models
    }

    /// The models of deals with what a story teaches each.
    private static let dealParts:
        [(
            grid: any WritableKeyPath<Models, WeightGrid> & Sendable,
            examples: @Sendable (DealExamples) -> [TrainingExample]
        )] = [
            (\.deal.grid, { $0.news() }), (\.party.grid, { $0.parties() }),
            (\.status.grid, { $0.statuses() }),
            (\.amount.grid, { $0.amounts() }),
        ]

    /// How little the weights expected what was said of each story, in nats.
    func surprises() -> [Double] {
        let models = analyzer.lexicon.models
        return stories.map { story in
            var sum = relevanceExample(story, analyzer)?.surprise(by: models.relevance.grid) ?? 0
            guard story.relevant, let reading = analyzer.reading(of: story) else { return sum }
            let deals = DealExamples(lexicon: analyzer.lexicon, reading: reading, story: story)
            for (grid, examples) in Self.dealParts {
                sum += examples(deals).reduce(0) { $0 + $1.surprise(by: models[keyPath: grid]) }
            }
            return sum + (campExample(story, reading, analyzer.lexicon)?.surprise(by: models.camp.grid) ?? 0)
        }
    }

    /// What stories teach about camps.
    ///
    /// The camp follows from the deals, so each story shows those that models find which were fitted without it; with
    /// its own the camps would learn to trust deals more than they deserve (stacking: Wolpert, Neural Networks
    /// 5, 1992).
    private func campExamples(_ read: [TrainingReading], _ models: Models) -> [TrainingExample] {
        (0..<Self.folds).flatMap { fold in
            let parts = read.enumerated()
            let others = parts.filter { $0.offset % Self.folds != fold }.map(\.element)
            let lexicon = analyzer.lexicon.with(
                fitDeals(models, to: others), version: analyzer.lexicon.weightsVersion)
            return parts.filter { $0.offset % Self.folds == fold }.compactMap {
                campExample($0.element.story, $0.element.reading, lexicon)
            }
        }
    }

    private func relevanceExample(_ story: GoldStory, _ analyzer: Analyzer) -> TrainingExample? {
        guard story.lessons.relevance else { return nil }
        return analyzer.relevanceFeatures(of: story).map {
            TrainingExample(choices: [.none, .init(rows: [0], features: $0)], answer: story.relevant ? 1 : 0)
        }
    }

    private func campExample(
        _ story: GoldStory, _ reading: StoryReading, _ lexicon: Lexicon
    ) -> TrainingExample? {
        let model = lexicon.models.camp
        guard story.lessons.camp, let answer = story.camp.flatMap({ model.choices.firstIndex(of: $0) }) else {
            return nil
        }
        let deals = DealAssembler(lexicon: lexicon, reading: reading).deals()
        let features = CampJudge(lexicon: lexicon, reading: reading).features(deals)
        return TrainingExample(
            choices: features.indices.map {
                .init(rows: model.rows(ofChoice: $0), features: features[$0])
            }, answer: answer)
    }
}
