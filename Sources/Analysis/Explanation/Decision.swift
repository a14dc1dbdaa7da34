/// One decision of the analysis: what was chosen, how surely, and what spoke for and against it.
package struct Decision: Hashable, Sendable {
    package struct Reason: Hashable, Sendable {
        /// The feature's name, as `weights.toml` has it.
        package var feature: String
        /// Natural-log odds that it adds to the choice.
        package var weight: Double
    }

    /// "relevant", "camp", "deal:investment", "role:openai", "told:investment", "status".
    package var question: String
    package var answer: String
    /// What would have been chosen instead.
    package var alternative: String
    package var probability: Double
    /// Strongest first; each is the difference that it makes between the answer and the alternative.
    package var reasons: [Reason]

    /// The fewest of the strongest reasons without which the alternative would win; empty when nothing seen
    /// would do.
    package var turningPoint: [Reason] {
        var margin = reasons.reduce(0) { $0 + $1.weight }
        var removed: [Reason] = []
        for reason in reasons.filter({ $0.weight > 0 }).sorted(by: { $0.weight > $1.weight }) {
            removed.append(reason)
            margin -= reason.weight
            if margin < 0 { return removed }
        }
        return []
    }
}

extension WeightGrid {
    /// What each feature adds to one class over another, the strongest first.
    func difference(
        _ chosen: (features: FeatureVector, rows: [Int]), over other: (features: FeatureVector, rows: [Int])
    ) -> [Decision.Reason] {
        var sums: [String: Double] = [:]
        for reason in reasons(chosen.features, rows: chosen.rows) {
            sums[reason.feature, default: 0] += reason.weight
        }
        for reason in reasons(other.features, rows: other.rows) {
            sums[reason.feature, default: 0] -= reason.weight
        }
        return sums.filter { $0.value.magnitude >= 0.005 }
            .sorted { ($1.value.magnitude, $0.key) < ($0.value.magnitude, $1.key) }
            .map { Decision.Reason(feature: $0.key, weight: $0.value) }
    }
}
