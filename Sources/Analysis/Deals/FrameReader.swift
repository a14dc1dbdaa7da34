import NewsModel

/// Reads candidates out of frames: which names stand in which slots of which cue.
struct FrameReader {
    let lexicon: Lexicon
    let scan: StoryScan
    let background: Set<Int>
    let amounts: SentenceAmounts
    let groupsBySentence: [[MentionGroup]]
    private let leaders: [Int: Int]

    init(lexicon: Lexicon, scan: StoryScan, background: Set<Int>, amounts: SentenceAmounts) {
        self.lexicon = lexicon
        self.scan = scan
        self.background = background
        self.amounts = amounts
        let grouper = MentionGrouper(
            grammar: lexicon.grammar(of: scan.language), words: lexicon.nameWords(of: scan.language))
        let sources = AttributionReader(lexicon: lexicon, scan: scan)
        groupsBySentence = scan.sentences.indices.map { number in
            grouper.groups(
                scan.mentions(inSentence: number).filter { !sources.isSource($0) }, in: scan.text.bytes)
        }
        leaders = Self.leaders(scan, lexicon)
    }

    /// The firms that a story names, by the numbers of their leaders whom it names too.
    private static func leaders(_ scan: StoryScan, _ lexicon: Lexicon) -> [Int: Int] {
        let people = Set(scan.mentions.map(\.entity)).filter { scan.entity($0).kind == .person }
        let firms = people.compactMap { person in
            scan.entity(person).affiliation.flatMap(lexicon.entityNumber(of:)).map { (person, $0) }
        }
        guard !firms.isEmpty else { return [:] }
        let named = Set(scan.mentions.map(\.entity))
        return Dictionary(uniqueKeysWithValues: firms.filter { named.contains($0.1) })
    }

    func candidates() -> [DealCandidate] {
        scan.sentences.indices.flatMap { number in
            // A cue of weight 0 has done its work by keeping shorter ones from counting.
            distinctHits(inSentence: number).filter { weight($0.hit) > 0 }.map {
                candidate($0.hit, $0.frame)
            }.filter { candidate in
                !candidate.fillers.contains {
                    $0.mention.isEdition && candidate.schema.firms.contains($0.role)
                }
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
            let (left, right) = ($0.element.hit, $1.element.hit)
            if left.range.count != right.range.count { return left.range.count > right.range.count }
            // Of equal ones a cue of weight 0 comes first: it is there to silence the others.
            return (weight(left) > 0 ? 1 : 0, $0.offset) < (weight(right) > 0 ? 1 : 0, $1.offset)
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

    private func weight(_ hit: CueHit) -> Double { lexicon.cues[hit.cue].weight }

    /// What a hit says by a frame, whose weight is the hit's.
    func candidate(_ hit: CueHit, _ frame: Frame) -> DealCandidate {
        let fillers = SlotFiller(
            lexicon: lexicon, scan: scan, groups: groupsBySentence[hit.sentence], sums: amounts[hit.sentence],
            leaders: leaders
        ).fillers(of: hit, frame)
        var parties = RoleMap<[Int]>()
        for (role, mention) in fillers {
            parties.update(role, from: []) { if !$0.contains(mention.entity) { $0.append(mention.entity) } }
        }
        let isBackground = background.contains(hit.sentence)
        let place = scan.weight(ofSentence: hit.sentence) * (isBackground ? 0.15 : 1)
        let score = frame.weight * completeness(parties, frame.schema) * place
        return DealCandidate(
            schema: frame.schema, parties: parties, score: score, sentence: hit.sentence,
            hit: hit, status: frame.status, isBackground: isBackground, isNegated: isNegated(hit),
            fillers: fillers)
    }

    /// A cue with names in all its main slots says more than a cue alone.
    private func completeness(_ parties: RoleMap<[Int]>, _ schema: DealSchema) -> Double {
        guard !parties.entries.isEmpty else { return 0.6 }
        return schema.isWhole(parties) ? 1.5 : 1
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
