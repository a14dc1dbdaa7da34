import Foundation
import NewsModel

/// What can be seen in a cluster of cues that may be news.
enum DealFeature: Int, CaseIterable {
    case bias
    /// The logarithm of its score as a share of the type's threshold: all, lead only, title only, news only.
    case score, leadScore, titleScore, newsScore
    case inTitle, inLead, onlyBackground
    /// The logarithm of how many different cues speak for it.
    case cues
    /// Its place among the story's clusters, and its score as a share of the first's.
    case rank, top, share
    /// Another cluster of its type is stronger.
    case second
    case noRole, oneRole, twoRoles, manyRoles, complete
    case negated
    /// Shares a name with the strongest cluster, or has a name that the title names.
    case sharesWithTop, titleParty
    /// The title is about another cluster.
    case othersInTitle
    case clusters
    /// One sentence names all its main parties.
    case wholeSentence
    /// A sentence of it states a sum of money.
    case hasSum
    /// The logarithm of its first sentence's place.
    case place
    /// The logarithm of the bytes of its longest cue, in all and in the lead: the longer, the more it says.
    case cueLength, leadCueLength
    /// The logarithm of how many cues of other clusters stand in its sentences.
    case rivals
    /// The title calls the story an essay.
    case essay
    /// The title announces no deal at all, or there is none; and what holds for this cluster then, in the lead, as the
    /// first and so on.
    case quiet, quietLead, quietTop, quietWhole, quietSum, quietLeadScore
    /// What holds for a cluster under the title of another: it has a name that the strongest has not, and so on.
    case underNew, underWhole, underSum, underLead, underScore, underCueLength
    /// A sentence of it says that it adds news: "separately"; and what it says of a cluster under another's title.
    case addition, underAddition, underAdditionWhole
    /// What holds for a cluster whose type a stronger one has: it has a name that the strongest of them has not, and so on.
    case secondNew, secondWhole, secondScore
}

/// Decides which clusters of a story are its news.
struct DealModel: Sendable {
    /// The least probability of news for which a cluster's parties are looked for.
    static let threshold = 0.2

    var grid: WeightGrid
    private let rowOfType: [DealType: Int]
    private let columnUnder: [DealType: Int]

    /// An untrained model of a domain's deal types.
    init(schemas: [DealSchema]) {
        let types = schemas.map(\.type)
        let columns = DealFeature.allCases.map { "\($0)" }
        columnUnder = Dictionary(uniqueKeysWithValues: zip(types, columns.count...))
        rowOfType = Dictionary(uniqueKeysWithValues: zip(types, 1...))
        grid = WeightGrid(
            rows: ["any"] + types.map(\.rawValue), columns: columns + types.map { "under-\($0.rawValue)" })
    }

    func rows(_ type: DealType) -> [Int] { rowOfType[type].map { [0, $0] } ?? [0] }

    /// The probability that a cluster is news of its story.
    func probability(_ features: FeatureVector, _ type: DealType) -> Double {
        logistic(grid.score(features, rows: rows(type)))
    }

    /// What speaks for and against each cluster, in their order.
    func features(of reading: StoryReading, lexicon: Lexicon) -> [FeatureVector] {
        let field = ClusterField(reading, lexicon: lexicon)
        return field.views.map { vector($0, in: field, lexicon) }
    }

    private func vector(
        _ view: ClusterField.View, in field: ClusterField, _ lexicon: Lexicon
    ) -> FeatureVector {
        var vector = FeatureVector()
        func add(_ feature: DealFeature, _ value: Double = 1) { vector.add(feature.rawValue, value) }
        func mark(_ feature: DealFeature, _ holds: Bool) { if holds { add(feature) } }
        guard let schema = lexicon.schema(of: view.type), let top = field.top else { return vector }
        let share = { (score: Double) in log(0.05 + score / schema.threshold) }
        add(.bias)
        add(.score, share(view.score))
        add(.leadScore, share(view.leadScore))
        add(.titleScore, share(view.titleScore))
        add(.newsScore, share(view.newsScore))
        mark(.inTitle, view.isInTitle)
        mark(.inLead, view.isInLead)
        mark(.onlyBackground, !view.hasNews)
        add(.cues, log(1 + Double(view.cueCount)))
        add(.rank, Double(min(view.rank, 4)))
        mark(.top, view.rank == 0)
        add(.share, view.score / max(top.score, 0.001))
        mark(.second, view.isSecondOfType)
        add([.noRole, .oneRole, .twoRoles, .manyRoles][min(view.roles.count, 3)])
        mark(.complete, schema.principals.count > 1 && schema.principals.allSatisfy(view.roles.contains))
        mark(.negated, view.isNegated)
        mark(.titleParty, !view.entities.isDisjoint(with: field.titleEntities))
        mark(.othersInTitle, !view.isInTitle && !field.titleIsQuiet)
        add(.clusters, log(Double(field.views.count)))
        mark(.wholeSentence, view.isWhole)
        mark(.hasSum, view.hasSum)
        add(.place, log(1 + Double(view.place)))
        add(.cueLength, log(Double(max(1, view.cueLength))))
        add(.leadCueLength, log(Double(max(1, view.leadCueLength))))
        add(.rivals, log(1 + Double(field.rivals(of: view))))
        mark(.essay, field.isEssay)
        if field.titleIsQuiet {
            add(.quiet)
            mark(.quietLead, view.isInLead)
            mark(.quietTop, view.rank == 0)
            mark(.quietWhole, view.isWhole)
            mark(.quietSum, view.hasSum)
            add(.quietLeadScore, share(view.leadScore))
        }
        mark(.addition, view.isAdded)
        if !view.isInTitle && !field.titleIsQuiet {
            mark(.underNew, !view.entities.isSubset(of: top.entities))
            mark(.underWhole, view.isWhole)
            mark(.underSum, view.hasSum)
            mark(.underAddition, view.isAdded)
            mark(.underAdditionWhole, view.isAdded && view.isWhole)
            mark(.underLead, view.isInLead)
            add(.underScore, share(view.newsScore))
            add(.underCueLength, log(Double(max(1, view.cueLength))))
        }
        if view.isSecondOfType {
            mark(
                .secondNew, field.first(like: view).map { !view.entities.isSubset(of: $0.entities) } ?? false)
            mark(.secondWhole, view.isWhole)
            add(.secondScore, share(view.newsScore))
        }
        if view.rank > 0 {
            mark(.sharesWithTop, !view.entities.isDisjoint(with: top.entities))
            if let column = columnUnder[top.type] { vector.add(column) }
        }
        return vector
    }
}

