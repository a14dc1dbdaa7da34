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

    /// Analyses one story; `language` is what the feed states, `published` decides dated camps.
    package func analyze(title: String, text: String, language: Language?, published: Date) -> StoryAnalysis {
        let parts = StoryText(title: title, text: text)
        let (detected, confidence) = LanguageDetector.detect(parts.folded, prior: language)
        var analysis = StoryAnalysis(
            language: detected, languageConfidence: confidence, lexiconVersion: lexicon.version)
        let sentences = SentenceSplitter.split(parts.folded, titleEnd: parts.titleEnd)
        guard !sentences.isEmpty else { return analysis }
        let scan = finder.scan(parts.folded, sentences: sentences, language: detected)
        let quotes = EvidenceMaker(
            text: parts.folded, sentences: sentences, titleBytes: parts.titleBytes, textStart: parts.textStart
        )

        let relevance = RelevanceJudge(lexicon: lexicon, scan: scan, quotes: quotes).verdict()
        analysis.isRelevant = relevance.isRelevant
        analysis.relevanceConfidence = relevance.confidence
        guard relevance.isRelevant else { return analysis }
        analysis.evidence = relevance.evidence
        label(&analysis, scan, quotes, CalendarDay(published))
        return analysis
    }

    private func label(
        _ analysis: inout StoryAnalysis, _ scan: StoryScan, _ quotes: EvidenceMaker, _ day: CalendarDay
    ) {
        let background = BackgroundReader(lexicon: lexicon).sentences(of: scan, day: day)
        let amounts = SentenceAmounts(
            AmountScanner.scan(scan.text, language: scan.language), sentences: scan.sentences)
        let frames = FrameReader(lexicon: lexicon, scan: scan, background: background, amounts: amounts)
        let clusters = CandidateMerger(lexicon: lexicon).clusters(frames.candidates())
        let reports = DealAssembler(lexicon: lexicon, scan: scan, amounts: amounts, quotes: quotes).reports(
            clusters)
        let camp = CampJudge(lexicon: lexicon, scan: scan, day: day, background: background, quotes: quotes)
            .verdict(reports)
        analysis.deals = reports
        analysis.dealTypes = reports.reduce(into: []) { if !$0.contains($1.type) { $0.append($1.type) } }
        analysis.primary = reports.first?.type ?? .none
        analysis.camp = camp.camp
        analysis.campConfidence = camp.confidence
        analysis.evidence += camp.evidence
        let shifts = ShiftReader(lexicon: lexicon, scan: scan, day: day, quotes: quotes).shifts()
        analysis.shifts = shifts.map(\.shift)
        analysis.evidence += shifts.map(\.evidence)
    }
}

/// A story's title and text as one folded text.
private struct StoryText {
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
