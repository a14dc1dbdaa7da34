import Foundation

/// How likely a report is both news and about the right parties.
///
/// The two are judged together: a sure deal between doubtful names and a doubtful one between sure names are told or
/// not by what they come to, which finds more deals at the same precision than a threshold for each.
struct ReportWorth {
    /// That its cues are news of the story.
    let news: Double
    /// The mean probability of its parties.
    let parties: Double
    /// Each main role of an asymmetric deal is taken.
    let isWhole: Bool

    /// The least worth that is told, and how much of a whole deal one is worth that lacks a main party; chosen by
    /// cross-validation.
    private static let least = 0.3
    private static let shareOfPart = 0.6

    init(news: Double, _ choices: [PartyModel.Choice], _ schema: DealSchema) {
        self.news = news
        parties = choices.reduce(0) { $0 + $1.probability } / Double(max(1, choices.count))
        isWhole =
            schema.isSymmetric
            || schema.principals.allSatisfy { role in choices.contains { $0.role == role } }
    }

    var value: Double { news * parties * (isWhole ? 1 : Self.shareOfPart) }

    var isTold: Bool { value >= Self.least }

    /// Whether the report is told, with the natural logarithms of what its worth is made of.
    func decision(_ question: String) -> Decision {
        let factors = [("news", news), ("parties", parties), ("vacantRole", isWhole ? 1 : Self.shareOfPart)]
        return Decision(
            question: question, answer: isTold ? "yes" : "no", alternative: isTold ? "no" : "yes",
            probability: value,
            reasons: factors.filter { $0.1 < 1 }.map { .init(feature: $0.0, weight: log($0.1)) })
    }
}
