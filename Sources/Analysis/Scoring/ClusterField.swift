import NewsModel

/// The clusters of one story side by side.
struct ClusterField {
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
        /// What the names in each main role are, sorted: kinds of companies, or "person".
        var sectors: [[String]]
        var isWhole: Bool
        var holds: Contents
        /// A sentence of it says that it adds news.
        var isAdded: Bool
        /// Of the first sentence that is no background.
        var place: Int
        var cueLength: Int
        var leadCueLength: Int
        /// The sentence of each cue that is no background.
        var sentences: [Int]
        /// The words of the first of these sentences.
        var stems: FeatureVector
        var isUncued: Bool
        var rank = 0
        var isSecondOfType = false
    }

    /// What sentences state beside names and cues.
    struct Contents {
        var sum = false
        var quantity = false
        var percentage = false
        var person = false
        var product = false

        init(of sentences: [Int], in reading: StoryReading) {
            for sentence in sentences {
                for amount in reading.amounts[sentence] {
                    switch amount.kind {
                    case .money: sum = true
                    case .quantity: quantity = true
                    case .percent: percentage = true
                    }
                }
                for mention in reading.scan.mentions(inSentence: sentence) {
                    if mention.isProduct { product = true }
                    if reading.scan.entity(mention.entity).kind == .person { person = true }
                }
            }
        }
    }

    private(set) var views: [View]
    let titleEntities: Set<Int>
    let topic: StoryTopic
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
        topic = reading.topic
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
    /// Of a deal that is told at length, the first sentences say what it is.
    private static let mostSentences = 4

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
        let sentences = Set(news.map(\.sentence)).sorted()
        let newsScore = part(news, cluster.candidates, score)
        let leadScore = part(lead, news, newsScore)
        self.init(
            type: cluster.type, score: score, leadScore: leadScore, titleScore: part(title, lead, leadScore),
            newsScore: newsScore, hasNews: !news.isEmpty, isInTitle: !title.isEmpty,
            isInLead: !lead.isEmpty, isNegated: news.contains(where: \.isNegated),
            cueCount: Set(news.map(\.hit.cue)).count,
            roles: roles, entities: entities,
            sectors: (schema?.principals ?? []).map { role in
                Set(news.flatMap { $0.parties[role] ?? [] }.map { scan.entity($0).sectorName }).sorted()
            },
            isWhole: news.contains { schema?.isWhole($0.parties) ?? false },
            holds: ClusterField.Contents(of: sentences, in: reading),
            isAdded: news.contains { added.contains($0.sentence) },
            place: news.map { scan.sentences[$0.sentence].index }.min() ?? Self.lastPlace,
            cueLength: news.map(\.hit.range.count).max() ?? 0,
            leadCueLength: lead.map(\.hit.range.count).max() ?? 0, sentences: news.map(\.sentence),
            stems: reading.stems.features(of: sentences.prefix(Self.mostSentences)),
            isUncued: cluster.isUncued)
    }
}
