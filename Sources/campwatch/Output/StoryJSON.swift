import Analysis
import NewsModel

extension Story {
    /// What a list says of a story.
    var summaryJSON: OrderedJSON { .object(headMembers + analysis.labelMembers(withEvidence: false)) }

    /// The whole story with its text and all evidence.
    var fullMembers: [OrderedJSON.Member] {
        headMembers
            + [
                .init(key: "text", value: .string(text)),
                .init(key: "text_source", value: .string(textSource.rawValue)),
            ]
            + analysis.labelMembers(withEvidence: true)
    }

    /// The same with what people have said about it.
    func json(with said: SaidLabels) -> OrderedJSON {
        .object(fullMembers + [.init(key: "said", value: said.json)])
    }

    private var headMembers: [OrderedJSON.Member] {
        OrderedJSON.memberList([
            "id": .integer(Int(id.rawValue)), "title": .string(title), "link": link.map { .string($0) },
            "feed": .integer(Int(feed.rawValue)), "feed_title": .string(feedTitle),
            "language": .string(analysis.language.rawValue),
            "published": .string(TimeText.machine(published)),
            "date_doubted": isDateDoubted ? .bool(true) : nil,
            "first_seen": .string(TimeText.machine(firstSeen)), "revision": .integer(revision),
        ])
    }
}

extension StoryAnalysis {
    func labelMembers(withEvidence: Bool) -> [OrderedJSON.Member] {
        OrderedJSON.memberList([
            "relevant": .bool(isRelevant), "relevance_confidence": .number(relevanceConfidence),
            "camp": .string(camp.rawValue), "camp_confidence": .number(campConfidence),
            "deal_types": .strings(dealTypes.map(\.rawValue)), "primary": .string(primary.rawValue),
            "deals": .array(deals.map { $0.json(withEvidence: withEvidence) }),
            "shifts": .array(shifts.map(\.json)),
            "evidence": withEvidence ? .array(evidence.map(\.json)) : nil,
            "lexicon_version": .string(lexiconVersion),
        ])
    }
}

extension DealReport {
    func json(withEvidence: Bool) -> OrderedJSON {
        .members([
            "type": .string(type.rawValue), "status": .string(status.rawValue), "main": .bool(isMain),
            "parties": .array(parties.map(\.json)), "amount": amount?.json, "valuation": valuation?.json,
            "quantity": quantity?.json, "confidence": .number(confidence),
            "evidence": withEvidence ? .array(evidence.map(\.json)) : nil,
        ])
    }
}

extension Evidence {
    var json: OrderedJSON {
        .members([
            "label": .string(label), "field": .string(field.rawValue), "start": .integer(start),
            "end": .integer(end), "cue": .string(cue), "sentence": .string(sentence),
            "weight": .number(weight),
        ])
    }
}

extension Deal {
    var json: OrderedJSON {
        .members([
            "id": .integer(Int(id.rawValue)), "type": .string(type.rawValue),
            "status": .string(status.rawValue), "camp": .string(camp.rawValue),
            "parties": .array(parties.map(\.json)), "amount": amount?.json, "valuation": valuation?.json,
            "quantity": quantity?.json, "confidence": .number(confidence),
            "first_seen": .string(TimeText.machine(firstSeen)),
            "last_changed": .string(TimeText.machine(lastChanged)), "outlets": .integer(outletCount),
            "first_outlet": .string(firstOutlet), "first_language": .string(firstLanguage.rawValue),
        ])
    }
}
