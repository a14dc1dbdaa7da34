import FoundationEssentials
package import NewsModel

/// Analyses of stories by weights that have not seen them.
package struct CrossValidation {
    package let stories: [GoldStory]
    package let analyses: [StoryAnalysis]
    /// How little the weights expected each story's labels, in nats.
    let surprises: [Double]

    /// Fits on all folds but one and analyses that one, for each fold in turn; stories are dealt out one by one.
    ///
    /// `progress` is told how many folds are done.
    package init(
        _ analyzer: Analyzer, stories: [GoldStory], stream: [StreamItem] = [], folds: Int,
        progress: (Int) -> Void = { _ in }
    ) {
        self.stories = stories
        var found = [StoryAnalysis?](repeating: nil, count: stories.count)
        var surprises = [Double](repeating: 0, count: stories.count)
        for fold in 0..<folds {
            let seen = stories.indices.filter { $0 % folds != fold }.map { stories[$0] }
            let fitted = Trainer(analyzer: analyzer, stories: seen, stream: stream).fitted()
            for index in stride(from: fold, to: stories.count, by: folds) {
                surprises[index] = Trainer(analyzer: fitted, stories: [stories[index]]).surprises()[0]
                let story = stories[index]
                found[index] = fitted.analyze(
                    title: story.title, text: story.text, language: story.language,
                    published: story.publishedDate ?? .distantPast)
            }
            progress(fold + 1)
        }
        analyses = found.compactMap { $0 }
        self.surprises = surprises
    }

    package var scoreboard: Scoreboard {
        Scoreboard(gold: stories, predictions: zip(stories, analyses).map { $0.asked($0.labelled(by: $1)) })
    }

    /// How well stated confidences agree with how often the labels are right.
    package var calibrations: [(label: String, calibration: Calibration)] {
        var relevance = Calibration()
        var camp = Calibration()
        var deal = Calibration()
        for (story, analysis) in zip(stories, analyses) {
            relevance.add(analysis.relevanceConfidence, isRight: analysis.isRelevant == story.relevant)
            guard story.relevant, analysis.isRelevant else { continue }
            camp.add(analysis.campConfidence, isRight: analysis.camp == story.camp)
            for report in analysis.deals {
                deal.add(report.confidence, isRight: story.liveDeals.contains { $0.type == report.type })
            }
        }
        return [("relevant", relevance), ("camp", camp), ("deal", deal)]
    }
}

/// Stated probabilities against outcomes, in ten bins (Niculescu-Mizil and Caruana, ICML 2005).
package struct Calibration: Sendable {
    package struct Bin: Sendable {
        package var count = 0
        package var right = 0
        fileprivate var stated = 0.0
        /// The mean of the stated probabilities.
        package var mean: Double { count == 0 ? 0 : stated / Double(count) }
        /// How often they were right.
        package var share: Double { count == 0 ? 0 : Double(right) / Double(count) }
    }

    package private(set) var bins = [Bin](repeating: Bin(), count: 10)

    fileprivate mutating func add(_ probability: Double, isRight: Bool) {
        let index = min(max(Int(probability * 10), 0), 9)
        bins[index].count += 1
        bins[index].right += isRight ? 1 : 0
        bins[index].stated += probability
    }

    /// The expected calibration error: the mean distance of statement and outcome, weighted by the bins' sizes.
    package var error: Double {
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return 0 }
        return bins.reduce(0) { $0 + Double($1.count) * abs($1.mean - $1.share) } / Double(total)
    }
}
