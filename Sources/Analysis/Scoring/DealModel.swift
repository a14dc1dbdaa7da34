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
    /// A sentence of it states a sum of money, a count or an output, a percentage; names a person, or a product.
    case hasSum, hasQuantity, hasPercentage, hasPerson, hasProduct
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
    /// The logarithms of the probabilities that the story's words speak of its type, of the likeliest other one, of no deal.
    case topic, topicOther, topicNone, topicFirst
    /// No cue announces it; and what its words say then, and that there is no other.
    case uncued, uncuedTopic, uncuedOnly
}

/// Decides which clusters of a story are its news.
struct DealModel: Sendable {
    /// From this probability on a cluster counts as news: it competes for the first place, and `ReportWorth` says whether
    /// it is told.
    static let threshold = 0.2

    var grid: WeightGrid
    private let rowOfType: [DealType: Int]
    private let columnUnder: [DealType: Int]
    /// By the place of a main role in its type, and what the name in it is.
    private let columnOfSector: [[String: Int]]
    /// From here on the columns are those of words.
    private let firstStem: Int

    /// An untrained model of a domain's deal types and sectors.
    init(schemas: [DealSchema], sectors: [String]) {
        let types = schemas.map(\.type)
        var columns = DealFeature.allCases.map { "\($0)" }
        func block<Key>(_ prefix: String, _ keys: [Key], _ name: (Key) -> String) -> [Key: Int] {
            defer { columns += keys.map { prefix + name($0) } }
            return Dictionary(uniqueKeysWithValues: zip(keys, columns.count...))
        }
        columnUnder = block("under-", types, \.rawValue)
        columnOfSector = ["first-", "second-"].map { block($0, sectors, \.self) }
        rowOfType = Dictionary(uniqueKeysWithValues: zip(types, 1...))
        firstStem = columns.count
        grid = WeightGrid(rows: ["any"] + types.map(\.rawValue), columns: columns)
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
        mark(.hasSum, view.holds.sum)
        mark(.hasQuantity, view.holds.quantity)
        mark(.hasPercentage, view.holds.percentage)
        mark(.hasPerson, view.holds.person)
        mark(.hasProduct, view.holds.product)
        for (columns, sectors) in zip(columnOfSector, view.sectors) {
            for sector in sectors { if let column = columns[sector] { vector.add(column) } }
        }
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
            mark(.quietSum, view.holds.sum)
            add(.quietLeadScore, share(view.leadScore))
        }
        mark(.addition, view.isAdded)
        if !view.isInTitle && !field.titleIsQuiet {
            mark(.underNew, !view.entities.isSubset(of: top.entities))
            mark(.underWhole, view.isWhole)
            mark(.underSum, view.holds.sum)
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
        addTopic(view, field, &vector)
        vector.append(view.stems, from: firstStem)
        if view.rank > 0 {
            mark(.sharesWithTop, !view.entities.isDisjoint(with: top.entities))
            if let column = columnUnder[top.type] { vector.add(column) }
        }
        return vector
    }

    private func addTopic(_ view: ClusterField.View, _ field: ClusterField, _ vector: inout FeatureVector) {
        let topic = field.topic
        guard !topic.model.isEmpty else { return }
        func add(_ feature: DealFeature, _ value: Double = 1) { vector.add(feature.rawValue, value) }
        let logarithm = { (share: Double) in log(0.01 + share) }
        let own = topic.share(of: view.type)
        let (other, none) = (topic.greatestShare(besides: view.type), topic.share(of: nil))
        add(.topic, logarithm(own))
        add(.topicOther, logarithm(other))
        add(.topicNone, logarithm(none))
        if own > max(other, none) { add(.topicFirst) }
        guard view.isUncued else { return }
        add(.uncued)
        add(.uncuedTopic, logarithm(own))
        if field.views.count == 1 { add(.uncuedOnly) }
    }
}
