import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// What a person's labels teach: no more than was said, little while they are few, and nothing that makes it worse.
@Suite struct LabelTrainingTests {
    private static let grid = WeightGrid(rows: ["any"], columns: ["seen"])

    private func examples(_ count: Int, isRight: Bool) -> [TrainingExample] {
        var features = FeatureVector()
        features.add(0)
        let example = TrainingExample(
            choices: [.none, .init(rows: [0], features: features)], answer: isRight ? 1 : 0)
        return Array(repeating: example, count: count)
    }

    private func shift(_ count: Int, votes: Double) -> Double {
        var prior = Self.grid
        prior.values = [2]
        let examples = examples(count, isRight: false)
        return 2 - GridFitter(prior: prior, examples: examples, precision: 1, votes: votes).fit().values[0]
    }

    @Test func fewExamplesMoveKnownWeightsLittleAndManyMoveThem() {
        #expect(shift(5, votes: 0) > 1)
        #expect(shift(5, votes: 60) < 0.2)
        #expect(shift(300, votes: 1) > 1)
    }

    @Test func examplesThatAgreeMoveNothing() {
        var prior = Self.grid
        prior.values = [0]
        let half = examples(10, isRight: true) + examples(10, isRight: false)
        let fitted = GridFitter(prior: prior, examples: half, precision: 1, votes: 7).fit()
        #expect(abs(fitted.values[0]) < 1e-6)
    }

    private func stories(_ count: Int) throws -> [GoldStory] {
        let all = try GoldFile.read(Repository.path("Tests/Gold/train.jsonl"))
        return (0..<count).map { all[$0 * all.count / count] }
    }

    @Test func whatNobodySaidTeachesNothing() throws {
        let analyzer = try #require(Shipped.analyzer)
        let known = analyzer.lexicon.models
        var camps = try stories(4).filter(\.relevant)
        for index in camps.indices {
            camps[index].camp = .mixed
            camps[index].lessons = Lessons(
                relevance: false, camp: true, primary: false, types: [], records: false)
        }

        let fitted = Trainer(analyzer: analyzer, stories: camps).fitted().lexicon.models

        #expect(fitted.camp.grid != known.camp.grid)
        #expect(fitted.relevance.grid == known.relevance.grid && fitted.deal.grid == known.deal.grid)
        #expect(fitted.party.grid == known.party.grid && fitted.status.grid == known.status.grid)
        #expect(fitted.amount.grid == known.amount.grid)
    }

    /// Two decisions of a hundred may fall to the other side.
    @Test func aFewLabelsDoNoHarmToOtherStories() throws {
        let analyzer = try #require(Shipped.analyzer)
        let fitted = Trainer(analyzer: analyzer, stories: try stories(10)).fitted()
        let others = try GoldFile.read(Repository.path("Tests/Gold/dev.jsonl"))
        func board(_ analyzer: Analyzer) -> Scoreboard {
            Scoreboard(
                gold: others,
                predictions: others.map { story in
                    story.labelled(
                        by: analyzer.analyze(
                            title: story.title, text: story.text, language: story.language,
                            published: story.publishedDate ?? .distantPast))
                })
        }

        let (before, after) = (board(analyzer), board(fitted))

        for row in before.rows {
            guard let was = before[row.name], let now = after[row.name] else { continue }
            let loss = Scoreboard.lowerIsBetter.contains(row.name) ? now - was : was - now
            #expect(loss <= 0.02, "\(row.name) \(was) → \(now)")
        }
    }

    @Test func aFewLabelsThatTellNothingNewAreNotEnough() throws {
        let analyzer = try #require(Shipped.analyzer)
        let validation = CrossValidation(analyzer, stories: try stories(6), folds: 2)

        let trial = WeightTrial(analyzer, validation)

        #expect(trial.verdict != .better && !trial.isGoodEnough)
        #expect(trial.before.rows.map(\.name) == trial.after.rows.map(\.name))
    }

    /// Labels by a person with another mind about camps, which features of the stories can tell.
    @Test func whatManyLabelsAgreeOnIsLearned() throws {
        let analyzer = try #require(Shipped.analyzer)
        var labelled = try stories(60).filter { $0.relevant && $0.camp == .neither }
        #expect(labelled.count >= 10)
        for index in labelled.indices {
            labelled[index].camp = .mixed
            labelled[index].lessons = Lessons(
                relevance: false, camp: true, primary: false, types: [], records: false)
        }

        let trial = WeightTrial(analyzer, CrossValidation(analyzer, stories: labelled, folds: 2))

        #expect(trial.verdict == .better && trial.isGoodEnough)
    }
}
