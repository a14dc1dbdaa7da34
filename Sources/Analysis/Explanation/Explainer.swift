package import FoundationEssentials
package import NewsModel

extension Analyzer {
    /// Every decision that the analysis of a story takes, in the order in which it takes them.
    package func decisions(
        title: String, text: String, language: Language?, published: Date
    ) -> [Decision] {
        guard let reading = reading(title: title, text: text, language: language, published: published) else {
            return []
        }
        let explainer = Explainer(lexicon: lexicon, reading: reading)
        let relevance = explainer.relevance()
        return relevance.answer == "yes"
            ? [relevance] + explainer.topic() + explainer.deals() + [explainer.camp()] : [relevance]
    }
}

/// Puts the models' arithmetic into reasons.
private struct Explainer {
    let lexicon: Lexicon
    let reading: StoryReading
    private let nothing = (features: FeatureVector(), rows: [Int]())

    init(lexicon: Lexicon, reading: StoryReading) {
        self.lexicon = lexicon
        self.reading = reading
    }

    func relevance() -> Decision {
        let model = lexicon.models.relevance
        let features = RelevanceJudge(lexicon: lexicon, scan: reading.scan, quotes: reading.quotes).features()
        return yesNo("relevant", model.probability(features), model.grid, (features, [0]))
    }

    /// What the words alone speak of; nothing where none are known.
    func topic() -> [Decision] {
        let topic = reading.topic
        let names = topic.model.types.map(\.rawValue) + ["none"]
        let order = topic.shares.indices.sorted { (-topic.shares[$0], $0) < (-topic.shares[$1], $1) }
        guard !topic.model.isEmpty, order.count > 1 else { return [] }
        let reasons = topic.reasons(for: order[0], over: order[1])
        return [
            Decision(
                question: "topic", answer: names[order[0]], alternative: names[order[1]],
                probability: topic.shares[order[0]],
                reasons: reasons.map { .init(feature: $0.word, weight: $0.weight) })
        ]
    }

    /// Whether each cluster is news, and for those that may be, who takes part, whether they are told, and how far
    /// they have come.
    func deals() -> [Decision] {
        let model = lexicon.models.deal
        let features = model.features(of: reading, lexicon: lexicon)
        return zip(reading.clusters, features).flatMap { cluster, features -> [Decision] in
            let probability = model.probability(features, cluster.type)
            let rows = model.rows(cluster.type)
            let isNews = yesNo(
                "deal:\(cluster.type.rawValue)", probability, model.grid, (features, rows),
                from: DealModel.threshold)
            guard probability >= FoundDeals.least, let schema = lexicon.schema(of: cluster.type) else {
                return [isNews]
            }
            let view = reading.view(of: cluster, lexicon: lexicon)
            let chosen = lexicon.models.party.parties(of: view, schema)
            let worth = ReportWorth(news: probability, chosen, schema)
            return [isNews] + parties(of: view, schema, chosen)
                + [worth.decision("told:\(cluster.type.rawValue)"), status(of: cluster, schema)]
        }
    }

    private func yesNo(
        _ question: String, _ probability: Double, _ grid: WeightGrid,
        _ yes: (features: FeatureVector, rows: [Int]), from threshold: Double = 0.5
    ) -> Decision {
        let isYes = probability >= threshold
        return Decision(
            question: question, answer: isYes ? "yes" : "no", alternative: isYes ? "no" : "yes",
            probability: isYes ? probability : 1 - probability,
            reasons: isYes ? grid.difference(yes, over: nothing) : grid.difference(nothing, over: yes))
    }

    /// The role of each name as it was chosen, which is not always the one that suits the name best.
    private func parties(
        of view: ClusterView, _ schema: DealSchema, _ chosen: [PartyModel.Choice]
    ) -> [Decision] {
        let model = lexicon.models.party
        return reading.cast.members.compactMap { member in
            let roles = view.roles(for: member, in: schema)
            let traits = view.traits(of: member, model: model)
            let choices = roles.map {
                (features: view.features(of: member, as: $0, traits), rows: model.rows(schema.type, $0))
            }
            let role = chosen.first { $0.entity == member.entity }?.role
            return decision(
                "role:\(reading.scan.entity(member.entity).id)", model.grid, [nothing] + choices,
                names: ["no party"] + roles.map(\.rawValue),
                chosen: role.flatMap(roles.firstIndex).map { $0 + 1 } ?? 0)
        }
    }

    private func status(of cluster: DealCluster, _ schema: DealSchema) -> Decision {
        let model = lexicon.models.status
        let signs = StatusReader(lexicon: lexicon, scan: reading.scan).signs(of: cluster, schema: schema)
            .signs
        let features = model.features(signs)
        return decision(
            "status", model.grid,
            model.choices.indices.map { (features, model.rows(schema.type, ofChoice: $0)) },
            names: model.choices.map(\.rawValue))
    }

    func camp() -> Decision {
        let model = lexicon.models.camp
        let deals = DealAssembler(lexicon: lexicon, reading: reading).deals()
        let features = CampJudge(lexicon: lexicon, reading: reading).features(deals)
        return decision(
            "camp", model.grid, features.indices.map { (features[$0], model.rows(ofChoice: $0)) },
            names: model.choices.map(\.rawValue))
    }

    /// What was chosen, by itself the best, against the best of the others.
    private func decision(
        _ question: String, _ grid: WeightGrid, _ choices: [(features: FeatureVector, rows: [Int])],
        names: [String], chosen: Int? = nil
    ) -> Decision {
        let shares = softmax(choices.map { grid.score($0.features, rows: $0.rows) })
        let order = shares.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }
        let best = chosen ?? order[0]
        let second = order.first { $0 != best } ?? best
        return Decision(
            question: question, answer: names[best], alternative: names[second], probability: shares[best],
            reasons: grid.difference(choices[best], over: choices[second]))
    }
}
