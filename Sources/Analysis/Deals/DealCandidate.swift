import NewsModel

/// What one cue says in one sentence: a deal of some type with the names in its slots; a class, since clusters and
/// models sort and pick candidates again and again.
final class DealCandidate: Sendable {
    let schema: DealSchema
    /// Entities by role, in the order of the text.
    let parties: RoleMap<[Int]>
    /// Cue weight times the weight of its place.
    let score: Double
    let sentence: Int
    let hit: CueHit
    /// A status that the cue itself implies.
    let status: DealStatus?
    /// The sentence retells older news.
    let isBackground: Bool
    let isNegated: Bool
    /// Mentions that filled the slots, for evidence.
    let fillers: [(role: Role, mention: Mention)]

    var type: DealType { schema.type }

    init(
        schema: DealSchema, parties: RoleMap<[Int]>, score: Double, sentence: Int, hit: CueHit,
        status: DealStatus?,
        isBackground: Bool, isNegated: Bool, fillers: [(role: Role, mention: Mention)]
    ) {
        self.schema = schema
        self.parties = parties
        self.score = score
        self.sentence = sentence
        self.hit = hit
        self.status = status
        self.isBackground = isBackground
        self.isNegated = isNegated
        self.fillers = fillers
    }
}

/// Reads candidates out of frames: which names stand in which slots of which cue.
struct FrameReader {
    let lexicon: Lexicon
    let scan: StoryScan
    let background: Set<Int>
    let amounts: SentenceAmounts
    let groupsBySentence: [[MentionGroup]]

    init(lexicon: Lexicon, scan: StoryScan, background: Set<Int>, amounts: SentenceAmounts) {
        self.lexicon = lexicon
        self.scan = scan
        self.background = background
        self.amounts = amounts
        let grouper = MentionGrouper(grammar: lexicon.grammar(of: scan.language), language: scan.language)
        let sources = AttributionReader(lexicon: lexicon, scan: scan)
        groupsBySentence = scan.sentences.indices.map { number in
            grouper.groups(
                scan.mentions(inSentence: number).filter { !sources.isSource($0) }, in: scan.text.bytes)
        }
    }

    func candidates() -> [DealCandidate] {
        scan.sentences.indices.flatMap { number in
            // A cue of weight 0 has done its work by keeping shorter ones from counting.
            distinctHits(inSentence: number).filter { lexicon.cues[$0.hit.cue].weight > 0 }.map {
                candidate($0.hit, $0.frame)
            }
        }
    }

    /// The frame cues, without those that overlap a longer one of the same deal type, or lie inside an unbroken
    /// longer one of another ("contract with" in "cloud contract with").
    private func distinctHits(inSentence number: Int) -> [(hit: CueHit, frame: Frame)] {
        let all = scan.hits(inSentence: number).compactMap { hit -> (hit: CueHit, frame: Frame)? in
            guard case .frame(let number) = lexicon.cues[hit.cue].label else { return nil }
            return (hit, lexicon.frames[number])
        }
        guard all.count > 1 else { return all }
        let longestFirst = all.enumerated().sorted {
            let (left, right) = ($0.element.hit.range.count, $1.element.hit.range.count)
            return left != right ? left > right : $0.offset < $1.offset
        }
        var kept: [(offset: Int, element: (hit: CueHit, frame: Frame))] = []
        for item in longestFirst
        where !kept.contains(where: { longer in
            let (outer, inner) = (longer.element.hit, item.element.hit)
            if longer.element.frame.schema === item.element.frame.schema {
                return outer.range.overlaps(inner.range)
            }
            return outer.inside == nil && outer.range.count > inner.range.count
                && outer.range.contains(inner.range)
        }) {
            kept.append(item)
        }
        return kept.sorted { $0.offset < $1.offset }.map(\.element)
    }

    private func candidate(_ hit: CueHit, _ frame: Frame) -> DealCandidate {
        var fillers: [(role: Role, mention: Mention)] = []
        for (role, group) in fill(hit, frame) {
            for mention in group.mentions where suits(mention, role) { fillers.append((role, mention)) }
        }
        var parties = RoleMap<[Int]>()
        for (role, mention) in fillers {
            parties.update(role, from: []) { if !$0.contains(mention.entity) { $0.append(mention.entity) } }
        }
        let isBackground = background.contains(hit.sentence)
        let place = scan.weight(ofSentence: hit.sentence) * (isBackground ? 0.15 : 1)
        let weight = lexicon.cues[hit.cue].weight * completeness(parties, frame.schema)
        return DealCandidate(
            schema: frame.schema, parties: parties, score: weight * place, sentence: hit.sentence,
            hit: hit, status: frame.status, isBackground: isBackground, isNegated: isNegated(hit),
            fillers: fillers)
    }

    /// A cue with names in all its main slots says more than a cue alone.
    private func completeness(_ parties: RoleMap<[Int]>, _ schema: DealSchema) -> Double {
        guard !parties.entries.isEmpty else { return 0.6 }
        return schema.isWhole(parties) ? 1.5 : 1
    }

    /// The nearest group of each slot.
    ///
    /// A role that a marked slot fills is not filled from the bare sides too, except where all parties share
    /// one role.
    private func fill(_ hit: CueHit, _ frame: Frame) -> [(role: Role, group: MentionGroup)] {
        if frame.schema.takesAll, let role = frame.schema.principals.first {
            return groupsBySentence[hit.sentence].filter { $0.marker != Grammar.opponent }.map { (role, $0) }
        }
        var best: [Filling] = []
        for group in groupsBySentence[hit.sentence] {
            guard let slot = slot(of: group, hit, frame), let role = role(of: slot, frame),
                group.mentions.contains(where: { suits($0, role) })
            else { continue }
            let distance = distance(group.range, hit.range) + handicap(of: group)
            if let known = best.firstIndex(where: { $0.slot == slot }) {
                if distance < best[known].distance { best[known] = (slot, group, distance) }
            } else {
                best.append((slot, group, distance))
            }
        }
        return resolve(best, frame)
    }

