import Foundation

/// One decision whose right answer is known: its classes with what is seen of each, and the number of the right one.
///
/// A class without rows is the one that the others are measured against; it scores nothing.
struct TrainingExample: Sendable {
    struct Choice: Sendable {
        var rows: [Int]
        var features: FeatureVector

        static let none = Choice(rows: [], features: FeatureVector())
    }

    var choices: [Choice]
    var answer: Int

    /// The probabilities of the choices.
    func shares(by grid: WeightGrid) -> [Double] {
        softmax(choices.map { grid.score($0.features, rows: $0.rows) })
    }

    /// How little the weights expected the right answer, in nats.
    func surprise(by grid: WeightGrid) -> Double { -log(max(shares(by: grid)[answer], 1e-300)) }
}
