import NewsModel

/// One gold story beside what was predicted for it.
struct ScoredStory {
    var gold: GoldStory
    var predicted: GoldStory
}

/// The figures about whole stories: relevance, camp, deal types, primary.
struct LabelScores {
    var relevantF1: Double
    var negativeFalseAlarm: Double
    var campAccuracy: Double
    var campMacroF1: Double
    var typesMicroF1: Double
    var typesMacroF1: Double
    var primaryAccuracy: Double

    init(_ stories: [ScoredStory]) {
        var relevance = Tally()
        for story in stories {
            relevance.count(gold: story.gold.relevant, predicted: story.predicted.relevant)
        }
        relevantF1 = relevance.f1
        let negatives = stories.filter { !$0.gold.relevant }
        negativeFalseAlarm = share(
            negatives.count { $0.predicted.relevant || !$0.predicted.deals.isEmpty }, of: negatives.count)
        campAccuracy = share(stories.count { $0.gold.camp == $0.predicted.camp }, of: stories.count)
        campMacroF1 = LabelScores.campMacroF1(stories)
        (typesMicroF1, typesMacroF1) = LabelScores.typesF1(stories)
        primaryAccuracy = share(stories.count { $0.gold.primary == $0.predicted.primary }, of: stories.count)
    }

    /// Mean F1 over the camps that the gold uses.
    private static func campMacroF1(_ stories: [ScoredStory]) -> Double {
        let camps = [Camp.open, .closed, .mixed, .neither].filter { camp in
            stories.contains { $0.gold.camp == camp }
        }
        return mean(
            camps.map { camp in
                var tally = Tally()
                for story in stories {
                    tally.count(gold: story.gold.camp == camp, predicted: story.predicted.camp == camp)
                }
                return tally.f1
            })
    }

    /// Micro F1 over every type; macro F1 over the types that the gold uses.
    private static func typesF1(_ stories: [ScoredStory]) -> (micro: Double, macro: Double) {
        var micro = Tally()
        var perType: [DealType: Tally] = [:]
        for story in stories {
            let gold = Set(story.gold.dealTypes)
            let predicted = Set(story.predicted.dealTypes)
            micro.count(gold: gold, predicted: predicted)
            for type in gold.union(predicted) {
                perType[type, default: Tally()].count(
                    gold: gold.contains(type), predicted: predicted.contains(type))
            }
        }
        let supported = perType.values.filter { $0.truePositives + $0.falseNegatives > 0 }
        // Sorted, so that the rounding of the sum is the same in every run.
        return (micro.f1, mean(supported.map(\.f1).sorted()))
    }
}
