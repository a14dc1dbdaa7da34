import NewsModel

/// Puts the names of one sentence into the slots of a cue.
struct SlotFiller {
    let lexicon: Lexicon
    let scan: StoryScan
    /// The names of the cue's sentence, and its sums.
    let groups: [MentionGroup]
    let sums: ArraySlice<AmountMention>

    /// By the number of a leader whom the story names, the firm, which it names too.
    let leaders: [Int: Int]

    /// Whom a cue's slots name; the mention of a leader stands for the firm.
    func fillers(of hit: CueHit, _ frame: Frame) -> [(role: Role, mention: Mention)] {
        fill(hit, frame).flatMap { role, slot, group in
            group.mentions.compactMap { suited($0, role, slot) }.map { (role: role, mention: $0) }
        }
    }

    /// A role with the slot and the group that fill it.
    private typealias Part = (role: Role, slot: String, group: MentionGroup)

    /// The nearest group of each slot.
    ///
    /// A role that a marked slot fills is not filled from the bare sides too, except where all parties share
    /// one role.
    private func fill(_ hit: CueHit, _ frame: Frame) -> [Part] {
        if frame.schema.takesAll, let role = frame.schema.principals.first {
            return groups.filter { $0.marker != Grammar.opponent }.map { (role, Self.anywhere, $0) }
        }
        var best: [Filling] = []
        for group in groups {
            guard let slot = slot(of: group, hit, frame), let role = role(of: slot, frame),
                group.mentions.contains(where: { suited($0, role, slot) != nil })
            else { continue }
            let distance = distance(group.range, hit.range) + handicap(of: group, in: slot, hit)
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

    private func resolve(_ best: [Filling], _ frame: Frame) -> [Part] {
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
            return (role, found.slot, found.group)
        }
    }

    private func role(of slot: String, _ frame: Frame) -> Role? {
        frame.slots[slot == Self.gapped ? "left" : slot]
    }

    /// The mention that may have a role: people are persons, and firms everything else.
    ///
    /// A leader who does something acts for the firm: "Zuckerberg hires three researchers away from OpenAI". Not one who only
    /// says something: "OpenAI would never do that, said Altman".
    private func suited(_ mention: Mention, _ role: Role, _ slot: String) -> Mention? {
        if (scan.entity(mention.entity).kind == .person) == (role == .person) { return mention }
        guard slot != Self.anywhere, let firm = leaders[mention.entity], !isQuoted(mention) else {
            return nil
        }
        var standIn = mention
        standIn.entity = firm
        return standIn
    }

    /// Where a deal type takes every name of a sentence.
    private static let anywhere = "anywhere"

    private func isQuoted(_ mention: Mention) -> Bool {
        AttributionReader(lexicon: lexicon, scan: scan).isBesideReporting(mention)
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
        return sums.contains(where: follows) && sums.contains(where: precedes)
    }

    /// Bytes by which a name is farther from its slot than it looks.
    private func handicap(of group: MentionGroup, in slot: String, _ hit: CueHit) -> Int {
        // A name in an apposition ("Multiverse, a spin-off of Telefónica, …") yields to the subject before it.
        if group.marker == "of" { return 60 }
        return slot == "left" && isObject(group, before: hit) ? 200 : 0
    }

    /// Whether a name that could be a verb's subject is rather the object of the verb before: "SoftBank has bought Ampere
    /// and invested in Wayve".
    ///
    /// Nothing but a conjunction may part the two: after "Nvidia has bought Groq, which" Groq is the subject, and in
    /// "and Meta invested" Meta.
    private func isObject(_ group: MentionGroup, before hit: CueHit) -> Bool {
        guard group.marker == nil, joinsVerbs(group.range.upperBound, hit.range.lowerBound) else {
            return false
        }
        return scan.hits(inSentence: hit.sentence).contains { verb in
            let gap = group.range.lowerBound - verb.range.upperBound
            return (0...Self.longestReach).contains(gap) && takesObject(verb)
                && groups.contains { isSubject($0, of: verb) }
        }
    }

    private func joinsVerbs(_ start: Int, _ end: Int) -> Bool {
        guard start < end, end - start <= Self.longestReach else { return false }
        let words = scan.text.bytes[start..<end].split(separator: UInt8(ascii: " "))
        let grammar = lexicon.grammar(of: scan.language)
        return !words.isEmpty && words.allSatisfy(grammar.joins)
    }

    /// Bytes between a verb and its object, or between that and the next verb: " start-up ", " a majority stake in ".
    private static let longestReach = 30

    private func takesObject(_ hit: CueHit) -> Bool {
        guard case .frame(let number) = lexicon.cues[hit.cue].label, lexicon.cues[hit.cue].weight > 0 else {
            return false
        }
        let slots = lexicon.frames[number].slots
        return slots["left"] != nil && slots["right"] != nil
    }

    private func isSubject(_ group: MentionGroup, of verb: CueHit) -> Bool {
        group.range.upperBound <= verb.range.lowerBound && (group.marker == nil || group.marker == "subj")
    }

    private func distance(_ group: Range<Int>, _ cue: Range<Int>) -> Int {
        if group.lowerBound >= cue.upperBound { return group.lowerBound - cue.upperBound }
        if group.upperBound <= cue.lowerBound { return cue.lowerBound - group.upperBound }
        return 0
    }
}
