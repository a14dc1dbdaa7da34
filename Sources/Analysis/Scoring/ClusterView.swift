import Foundation
import NewsModel

/// A cluster of cues as the models see it, with what they ask again and again worked out once.
struct ClusterView {
    let cluster: DealCluster
    let lexicon: Lexicon
    let scan: StoryScan
    let cast: StoryCast
    let background: Set<Int>
    private let amounts: SentenceAmounts
    private let votes: RoleMap<[Int: Double]>
    /// The strongest vote for each role, and of all.
    private let tops: RoleMap<Double>
    private let strongestVote: Double
    private let cues: [DealCandidate]
    private let cueSentences: Set<Int>
    private let sources: AttributionReader
    /// Whom the stronger clusters of its type name.
    private let namedElsewhere: Set<Int>
    /// Another cluster is in the title, and this one is not.
    private let isUnderTitle: Bool
    private let cueParagraphs: Set<Int>

    init(_ cluster: DealCluster, lexicon: Lexicon, reading: StoryReading) {
        self.cluster = cluster
        self.lexicon = lexicon
        scan = reading.scan
        cast = reading.cast
        background = reading.background
        amounts = reading.amounts
        votes = cluster.votes
        var tops = RoleMap<Double>()
        for (role, shares) in votes.entries { tops.update(role, from: shares.values.max() ?? 0) { _ in } }
        self.tops = tops
        strongestVote = tops.values.max() ?? 0
        cues = cluster.candidates.filter { !$0.isBackground }
        cueSentences = Set(cues.map(\.sentence))
        sources = AttributionReader(lexicon: lexicon, scan: scan)
        cueParagraphs = Set(cueSentences.map { reading.scan.sentences[$0].paragraph })
        let score = cluster.score
        namedElsewhere = reading.clusters.filter { $0.type == cluster.type && $0.score > score }.reduce(
            into: []) {
                for candidate in $1.candidates { $0.formUnion(candidate.parties.values.joined()) }
            }
        let announces = { (cluster: DealCluster) in
            reading.scan.hasTitle && cluster.candidates.contains { $0.sentence == 0 && !$0.isBackground }
        }
        isUnderTitle = !announces(cluster) && reading.clusters.contains(where: announces)
    }

    /// People are persons, and firms everything else; a stock exchange is no part of a listing.
    func roles(for member: StoryCast.Member, in schema: DealSchema) -> [Role] {
        let entity = scan.entity(member.entity)
        // Where a firm is listed is no subject of its listing.
        if schema.type == .restructuring, entity.sector == Entity.exchange { return [] }
        let isPerson = entity.kind == .person
        return schema.orderedRoles.filter { ($0 == .person) == isPerson }
    }

    /// What is seen of a name whatever its role may be: its places, and what it is.
    struct Traits {
        fileprivate var places = FeatureVector()
        fileprivate var nature = FeatureVector()
    }

    func traits(of member: StoryCast.Member, model: PartyModel) -> Traits {
        var traits = Traits()
        func mark(_ feature: PartyFeature, _ holds: Bool) { if holds { traits.places.add(feature.rawValue) } }
        addPlaces(member, mark)
        mark(.first, cast.members.first?.entity == member.entity)
        mark(.second, cast.members.dropFirst().first?.entity == member.entity)
        mark(.late, cast.members.dropFirst(5).contains { $0.entity == member.entity })
        traits.places.add(PartyFeature.frequency.rawValue, log(Double(member.mentions.count)))
        addNearest(member, model, &traits.places)
        if cluster.isUncued { addUncued(member, &traits.places) }
        let entity = scan.entity(member.entity)
        if let column = model.sectorColumn(entity.sectorName) { traits.nature.add(column) }
        if entity.camps.contains(where: { $0.camp != .neither }) {
            traits.nature.add(PartyFeature.camped.rawValue)
        }
        return traits
    }

    /// What speaks for and against a name in a role.
    func features(of member: StoryCast.Member, as role: Role, _ traits: Traits) -> FeatureVector {
        var vector = FeatureVector()
        func add(_ feature: PartyFeature, _ value: Double = 1) { vector.add(feature.rawValue, value) }
        add(.bias)
        addVotes(member.entity, role, add)
        vector.append(traits.places)
        addPeers(member, role, add)
        vector.append(traits.nature)
        return vector
    }

    private func addVotes(_ entity: Int, _ role: Role, _ add: (PartyFeature, Double) -> Void) {
        let top = tops[role] ?? 0
        let own = votes[role]?[entity] ?? 0
        if own > 0 {
            add(.vote, 1)
            add(.voteShare, own / top)
            add(.logVote, log1p(own))
        }
        let other = strongestOther(entity, than: role)
        if other > 0 {
            add(.otherRole, 1)
            add(.otherRoleShare, other / strongestVote)
        }
        if namedElsewhere.contains(entity) {
            add(.elsewhere, 1)
            add(own > 0 ? .elsewhereVoted : .elsewhereOnly, 1)
        }
        if isUnderTitle {
            add(own > 0 ? .underVote : .underNoVote, 1)
        }
        if own == 0, top > 0 { add(.roleTaken, 1) }
        if top == 0 { add(.roleFree, 1) }
    }

    private func strongestOther(_ entity: Int, than role: Role) -> Double {
        votes.entries.lazy.filter { $0.role != role }.compactMap { $0.value[entity] }.max() ?? 0
    }

