import Analysis
import NewsModel

extension StoryDetail {
    /// What `analyze --detail` adds to a line.
    func members(_ analysis: StoryAnalysis) -> [OrderedJSON.Member] {
        OrderedJSON.memberList([
            "lang": .string(language.rawValue), "lang_confidence": .number(languageConfidence),
            "confidence": .members([
                "relevant": .number(analysis.relevanceConfidence), "camp": .number(analysis.campConfidence),
                "deals": .array(analysis.deals.map { .number($0.confidence) }),
            ]),
            "mentions": .array(mentions.map(\.json)), "amounts": .array(amounts.map(\.json)),
            "cues": .array(cues.map(\.json)),
        ])
    }
}

extension StoryDetail.NamedMention {
    fileprivate var json: OrderedJSON {
        .object(OrderedJSON.memberList(["id": .string(id), "kind": .string(kind.rawValue)]) + span.members)
    }
}

extension StoryDetail.Sum {
    fileprivate var json: OrderedJSON {
        .object(
            OrderedJSON.memberList([
                "kind": .string(mention.kind.rawValue), "value": .number(mention.value),
                "currency": mention.kind == .money ? .string(mention.currency) : nil,
                "unit": mention.kind == .money ? nil : .string(mention.unit),
                "bound": .string(mention.bound.rawValue), "per_year": mention.isPerYear ? .bool(true) : nil,
                "says": mention.hint == .none ? nil : .string(mention.hint.rawValue),
            ]) + span.members)
    }
}

extension StoryDetail.Cue {
    fileprivate var json: OrderedJSON {
        .object(
            OrderedJSON.memberList(["label": .string(label)]) + span.members
                + OrderedJSON.memberList(["weight": .number(weight)]))
    }
}

extension StoryDetail.Span {
    fileprivate var members: [OrderedJSON.Member] {
        OrderedJSON.memberList(["text": .string(text), "start": .integer(start), "end": .integer(end)])
    }
}
