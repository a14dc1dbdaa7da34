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
}
