import NewsModel

/// Deals that no cue announces and the words of a story speak for.
struct UncuedDeals {
    let lexicon: Lexicon
    let frames: FrameReader

    /// From this probability on a type is looked at.
    private static let leastShare = 0.1
    /// What a passage weighs, as a cue that alone says little.
    private static let weight = 1.0

    /// A cluster for each likely type that has none.
    func clusters(of topic: StoryTopic, besides cued: [DealCluster]) -> [DealCluster] {
        lexicon.schemas.compactMap { schema in
            guard topic.share(of: schema.type) >= Self.leastShare,
                !cued.contains(where: { $0.type == schema.type }),
                let passage = topic.passage(for: schema.type)
            else { return nil }
            let hit = CueHit(cue: CueHit.noCue, range: passage.range, sentence: passage.sentence)
            let frame = Frame(schema: schema, weight: Self.weight, slots: FrameSlots([:]))
            return DealCluster(type: schema.type, candidates: [frames.candidate(hit, frame)])
        }
    }
}
