import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// Weights: how they are fitted, written, read and explained.
@Suite struct TrainingTests {
    /// Two features, one context of their own.
    private static let empty = WeightGrid(rows: ["any", "own"], columns: ["helps", "harms"])

    private func example(_ columns: [Int], isRight: Bool) -> TrainingExample {
        var features = FeatureVector()
        for column in columns { features.add(column) }
        return TrainingExample(
            choices: [.none, .init(rows: [0, 1], features: features)], answer: isRight ? 1 : 0)
    }

    private var examples: [TrainingExample] {
        (0..<20).flatMap { _ in [example([0], isRight: true), example([1], isRight: false)] }
            + [example([0], isRight: false)]
    }

    @Test func fittedWeightsPointWhereTheExamplesDo() {
        let fitted = GridFitter(prior: Self.empty, examples: examples, precision: 1, votes: 0).fit()

        #expect(fitted.values[0] > 0.5)
        #expect(fitted.values[1] < -0.5)
        // What every context shares is split evenly between the shared row and the context's own.
        #expect(abs(fitted.values[0] - fitted.values[2]) < 0.01)
    }

    @Test func strongPriorKeepsTheWeightsThatWere() {
        var prior = Self.empty
        prior.values = [1, 2, 3, 4]

        let fitted = GridFitter(prior: prior, examples: examples, precision: 1e6, votes: 0).fit()

        for (old, new) in zip(prior.values, fitted.values) { #expect(abs(old - new) < 0.001) }
    }

    /// The slope that the fitter states against one measured by small steps.
    @Test func gradientIsTheSlopeOfTheObjective() {
        var grid = Self.empty
        grid.values = [0.3, -0.2, 0.1, 0.7]
        let fitter = GridFitter(prior: Self.empty, examples: examples, precision: 0.5, votes: 3)
        let gradient = fitter.objective(grid).gradient

        for index in grid.values.indices {
            var up = grid
            var down = grid
            up.values[index] += 1e-5
            down.values[index] -= 1e-5
            let slope = (fitter.objective(up).value - fitter.objective(down).value) / 2e-5
            #expect(abs(slope - gradient[index]) < 1e-4)
        }
    }

    @Test func trainingTwiceGivesTheSameFile() throws {
        let untrained = Analyzer(lexicon: try #require(Shipped.analyzer).lexicon.withoutWeights)
        let stories = Array(try GoldFile.read(Repository.path("Tests/Gold/own-en.jsonl")).prefix(12))

        let first = Trainer(analyzer: untrained, stories: stories).fitted().lexicon.weightFile(version: "1")
        let second = Trainer(analyzer: untrained, stories: stories).fitted().lexicon.weightFile(version: "1")

        #expect(first == second)
        #expect(first.contains("[party.any]"))
    }

    @Test func writtenWeightsAreReadAgain() throws {
        let shipped = try #require(Shipped.analyzer).lexicon
        let text = shipped.weightFile(version: "again")
        let directory = try TemporaryDirectory()
        try FileManager.default.copyItem(
            atPath: Repository.path("config/lexicon"), toPath: directory.file("lexicon"))
        try FileManager.default.copyItem(
            atPath: Repository.path("config/companies.toml"), toPath: directory.file("companies.toml"))
        try text.write(toFile: directory.file("lexicon/weights.toml"), atomically: true, encoding: .utf8)

        let read = try Lexicon.load(directory: directory.path)

        #expect(read.weightsVersion.hasPrefix("again-"))
        #expect(read.weightFile(version: "again") == text)
    }

    @Test(arguments: [
        ("[party.nobody]\nbias = 1.0", "no row \"nobody\"", 2),
        ("[party.any]\nluck = 1.0", "no feature is called \"luck\"", 3),
        ("[luck.any]\nbias = 1.0", "luck", 2),
        ("[deal.any]\n\"word-finance\" = 1.0", "weighs nothing", 3),
        ("[camp.open]\n\"word-Finan\" = 1.0", "weighs nothing", 3),
        ("[party.any]\n\"word-finan\" = 1.0", "weighs nothing", 3),
        ("[topic]\nwords = [\"round 1\"]", "\"types\" is missing", 2),
        ("[topic]\ntypes = [\"talent\", \"talent\"]\nwords = []", "a type stands here twice", 3),
        ("[topic]\ntypes = [\"talent\"]\nluck = 1\nwords = []", "unknown key \"luck\"", 4),
        ("[topic]\ntypes = [\"talent\"]\nwords = [\"round 1 2\"]", "\"round 1 2\" should be a word", 4),
        ("[topic]\ntypes = [\"talent\"]\nwords = [\"round 200\"]", "and 1 number from -127 to 127", 4),
        ("[topic]\ntypes = [\"talent\"]\nwords = [\"a_b 1\", \"a_b 2\"]", "\"a_b 2\" should be a word", 4),
    ])
    func unknownWeightsAreNamedWithTheirLine(_ table: String, _ message: String, _ line: Int) throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.copyItem(
            atPath: Repository.path("config/lexicon"), toPath: directory.file("lexicon"))
        try FileManager.default.copyItem(
            atPath: Repository.path("config/companies.toml"), toPath: directory.file("companies.toml"))
        try "version = \"1\"\n\(table)\n".write(
            toFile: directory.file("lexicon/weights.toml"), atomically: true, encoding: .utf8)

        let error = #expect(throws: LexiconErrors.self) { try Lexicon.load(directory: directory.path) }

        #expect(error?.description.contains(message) == true)
        let place = error?.all.map { "\($0.file.split(separator: "/").last ?? ""):\($0.line ?? 0)" }
        #expect(place == ["weights.toml:\(line)"])
    }

    @Test func crossValidationAnalysesEveryStoryOnce() throws {
        let untrained = Analyzer(lexicon: try #require(Shipped.analyzer).lexicon.withoutWeights)
        let stories = Array(try GoldFile.read(Repository.path("Tests/Gold/own-en.jsonl")).prefix(9))

        let validation = CrossValidation(untrained, stories: stories, folds: 3)

        #expect(validation.analyses.count == 9)
        #expect(validation.scoreboard["relevant_f1"] != nil)
        #expect(validation.calibrations.map(\.label) == ["relevant", "camp", "deal"])
        #expect(validation.calibrations[0].calibration.bins.reduce(0) { $0 + $1.count } == 9)
    }

    @Test func theTurningPointIsTheFewestStrongestReasons() {
        let decision = Decision(
            question: "camp", answer: "open", alternative: "none", probability: 0.8,
            reasons: [
                .init(feature: "cue", weight: 2), .init(feature: "name", weight: 0.5),
                .init(feature: "bias", weight: -1),
            ])

        #expect(decision.turningPoint.map(\.feature) == ["cue"])
    }

    @Test func everyDecisionOfAStoryIsExplained() throws {
        let decisions = try #require(Shipped.analyzer).decisions(
            title: "Nvidia to invest up to $10 billion in Anthropic",
            text:
                "The chip maker will put up to $10 billion into the developer of the Claude language models.",
            language: nil, published: try #require(GoldStory.date("2025-11-19")))

        let answers = Dictionary(
            decisions.map { ($0.question, $0.answer) }, uniquingKeysWith: { first, _ in first })
        #expect(answers["relevant"] == "yes")
        #expect(answers["deal:investment"] == "yes")
        #expect(answers["role:nvidia"] == "investor")
        #expect(answers["role:anthropic"] == "recipient")
        #expect(answers["camp"] == "closed")
        #expect(decisions.allSatisfy { !$0.reasons.isEmpty && (0...1).contains($0.probability) })
    }
}
