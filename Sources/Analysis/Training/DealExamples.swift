import Foundation
import NewsModel

/// What one labelled story teaches about its clusters and their parties.
struct DealExamples {
    private let lexicon: Lexicon
    private let reading: StoryReading
    /// The gold deals that each cluster stands for, first the one that is most like it.
    private let goldOfCluster: [Int: [GoldDeal]]
    private let lessons: Lessons

    init(lexicon: Lexicon, reading: StoryReading, story: GoldStory) {
        self.lexicon = lexicon
        self.reading = reading
        lessons = story.lessons
        let matched = Self.match(reading.clusters, story.liveDeals, reading.scan)
        goldOfCluster = Self.adding(
            story.liveDeals.filter { lexicon.schema(of: $0.type)?.each.isEmpty == false }, to: matched,
            reading.clusters.map { Self.names($0, reading.scan) })
    }

    /// Which clusters are news.
    func news() -> [TrainingExample] {
        let model = lexicon.models.deal
        let features = model.features(of: reading, lexicon: lexicon)
        return reading.clusters.indices.filter { lessons.teach(reading.clusters[$0].type) }.map { number in
            let rows = model.rows(reading.clusters[number].type)
            return TrainingExample(
                choices: [.none, .init(rows: rows, features: features[number])],
                answer: goldOfCluster[number] == nil ? 0 : 1)
        }
    }

    /// Who takes part in the clusters that are news.
    func parties() -> [TrainingExample] {
        known().flatMap { cluster, deals, schema in
            let view = reading.view(of: cluster, lexicon: lexicon)
            let parties = deals.flatMap(\.parties)
            return reading.cast.members.compactMap { example($0, view, schema, parties) }
        }
    }

    /// How far they have come.
    func statuses() -> [TrainingExample] {
        let model = lexicon.models.status
        let reader = StatusReader(lexicon: lexicon, scan: reading.scan)
        return known().compactMap { cluster, deals, schema in
            guard let deal = deals.first,
                let answer = model.choices.firstIndex(where: { $0.rawValue == deal.status })
            else { return nil }
            let features = model.features(reader.signs(of: cluster, schema: schema).signs)
            let choices = model.choices.indices.map {
                TrainingExample.Choice(rows: model.rows(schema.type, ofChoice: $0), features: features)
            }
            return TrainingExample(choices: choices, answer: answer)
        }
    }

    /// Which sums they move.
    func amounts() -> [TrainingExample] {
        let model = lexicon.models.amount
        let attacher = AmountAttacher(lexicon: lexicon, reading: reading)
        return known().filter { $0.schema.sums.contains("amount") }.flatMap { cluster, deals, schema in
            deals.compactMap { deal in
                let (sums, features) = attacher.candidates(for: cluster, parties(of: deal))
                let right = deal.amount.flatMap { amount in
                    sums.firstIndex { $0.amount.isSameSum(as: amount) }
                }
                // A sum that is stated but was not read teaches nothing.
                if features.isEmpty || deal.amount != nil && right == nil { return nil }
                let choices = features.map {
                    TrainingExample.Choice(rows: model.rows(schema.type), features: $0)
                }
                return TrainingExample(choices: [.none] + choices, answer: right.map { $0 + 1 } ?? 0)
            }
        }
    }

    /// The parties of a gold deal that the story's cast knows.
    private func parties(of deal: GoldDeal) -> [PartyModel.Choice] {
        deal.parties.compactMap { party in
            reading.cast.members.first { reading.scan.entity($0.entity).id == party.id }.map {
                PartyModel.Choice(entity: $0.entity, role: party.role, probability: 1)
            }
        }
    }

    private func known() -> [(cluster: DealCluster, deals: [GoldDeal], schema: DealSchema)] {
        guard lessons.records else { return [] }
        return goldOfCluster.sorted { $0.key < $1.key }.compactMap { number, deals in
            let cluster = reading.clusters[number]
            return lexicon.schema(of: cluster.type).map { (cluster, deals, $0) }
        }
    }

    private func example(
        _ member: StoryCast.Member, _ view: ClusterView, _ schema: DealSchema, _ parties: [Party]
    ) -> TrainingExample? {
        let model = lexicon.models.party
        let roles = view.roles(for: member, in: schema)
        guard !roles.isEmpty else { return nil }
        let id = reading.scan.entity(member.entity).id
        let role = parties.first { $0.id == id }.flatMap { roles.firstIndex(of: $0.role) }
        let traits = view.traits(of: member, model: model)
        let choices = roles.map {
            TrainingExample.Choice(
                rows: model.rows(schema.type, $0), features: view.features(of: member, as: $0, traits))
        }
        return TrainingExample(choices: [.none] + choices, answer: role.map { $0 + 1 } ?? 0)
    }

    /// Pairs clusters and gold deals of one type, the greatest overlap of names and roles first; between equals the
    /// cluster that says more.
    private static func match(
        _ clusters: [DealCluster], _ deals: [GoldDeal], _ scan: StoryScan
    ) -> [Int: [GoldDeal]] {
        var pairs: [(score: Double, cluster: Int, deal: Int)] = []
        for (i, cluster) in clusters.enumerated() {
            let named = Set(
                cluster.votes.entries.flatMap { role, votes in
                    votes.keys.map { Party(id: scan.entity($0).id, role: role) }
                })
            let ids = Set(named.map(\.id))
            for (j, deal) in deals.enumerated() where deal.type == cluster.type {
                let overlap = jaccard(ids, deal.partyIDs) + jaccard(named, deal.partyRoles) / 2
                pairs.append((overlap + log1p(cluster.score) / 50, i, j))
            }
        }
        var found: [Int: [GoldDeal]] = [:]
        var taken: Set<Int> = []
        for pair in pairs.sorted(by: { ($1.score, $0.cluster, $0.deal) < ($0.score, $1.cluster, $1.deal) })
        where found[pair.cluster] == nil && !taken.contains(pair.deal) {
            found[pair.cluster] = [deals[pair.deal]]
            taken.insert(pair.deal)
        }
        return found
    }

    /// The ids that a cluster's cues name.
    private static func names(_ cluster: DealCluster, _ scan: StoryScan) -> Set<String> {
        Set(cluster.votes.values.joined().map { scan.entity($0.key).id })
    }

    /// Deals that no cluster of its own tells go to one that tells a deal like it: it makes several records
    /// (`RecordSplitter`).
    private static func adding(
        _ deals: [GoldDeal], to matched: [Int: [GoldDeal]], _ named: [Set<String>]
    ) -> [Int: [GoldDeal]] {
        var found = matched
        let taken = matched.values.joined()
        for deal in deals where !taken.contains(deal) {
            let likeness = { (cluster: Int) in jaccard(named[cluster], deal.partyIDs) }
            let alike = matched.keys.sorted().filter { cluster in
                matched[cluster]?.contains {
                    $0.type == deal.type && !$0.partyRoles.isDisjoint(with: deal.partyRoles)
                } ?? false
            }
            let home = alike.max { likeness($0) < likeness($1) }
            if let home { found[home]?.append(deal) }
        }
        return found
    }
}
