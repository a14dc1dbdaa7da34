package import FoundationEssentials
package import NewsModel

/// Text to an explained analysis; deterministic, without input or output.
package struct Analyzer: Sendable {
    package let lexicon: Lexicon
    private let finder: MentionFinder

    package init(lexicon: Lexicon) {
        self.lexicon = lexicon
        finder = MentionFinder(lexicon: lexicon)
    }

    /// Version of lexicon and weights, which every analysis states.
    package var version: String { "\(lexicon.version)+\(lexicon.weightsVersion)" }

    /// Analyses one story; `language` is what the feed states, `published` decides dated camps.
    package func analyze(title: String, text: String, language: Language?, published: Date) -> StoryAnalysis {
        examine(title, text, language, published).analysis
    }

    /// Analyses one story and sketches by what it tells of known deals; no sketch where it speaks of no deal.
    package func read(
        title: String, text: String, language: Language?, published: Date
    ) -> (analysis: StoryAnalysis, sketch: StorySketch?) {
        let (analysis, scan, reading) = examine(title, text, language, published)
        guard let scan, !analysis.deals.isEmpty || scan.hits.contains(where: isDeal) else {
            return (analysis, nil)
        }
        let sums = reading?.sums ?? AmountScanner.scan(scan.text, language: scan.language)
        return (analysis, StorySketch(scan, lexicon: lexicon, amounts: sums))
    }

    private func isDeal(_ hit: CueHit) -> Bool {
        if case .frame = lexicon.cues[hit.cue].label { true } else { false }
    }

    /// The analysis with what it was made from: nothing of an empty story, no reading of one about other things.
    private func examine(
        _ title: String, _ text: String, _ language: Language?, _ published: Date
    ) -> (analysis: StoryAnalysis, scan: StoryScan?, reading: StoryReading?) {
        let parts = StoryText(title: title, text: text)
        let (detected, confidence) = lexicon.languageDetector.detect(parts.folded, prior: language)
        var analysis = StoryAnalysis(
            language: detected, languageConfidence: confidence,
            lexiconVersion: version)
        guard let (scan, quotes) = scan(parts, detected) else { return (analysis, nil, nil) }
        let relevance = RelevanceJudge(lexicon: lexicon, scan: scan, quotes: quotes).verdict()
        analysis.isRelevant = relevance.isRelevant
        analysis.relevanceConfidence = relevance.confidence
        guard relevance.isRelevant else { return (analysis, scan, nil) }
        analysis.evidence = relevance.evidence
        let reading = StoryReading(
            lexicon: lexicon, scan: scan, quotes: quotes, day: CalendarDay(published))
        label(&analysis, reading)
        return (analysis, scan, reading)
    }

    /// What the relevance model sees in a story; nil for an empty one.
    func relevanceFeatures(of story: GoldStory) -> FeatureVector? {
        let parts = StoryText(title: story.title, text: story.text)
        let detected = lexicon.languageDetector.detect(parts.folded, prior: story.language).language
        return scan(parts, detected).map {
            RelevanceJudge(lexicon: lexicon, scan: $0.0, quotes: $0.1).features()
        }
    }

    /// What the models see in a story of the industry; nil for an empty one.
    func reading(
        title: String, text: String, language: Language?, published: Date, titleIsSilent: Bool = false
    ) -> StoryReading? {
        let parts = StoryText(title: title, text: text)
        let detected = lexicon.languageDetector.detect(parts.folded, prior: language).language
        guard let (scan, quotes) = scan(parts, detected) else { return nil }
        return StoryReading(
            lexicon: lexicon, scan: scan, quotes: quotes, day: CalendarDay(published),
            titleIsSilent: titleIsSilent)
    }

    func scan(_ parts: StoryText, _ language: Language) -> (StoryScan, EvidenceMaker)? {
        let sentences = SentenceSplitter.split(parts.folded, titleEnd: parts.titleEnd)
        guard !sentences.isEmpty else { return nil }
        let quotes = EvidenceMaker(
            text: parts.folded, sentences: sentences, titleBytes: parts.titleBytes, textStart: parts.textStart
        )
        return (finder.scan(parts.folded, sentences: sentences, language: language), quotes)
    }

    private func label(_ analysis: inout StoryAnalysis, _ reading: StoryReading) {
        let deals = DealAssembler(lexicon: lexicon, reading: reading).deals()
        let camp = CampJudge(lexicon: lexicon, reading: reading).verdict(deals)
        analysis.deals = deals.told
        analysis.dealTypes = deals.told.reduce(into: []) { if !$0.contains($1.type) { $0.append($1.type) } }
        analysis.primary = deals.told.first?.type ?? .none
        analysis.camp = camp.camp
        analysis.campConfidence = camp.confidence
        analysis.evidence += camp.evidence
        let shifts = ShiftReader(
            lexicon: lexicon, scan: reading.scan, day: reading.day, quotes: reading.quotes
        )
        .shifts()
        analysis.shifts = shifts.map(\.shift)
        analysis.evidence += shifts.map(\.evidence)
    }
}

/// A story's title and text as one folded text.
struct StoryText {
    let folded: FoldedText
    /// Folded bytes of the title; 0 without one.
    let titleEnd: Int
    /// Original bytes of the title.
    let titleBytes: Int
    /// Original byte at which the text starts.
    let textStart: Int

    init(title: String, text: String) {
        titleBytes = title.utf8.count
        textStart = title.isEmpty ? 0 : titleBytes + 1
        folded = FoldedText(title.isEmpty ? text : title + "\n" + text)
        let boundary = titleBytes
        titleEnd = title.isEmpty ? 0 : folded.source.firstIndex { Int($0) >= boundary } ?? folded.bytes.count
    }
}
