import Analysis
import FoundationEssentials
import NewsModel
import TestSupport

extension FuzzTarget {
    /// The analysis of a story: the first line is the title, the rest the text.
    static let analysis = FuzzTarget("analysis") { bytes throws(BrokenPromise) in
        let analyzer: Analyzer
        switch loaded {
        case .success(let value): analyzer = value
        case .failure(let error): throw BrokenPromise(description: "the shipped lexicon loads: \(error)")
        }
        let story = String(decoding: bytes, as: UTF8.self)
        let title = String(story.prefix { $0 != "\n" })
        let text = String(story.dropFirst(title.count + 1))
        let published = Date(timeIntervalSince1970: 1_763_500_000)
        let found = analyzer.analyze(title: title, text: text, language: nil, published: published)
        let again = analyzer.analyze(title: title, text: text, language: nil, published: published)
        try promise(found == again, "an analysis is the same every time", story)
        try checkNumbers(found, story)
        for evidence in found.evidence + found.deals.flatMap(\.evidence) {
            try checkEvidence(evidence, in: evidence.field == .title ? title : text)
        }
    }

    private static let loaded = Result {
        Analyzer(lexicon: try Lexicon.load(directory: Repository.path("config")))
    }

    private static func checkNumbers(_ found: StoryAnalysis, _ story: String) throws(BrokenPromise) {
        let confidences =
            [found.languageConfidence, found.relevanceConfidence, found.campConfidence]
            + found.deals.map(\.confidence)
        try promise(confidences.allSatisfy { (0...1).contains($0) }, "confidences are 0 to 1", story)
        let amounts = found.deals.flatMap { [$0.amount, $0.valuation] }.compactMap(\.self)
        try promise(amounts.allSatisfy { $0.value.isFinite && $0.value >= 0 }, "sums are finite", story)
        if !found.isRelevant {
            try promise(found.deals.isEmpty && found.shifts.isEmpty, "no labels without relevance", story)
        }
    }

    private static func checkEvidence(_ evidence: Evidence, in field: String) throws(BrokenPromise) {
        let scalars = field.unicodeScalars
        let isInRange = evidence.start >= 0 && evidence.start <= evidence.end && evidence.end <= scalars.count
        try promise(isInRange, "evidence is in range", "\(evidence)")
        let cue = scalars.dropFirst(evidence.start).prefix(evidence.end - evidence.start)
        // Scalar by scalar: strings also compare equal when they are only canonically equivalent.
        try promise(
            cue.elementsEqual(evidence.cue.unicodeScalars), "a cue is what stands there",
            "\(evidence) in \(field)")
        try promise(evidence.weight.isFinite, "weights are finite", "\(evidence)")
        try promise(evidence.sentence.utf8.count < 10_000, "sentences are bounded", evidence.sentence)
    }
}
