import Analysis
import Foundation
import NewsModel

/// The weights in force beside those that training would put in their place, and what follows from it.
struct TrialTable {
    var trial: WeightTrial
    /// Labelled stories.
    var count: Int

    func text(for terminal: Terminal) -> String {
        ScoreTable(groups: [
            .init(name: "before", board: trial.before), .init(name: "after", board: trial.after),
        ])
        .table(for: terminal) + "\n" + conclusion + "\n"
    }

    private var conclusion: String {
        let stories = count.counting("labelled story", "labelled stories")
        let gain = String(format: "%.3f ± %.3f", trial.gain.mean, trial.gain.error)
        let measure = "(each story surprises them by \(gain) nats less)"
        switch trial.verdict {
        case .better:
            return "the new weights are better on \(stories) that they were fitted without \(measure)"
        case .alike:
            let few =
                count < WeightTrial.fewStories
                ? ", which are few: label \(WeightTrial.fewStories) or more" : ""
            return "on \(stories) the new weights cannot be told from those in force \(measure)\(few)"
        case .worse:
            let losses = trial.losses.isEmpty ? "" : ": " + trial.losses.joined(separator: ", ")
            return "the new weights are worse on \(stories) that they were fitted without \(measure)\(losses)"
        }
    }
}