/// The clusters of one story side by side.
private struct ClusterField {
    struct View {
        var type: DealType
        var score: Double
        var leadScore: Double
        var titleScore: Double
        var newsScore: Double
        var hasNews: Bool
        var isInTitle: Bool
        var isInLead: Bool
        var isNegated: Bool
        var cueCount: Int
        var roles: Set<Role>
        var entities: Set<Int>
        var isWhole: Bool
        var hasSum: Bool
        /// A sentence of it says that it adds news.
        var isAdded: Bool
        /// Of the first sentence that is no background.
        var place: Int
        var cueLength: Int
        var leadCueLength: Int
        /// The sentence of each cue that is no background.
        var sentences: [Int]
        var rank = 0
        var isSecondOfType = false
    }

    private(set) var views: [View]
    let titleEntities: Set<Int>
    let isEssay: Bool
    /// No cluster has a cue in a title.
    let titleIsQuiet: Bool
    var top: View? { views.first { $0.rank == 0 } }

    /// The strongest cluster of the same type.
    func first(like view: View) -> View? { views.first { $0.type == view.type && !$0.isSecondOfType } }

    /// How many cues of other clusters stand in the sentences of one.
    func rivals(of view: View) -> Int {
        let own = Set(view.sentences)
        return views.reduce(0) { count, other in
            other.rank == view.rank ? count : count + other.sentences.count(where: own.contains)
        }
    }

    init(_ reading: StoryReading, lexicon: Lexicon) {
        let scan = reading.scan
        let added = Set(scan.hits.filter { lexicon.cues[$0.cue].label == .addition }.map(\.sentence))
        views = reading.clusters.map { View($0, reading, lexicon.schema(of: $0.type), added) }
        titleEntities = Set(scan.hasTitle ? scan.mentions(inSentence: 0).map(\.entity) : [])
        isEssay =
            scan.hasTitle
            && scan.hits.contains { $0.sentence == 0 && lexicon.cues[$0.cue].label == .essay }
        titleIsQuiet = !views.contains(where: \.isInTitle)
        var seen: Set<DealType> = []
        let order = views.indices.sorted { (-views[$0].score, $0) < (-views[$1].score, $1) }
        for (rank, index) in order.enumerated() {
            views[index].rank = rank
            views[index].isSecondOfType = !seen.insert(views[index].type).inserted
        }
    }
}

extension ClusterField.View {
    /// Where news is told at the latest.
    private static let lastPlace = 40

    fileprivate init(
        _ cluster: DealCluster, _ reading: StoryReading, _ schema: DealSchema?, _ added: Set<Int>
    ) {
        let scan = reading.scan
        let news = cluster.candidates.filter { !$0.isBackground }
        let lead = news.filter { scan.isLead(sentence: $0.sentence) }
        let title = news.filter { scan.hasTitle && $0.sentence == 0 }
        // Mostly all are news, and all news is in the lead: then there is one sum to work out.
        let score = cluster.score
        let part = { (some: [DealCandidate], whole: [DealCandidate], score: Double) in
            some.count == whole.count ? score : DealCluster(type: cluster.type, candidates: some).score
        }
        var roles: Set<Role> = []
        var entities: Set<Int> = []
        for candidate in cluster.candidates {
            for party in candidate.parties.entries {
                roles.insert(party.role)
                entities.formUnion(party.value)
            }
        }
        let newsScore = part(news, cluster.candidates, score)
        let leadScore = part(lead, news, newsScore)
        self.init(
            type: cluster.type, score: score, leadScore: leadScore, titleScore: part(title, lead, leadScore),
            newsScore: newsScore, hasNews: !news.isEmpty, isInTitle: !title.isEmpty,
            isInLead: !lead.isEmpty, isNegated: news.contains(where: \.isNegated),
            cueCount: Set(news.map(\.hit.cue)).count,
            roles: roles, entities: entities,
            isWhole: news.contains { schema?.isWhole($0.parties) ?? false },
            hasSum: news.contains { reading.amounts[$0.sentence].contains { $0.kind == .money } },
            isAdded: news.contains { added.contains($0.sentence) },
            place: news.map { scan.sentences[$0.sentence].index }.min() ?? Self.lastPlace,
            cueLength: news.map(\.hit.range.count).max() ?? 0,
            leadCueLength: lead.map(\.hit.range.count).max() ?? 0, sentences: news.map(\.sentence))
    }
}