    private func addPlaces(_ member: StoryCast.Member, _ mark: (PartyFeature, Bool) -> Void) {
        let mentions = member.mentions.map { scan.mentions[$0] }
        let isInTitle = scan.hasTitle && mentions.contains { $0.sentence == 0 }
        mark(.inTitle, isInTitle)
        mark(.inTitleWithCue, isInTitle && cueSentences.contains(0))
        mark(.inLead, mentions.contains { scan.isLead(sentence: $0.sentence) })
        let isInCueSentence = mentions.contains { cueSentences.contains($0.sentence) }
        mark(.inCueSentence, isInCueSentence)
        mark(
            .besideCueSentence,
            !isInCueSentence
                && mentions.contains {
                    cueSentences.contains($0.sentence - 1) || cueSentences.contains($0.sentence + 1)
                })
        mark(
            .inCueParagraph,
            !isInCueSentence
                && mentions.contains { cueParagraphs.contains(scan.sentences[$0.sentence].paragraph) })
        mark(.onlyBackground, mentions.allSatisfy { background.contains($0.sentence) })
        mark(.onlyMake, isMake(mentions.filter { cueSentences.contains($0.sentence) }))
        mark(.onlySource, mentions.allSatisfy { sources.isSource($0) })
        mark(.onlyProduct, mentions.allSatisfy(\.isProduct))
        mark(
            .opposed,
            mentions.contains {
                $0.marker == Grammar.opponent && scan.isLead(sentence: $0.sentence)
            })
        mark(.inList, member.mentions.contains { cast.group(ofMention: $0).count >= 3 })
    }

    private func addUncued(_ member: StoryCast.Member, _ vector: inout FeatureVector) {
        func mark(_ feature: PartyFeature, _ holds: Bool) { if holds { vector.add(feature.rawValue) } }
        let mentions = member.mentions.map { scan.mentions[$0] }
        let place = cast.members.firstIndex { $0.entity == member.entity } ?? cast.members.count
        mark(.uncued, true)
        mark(.uncuedInTitle, scan.hasTitle && mentions.contains { $0.sentence == 0 })
        mark(.uncuedFirst, place == 0)
        mark(.uncuedSecond, place == 1)
        mark(.uncuedLate, place > 2)
        mark(.uncuedOnlyProduct, mentions.allSatisfy(\.isProduct))
        vector.add(PartyFeature.uncuedFrequency.rawValue, log(Double(mentions.count)))
        guard let passage = cues.first else { return }
        let beside = mentions.filter { $0.sentence == passage.sentence }.map(\.range)
        mark(.uncuedInSentence, !beside.isEmpty)
        mark(.uncuedLeft, beside.contains { $0.upperBound <= passage.hit.range.lowerBound })
        mark(.uncuedRight, beside.contains { $0.lowerBound >= passage.hit.range.upperBound })
    }

    /// Whether names stand in or right before numbers of things.
    private func isMake(_ mentions: [Mention]) -> Bool {
        !mentions.isEmpty
            && mentions.allSatisfy { mention in
                amounts[mention.sentence].contains {
                    $0.kind == .quantity && $0.range.lowerBound - 3 <= mention.range.upperBound
                        && mention.range.upperBound <= $0.range.upperBound
                }
            }
    }

    /// How the name stands to the cue that is nearest for its weight.
    private func addNearest(_ member: StoryCast.Member, _ model: PartyModel, _ vector: inout FeatureVector) {
        var best: (strength: Double, mention: Mention, cue: DealCandidate, distance: Int)?
        for cue in cues {
            for number in member.mentions where scan.mentions[number].sentence == cue.sentence {
                let mention = scan.mentions[number]
                let distance = max(
                    mention.range.lowerBound - cue.hit.range.upperBound,
                    cue.hit.range.lowerBound - mention.range.upperBound, 0)
                let strength = cue.score / (1 + Double(distance) / 40)
                if strength > best?.strength ?? -1 { best = (strength, mention, cue, distance) }
            }
        }
        guard let best else { return }
        let isVerbLast = scan.language.isVerbLast
        vector.add(side(best.mention.range, best.cue.hit.range, isVerbLast).rawValue)
        let reach: PartyFeature = best.distance < 25 ? .near : best.distance < 80 ? .middling : .far
        vector.add(reach.rawValue)
        if let marker = best.mention.marker, let column = model.markerColumn(marker, isVerbLast: isVerbLast) {
            vector.add(column)
        }
    }

    private func side(_ name: Range<Int>, _ cue: Range<Int>, _ isVerbLast: Bool) -> PartyFeature {
        if name.lowerBound >= cue.upperBound { return isVerbLast ? .verbLastRight : .right }
        if name.upperBound <= cue.lowerBound { return isVerbLast ? .verbLastLeft : .left }
        return isVerbLast ? .verbLastInside : .inside
    }

    /// What the names beside it in its lists do.
    private func addPeers(
        _ member: StoryCast.Member, _ role: Role, _ add: (PartyFeature, Double) -> Void
    ) {
        guard strongestVote > 0 else { return }
        var same = 0.0
        var other = 0.0
        for number in member.mentions {
            for peer in cast.group(ofMention: number) where peer != member.entity {
                same = max(same, votes[role]?[peer] ?? 0)
                other = max(other, strongestOther(peer, than: role))
            }
        }
        add(.peer, same / strongestVote)
        add(.peerOtherRole, other / strongestVote)
        let entity = scan.entity(member.entity)
        if let parent = entity.affiliation.flatMap(lexicon.entityNumber(of:)),
            !votes.entries.contains(where: { $0.value[member.entity] != nil }),
            votes.entries.contains(where: { $0.value[parent] != nil })
        {
            add(.parentTakesPart, 1)
        }
    }
}

extension Language {
    /// Japanese and Korean put the verb after all its names.
    var isVerbLast: Bool { self == .japanese || self == .korean }
}
