import NewsModel

/// One story of the industry, read as far as names, cues and clusters; what follows are decisions.
final class StoryReading: Sendable {
    let scan: StoryScan
    let quotes: EvidenceMaker
    let day: CalendarDay
    /// Numbers of the sentences that retell older news.
    let background: Set<Int>
    /// The sums of the whole text, and by sentence.
    let sums: [AmountMention]
    let amounts: SentenceAmounts
    let stems: StoryStems
    /// What the words of the first sentences speak of.
    let topic: StoryTopic
    let clusters: [DealCluster]
    let cast: StoryCast

    /// A silent title announces no deal, whatever its words say; its names stay.
    init(
        lexicon: Lexicon, scan: StoryScan, quotes: EvidenceMaker, day: CalendarDay,
        titleIsSilent: Bool = false
    ) {
        self.scan = scan
        self.quotes = quotes
        self.day = day
        background = BackgroundReader(lexicon: lexicon).sentences(of: scan, day: day)
        sums = AmountScanner.scan(scan.text, language: scan.language)
        amounts = SentenceAmounts(sums, sentences: scan.sentences)
        stems = StoryStems(scan, amounts, lexicon.models.stems)
        topic = StoryTopic(
            scan, amounts, lexicon.models.topic, from: titleIsSilent && scan.hasTitle ? 1 : 0)
        let frames = FrameReader(lexicon: lexicon, scan: scan, background: background, amounts: amounts)
        let cued = CandidateMerger().clusters(
            frames.candidates().filter { !titleIsSilent || !scan.isTitle(sentence: $0.sentence) })
        clusters = cued + UncuedDeals(lexicon: lexicon, frames: frames).clusters(of: topic, besides: cued)
        cast = StoryCast(scan, groups: frames.groupsBySentence)
    }

    /// A cluster as the models see it.
    func view(of cluster: DealCluster, lexicon: Lexicon) -> ClusterView {
        ClusterView(cluster, lexicon: lexicon, reading: self)
    }
}
