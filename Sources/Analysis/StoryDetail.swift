package import NewsModel

/// Everything that the analysis saw in one story, whether or not a label follows from it.
///
/// Offsets count Unicode scalars of title and text joined by one line break (of the text alone without a title).
package struct StoryDetail: Sendable {
    package struct Span: Hashable, Sendable {
        package var text: String
        package var start: Int
        package var end: Int
    }

    package enum MentionKind: String, Sendable {
        case company, product, person
    }

    package struct NamedMention: Hashable, Sendable {
        /// The party that it stands for.
        package var id: String
        package var kind: MentionKind
        package var span: Span
    }

    package struct Sum: Sendable {
        package var mention: AmountMention
        package var span: Span
    }

    package struct Cue: Hashable, Sendable {
        /// What it speaks for: "relevant", "camp:open", "deal:investment", "status:rumoured", "background".
        package var label: String
        package var span: Span
        /// As the lexicon states it; negative for what speaks against the subject.
        package var weight: Double
    }

    package var language: Language
    package var languageConfidence: Double
    package var mentions: [NamedMention]
    package var amounts: [Sum]
    package var cues: [Cue]
}

extension Analyzer {
    /// What stands in a text, for stories of the industry and others alike.
    package func detail(title: String, text: String, language: Language?) -> StoryDetail {
        let parts = StoryText(title: title, text: text)
        let (detected, confidence) = lexicon.languageDetector.detect(parts.folded, prior: language)
        var detail = StoryDetail(
            language: detected, languageConfidence: confidence, mentions: [], amounts: [], cues: [])
        guard let (scan, quotes) = scan(parts, detected) else { return detail }
        detail.mentions = scan.mentions.map { mention in
            let entity = scan.entity(mention.entity)
            let kind: StoryDetail.MentionKind =
                entity.kind == .person ? .person : mention.isProduct ? .product : .company
            return .init(id: entity.id, kind: kind, span: quotes.span(mention.range))
        }
        detail.amounts = AmountScanner.scan(scan.text, language: detected).map {
            .init(mention: $0, span: quotes.span($0.range))
        }
        detail.cues = scan.hits.map { hit in
            let cue = lexicon.cues[hit.cue]
            return .init(
                label: lexicon.written(cue.label), span: quotes.span(hit.range),
                weight: cue.label == .irrelevant ? -cue.weight : cue.weight)
        }
        return detail
    }
}

extension Lexicon {
    /// A cue's label as evidence writes it.
    func written(_ label: CueLabel) -> String {
        switch label {
        case .relevant, .irrelevant: "relevant"
        case .camp(let camp): "camp:\(camp.rawValue)"
        case .status(let status): "status:\(status.rawValue)"
        case .background: "background"
        case .essay: "essay"
        case .addition: "addition"
        case .negation: "negation"
        case .attribution: "attribution"
        case .shift(let camp): "shift:\(camp.rawValue)"
        case .frame(let number): "deal:\(frames[number].type.rawValue)"
        }
    }
}
