import Testing

@testable import Analysis

/// The figures of streams by hand on four items.
@Suite struct StreamScoresTests {
    private func item(_ id: String, _ deal: String?, _ lang: String, _ change: StreamItem.Change?)
        -> StreamItem
    {
        StreamItem(
            id: id, feed: "f", lang: lang, published: "2026-01-01T00:00:00Z", title: "", text: "", deal: deal,
            change: change)
    }

    private var gold: [StreamItem] {
        [
            item("1", "a", "en", .first), item("2", "a", "fr", StreamItem.Change.none),
            item("3", "a", "en", .status),
            item("4", nil, "en", nil),
        ]
    }

    private func board(_ outcomes: [(String, String?, StreamOutcome.Alert)]) -> Scoreboard {
        StreamScores(gold: gold, outcomes: outcomes.map { StreamOutcome(id: $0.0, deal: $0.1, alert: $0.2) })
            .scoreboard
    }

    @Test func perfectOutcomesScorePerfectly() {
        let scores = board([("1", "x", .new), ("2", "x", .none), ("3", "x", .update), ("4", nil, .none)])

        for name in [
            "cluster_b3_f1", "cross_language_recall", "alerts_per_deal", "update_precision", "update_recall",
        ] {
            #expect(scores[name] == 1, "\(name)")
        }
        #expect(scores["false_merge"] == 0)
    }

    @Test func splitDealsAndFalseAlertsCost() throws {
        let scores = board([("1", "x", .new), ("2", "y", .new), ("3", "x", .update), ("4", "x", .update)])

        // Items 1 and 3 find two of three, item 2 one of three; nothing of another deal is among them.
        #expect(abs(try #require(scores["cluster_b3_recall"]) - 5.0 / 9) < 1e-9)
        #expect(scores["cross_language_recall"] == 0)
        #expect(scores["alerts_per_deal"] == 2)
        #expect(scores["update_precision"] == 0.5)
        // Of the pairs 1-3, 1-4 and 3-4 only the first is right.
        #expect(abs(try #require(scores["false_merge"]) - 2.0 / 3) < 1e-9)
    }
}
