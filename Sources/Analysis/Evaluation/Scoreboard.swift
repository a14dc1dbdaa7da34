import NewsModel

/// How well predictions agree with gold stories: one figure per metric, in a fixed order.
///
/// | metric | definition |
/// |---|---|
/// | `relevant_f1` | F1 of `relevant = true` |
/// | `negative_false_alarm` | share of irrelevant stories predicted relevant or with any deal (lower is better) |
/// | `camp_accuracy`, `camp_macro_f1` | over all stories; macro over the camps in the gold |
/// | `types_micro_f1`, `types_macro_f1` | deal types as multi-label sets |
/// | `primary_accuracy` | exact `primary`, `none` included |
/// | `deal_precision`, `deal_recall`, `deal_f1` | deals paired by equal type; a hit at party overlap (Jaccard) of 0.5 or more |
/// | `deal_strict_f1` | the same with every (party, role) equal |
/// | `main_deal_recall` | share of main deals found |
/// | `argument_f1` | micro F1 over (deal type, party, role) of a story |
/// | `role_reversal` | share of paired deals with a party in the opposite role (lower is better) |
/// | `status_accuracy` | over paired deals |
/// | `amount_accuracy` | over main deals with an amount: within 0.5 %, same currency |
/// | `amount_bound_accuracy` | the same with equal bound |
package struct Scoreboard: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package var name: String
        package var value: Value
    }

    package enum Value: Hashable, Sendable {
        case count(Int)
        case ratio(Double)
    }

    package let rows: [Row]

    /// The figures that are better when they are lower.
    package static let lowerIsBetter: Set = ["negative_false_alarm", "role_reversal"]

    /// Scores `predictions` against `gold` by id; a missing prediction counts as "not relevant, camp none, no deals".
    ///
    /// Of several lines with one id the last one counts. An empty gold gives zeros.
    package init(gold: [GoldStory], predictions: [GoldStory]) {
        let gold = Dictionary(gold.map { ($0.id, $0) }, uniquingKeysWith: { $1 }).values
        let predicted = Dictionary(predictions.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let stories = gold.map { story in
            ScoredStory(gold: story, predicted: predicted[story.id] ?? GoldStory(id: story.id))
        }
        let missing = gold.count { predicted[$0.id] == nil }
        rows =
            [
                Row(name: "stories", value: .count(stories.count)),
                Row(name: "missing", value: .count(missing)),
            ] + Scoreboard.ratios(LabelScores(stories)) + Scoreboard.ratios(DealScores(stories))
    }

    /// A board of other figures, in their order.
    init(counts: KeyValuePairs<String, Int>, ratios: KeyValuePairs<String, Double>) {
        rows = counts.map { Row(name: $0.key, value: .count($0.value)) } + Self.rows(ratios)
    }

    /// The ratio of that name; nil when there is none.
    package subscript(name: String) -> Double? {
        guard case .ratio(let value)? = rows.first(where: { $0.name == name })?.value else { return nil }
        return value
    }

    private static func ratios(_ scores: LabelScores) -> [Row] {
        rows([
            "relevant_f1": scores.relevantF1, "negative_false_alarm": scores.negativeFalseAlarm,
            "camp_accuracy": scores.campAccuracy, "camp_macro_f1": scores.campMacroF1,
            "types_micro_f1": scores.typesMicroF1, "types_macro_f1": scores.typesMacroF1,
            "primary_accuracy": scores.primaryAccuracy,
        ])
    }

    private static func ratios(_ scores: DealScores) -> [Row] {
        rows([
            "deal_precision": scores.deals.precision, "deal_recall": scores.deals.recall,
            "deal_f1": scores.deals.f1, "deal_strict_f1": scores.strict.f1,
            "main_deal_recall": scores.mainRecall, "argument_f1": scores.arguments.f1,
            "role_reversal": scores.roleReversal, "status_accuracy": scores.statusAccuracy,
            "amount_accuracy": scores.amountAccuracy, "amount_bound_accuracy": scores.amountBoundAccuracy,
        ])
    }

    private static func rows(_ ratios: KeyValuePairs<String, Double>) -> [Row] {
        ratios.map { Row(name: $0.key, value: .ratio($0.value)) }
    }
}