    /// A group in a slot, and how far it is from the cue in bytes.
    private typealias Filling = (slot: String, group: MentionGroup, distance: Int)

    private func resolve(_ best: [Filling], _ frame: Frame) -> [(role: Role, group: MentionGroup)] {
        let isBare = { (slot: String) in slot == "left" || slot == "right" }
        var closed = best.filter { !isBare($0.slot) && $0.slot != Self.gapped }.compactMap {
            frame.slots[$0.slot]
        }
        return best.sorted { ($0.distance, $0.slot) < ($1.distance, $1.slot) }.compactMap { found in
            guard let role = role(of: found.slot, frame) else { return nil }
            if isBare(found.slot), !frame.slots.isSymmetric {
                if closed.contains(role) { return nil }
                closed.append(role)
            }
            return (role, found.group)
        }
    }

    private func role(of slot: String, _ frame: Frame) -> Role? {
        frame.slots[slot == Self.gapped ? "left" : slot]
    }

    /// People are persons, and firms everything else.
    private func suits(_ mention: Mention, _ role: Role) -> Bool {
        (scan.entity(mention.entity).kind == .person) == (role == .person)
    }

    /// A second subject whose verb is left out plays the left role as well.
    private static let gapped = "gapped"

    /// The slot of a frame in which a group stands; nil when the frame has none for it.
    private func slot(of group: MentionGroup, _ hit: CueHit, _ frame: Frame) -> String? {
        if frame.slots["left"] != nil, isGapped(group, hit) { return Self.gapped }
        if let inside = hit.inside, inside.contains(group.range.lowerBound), frame.slots["inside"] != nil {
            return "inside"
        }
        if owns(group, hit), let slot = ["owner", "left"].first(where: { frame.slots[$0] != nil }) {
            return slot
        }
        if let marker = marker(of: group, after: hit), frame.slots[marker] != nil { return marker }
        if group.marker == Grammar.opponent { return nil }
        if group.range.lowerBound >= hit.range.upperBound {
            return frame.slots["right"] == nil ? nil : "right"
        }
        // A name that a preposition ties to something else is no subject.
        let isFree = group.marker == nil || group.marker == "of" || group.marker == "subj"
        return isFree && frame.slots["left"] != nil ? "left" : nil
    }

    /// "a probe into SoftBank's $6.5bn purchase of Ampere": the preposition belongs to the probe.
    private func owns(_ group: MentionGroup, _ hit: CueHit) -> Bool {
        let gap = hit.range.lowerBound - group.range.upperBound
        guard (3...Self.longestOwned).contains(gap) else { return false }
        let between = scan.text.bytes[group.range.upperBound..<hit.range.lowerBound]
        return between.starts(with: Self.genitive) && !between.contains(UInt8(ascii: ","))
    }

    private static let genitive = Array("'s ".utf8)
    /// Bytes of what may stand between an owner and the cue: "'s planned $6.5bn all-cash ".
    private static let longestOwned = 32

    /// The group's marker, unless the cue stands between the two: the "to" of "Apple to integrate ChatGPT".
    private func marker(of group: MentionGroup, after hit: CueHit) -> String? {
        guard let start = group.mentions.first?.markerStart, group.range.lowerBound >= hit.range.upperBound
        else {
            return group.marker
        }
        return start < hit.range.lowerBound ? nil : group.marker
    }

    /// "Nvidia invests $10bn, and Microsoft $5bn, in …": a second subject whose verb is left out.
    private func isGapped(_ group: MentionGroup, _ hit: CueHit) -> Bool {
        let verbEnd = hit.inside?.lowerBound ?? hit.range.upperBound
        guard group.range.lowerBound >= verbEnd else { return false }
        let follows = { (amount: AmountMention) in
            amount.kind == .money && amount.range.lowerBound >= group.range.upperBound
                && amount.range.lowerBound - group.range.upperBound <= 16
        }
        let precedes = { (amount: AmountMention) in
            amount.kind == .money && amount.range.lowerBound >= verbEnd
                && amount.range.upperBound <= group.range.lowerBound
        }
        let sums = amounts[hit.sentence]
        return sums.contains(where: follows) && sums.contains(where: precedes)
    }

    /// A name in an apposition ("Multiverse, a spin-off of Telefónica, …") yields its slot to the subject before it.
    private func handicap(of group: MentionGroup) -> Int { group.marker == "of" ? 60 : 0 }

    private func distance(_ group: Range<Int>, _ cue: Range<Int>) -> Int {
        if group.lowerBound >= cue.upperBound { return group.lowerBound - cue.upperBound }
        if group.upperBound <= cue.lowerBound { return cue.lowerBound - group.upperBound }
        return 0
    }

    /// "has not bought", 没有收购: a negation shortly before the cue.
    private func isNegated(_ hit: CueHit) -> Bool {
        scan.hits(inSentence: hit.sentence).contains { other in
            lexicon.cues[other.cue].label == .negation
                && other.range.upperBound <= hit.range.lowerBound
                && hit.range.lowerBound - other.range.upperBound <= 20
        }
    }
}
