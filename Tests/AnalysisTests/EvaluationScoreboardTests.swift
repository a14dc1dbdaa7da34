import NewsModel
import Testing

@testable import Analysis

@Suite struct EvaluationScoreboardTests {
    /// Worked out with the reference definitions (docs of `Scoreboard`) apart from this code.
    static let expected: KeyValuePairs<String, Double> = [
        "relevant_f1": 0.8571428571428571,
        "negative_false_alarm": 1.0,
        "camp_accuracy": 0.4,
        "camp_macro_f1": 0.41666666666666663,
        "types_micro_f1": 0.6,
        "types_macro_f1": 0.5333333333333333,
        "primary_accuracy": 0.6,
        "deal_precision": 0.8,
        "deal_recall": 0.6666666666666666,
        "deal_f1": 0.7272727272727272,
        "deal_strict_f1": 0.1818181818181818,
        "main_deal_recall": 0.6,
        "argument_f1": 0.6666666666666666,
        "role_reversal": 0.25,
        "status_accuracy": 0.75,
        "amount_accuracy": 0.5,
        "amount_bound_accuracy": 0.0,
    ]

    @Test func figuresAgreeWithTheReferenceDefinitions() throws {
        let board = Scoreboard(
            gold: try EvaluationFixture.stories(EvaluationFixture.gold, as: .gold),
            predictions: try EvaluationFixture.stories(EvaluationFixture.predictions, as: .predictions))

        for (name, value) in EvaluationScoreboardTests.expected {
            let figure = try #require(board[name], "no metric \(name)")
            #expect(abs(figure - value) < 1e-9, "\(name) is \(figure), not \(value)")
        }
        #expect(board.rows.first == .init(name: "stories", value: .count(5)))
        #expect(board.rows.dropFirst().first == .init(name: "missing", value: .count(1)))
        #expect(board.rows.dropFirst(2).map(\.name) == EvaluationScoreboardTests.expected.map(\.key))
    }

    @Test func goldScoredAgainstItselfIsPerfect() throws {
        let gold = try EvaluationFixture.stories(EvaluationFixture.gold, as: .gold)

        let board = Scoreboard(gold: gold, predictions: gold)

        for row in board.rows.dropFirst(2) {
            let lowerIsBetter = ["negative_false_alarm", "role_reversal"].contains(row.name)
            #expect(row.value == .ratio(lowerIsBetter ? 0 : 1), "\(row.name)")
        }
    }

    @Test func anEmptyGoldGivesZerosAndNoCrash() {
        #expect(
            Scoreboard(gold: [], predictions: []).rows.allSatisfy {
                $0.value == .ratio(0) || $0.value == .count(0)
            })
    }

    @Test func equalCandidatesPairTheLaterDealsFirst() {
        let deal = GoldDeal(type: .release, parties: [Party(id: "openfox", role: Role(rawValue: "releaser"))])
        var later = deal
        later.status = "later"

        let pairs = DealMatching.pairs(gold: [deal], predicted: [deal, later])

        #expect(pairs.map(\.predicted.status) == ["later"])
    }

    @Test(arguments: [
        (["a:investor"], ["a:recipient"], true), (["a:recipient"], ["a:investor"], true),
        (["a:investor"], ["b:recipient"], false), (["a:partner"], ["a:investor"], false),
        (["a:channel", "b:supplier"], ["b:channel"], true),
    ])
    func rolesAreReversedOnlyBetweenTheTwoSidesOfADeal(gold: [String], predicted: [String], reversed: Bool) {
        #expect(RoleReversal.reverses(deal(gold), deal(predicted)) == reversed)
    }

    private func deal(_ parties: [String]) -> GoldDeal {
        GoldDeal(
            type: .investment,
            parties: parties.map { text in
                let parts = text.split(separator: ":").map(String.init)
                return Party(id: parts[0], role: Role(rawValue: parts[1]))
            })
    }
}
