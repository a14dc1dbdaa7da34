import Foundation

/// The weights in force and those that training would put in their place, on stories that neither has to know.
///
/// The new ones are fitted without the story that they are asked about (`CrossValidation`), so a person's own labels tell
/// whether they help. Right or wrong alone says little of a handful of stories: what decides is how much less the
/// weights are surprised by the labels, story by story, against how that varies.
package struct WeightTrial {
    package enum Verdict: Sendable { case better, alike, worse }

    package let before: Scoreboard
    package let after: Scoreboard
    /// By how many nats each story surprises the new weights less.
    private let gains: [Double]

    /// Fewer labels than this must show that they help.
    package static let fewStories = 30
    /// A figure that falls by more than this is a loss.
    private static let slack = 0.01
    /// Standard errors that a mean gain must be from nothing.
    private static let significance = 2.0
    /// So few stories say nothing, and so small a gain, in nats, is none.
    private static let fewestStories = 10
    private static let leastGain = 0.001

    package init(_ analyzer: Analyzer, _ validation: CrossValidation) {
        let stories = validation.stories
        let known = stories.map { story in
            story.labelled(
                by: analyzer.analyze(
                    title: story.title, text: story.text, language: story.language,
                    published: story.publishedDate ?? .distantPast))
        }
        before = Scoreboard(gold: stories, predictions: zip(stories, known).map { $0.asked($1) })
        after = validation.scoreboard
        gains = zip(Trainer(analyzer: analyzer, stories: stories).surprises(), validation.surprises).map(-)
    }

    /// The figures that the new weights make worse.
    package var losses: [String] {
        zip(before.rows, after.rows).compactMap { old, new in
            guard case .ratio(let was) = old.value, case .ratio(let now) = new.value else { return nil }
            let loss = Scoreboard.lowerIsBetter.contains(old.name) ? now - was : was - now
            return loss > Self.slack ? old.name : nil
        }
    }

    /// Nats that the new weights are surprised less by a story, and how surely.
    package var gain: (mean: Double, error: Double) {
        let count = Double(gains.count)
        guard count > 1 else { return (0, .infinity) }
        let mean = gains.reduce(0, +) / count
        let variance = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        return (mean, (variance / count).squareRoot())
    }

    package var verdict: Verdict {
        let (mean, error) = gain
        if !losses.isEmpty || mean < -Self.significance * error { return .worse }
        let isSure = gains.count >= Self.fewestStories && mean >= Self.leastGain
        return isSure && mean > Self.significance * error ? .better : .alike
    }

    /// Whether the new weights may take the place of the old ones.
    package var isGoodEnough: Bool {
        switch verdict {
        case .better: true
        case .alike: gains.count >= Self.fewStories && gain.mean >= 0
        case .worse: false
        }
    }
}
