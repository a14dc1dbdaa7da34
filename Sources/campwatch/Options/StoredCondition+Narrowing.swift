import Alerting
import NewsModel
import Persistence

/// What a filter asks outright is asked of the database, whose indexes find it; the filter has the last word on all of it.
extension StoredCondition {
    func narrowed(_ query: StoryQuery, in store: Store) async throws -> StoryQuery {
        var query = query
        for condition in filter.musts {
            switch condition {
            case .name(.camp, let names) where names.count == 1:
                query.camp = query.camp ?? Camp(rawValue: names[0])
            case .name(.deal, let names) where names.count == 1 && names[0] != "none":
                query.dealType = query.dealType ?? DealType(rawValue: names[0])
            case .name(.language, let names) where names.count == 1:
                query.language = query.language ?? language(names[0])
            case .name(.feed, let names) where names.count == 1:
                let feed = try await feed(titled: names[0], in: store)
                query.feed = query.feed ?? feed
            case .text(_, let phrase): query.text = query.text ?? phrase.searchText
            // A story that is told alone has one outlet.
            case .number(.outlets, let comparison, let number) where !comparison.holds(1, number):
                query.limit = 0
            default: break
            }
        }
        // Of the others not every confidence is kept.
        query.facts = FactCondition.all(of: filter, withConfidence: query.isRelevant == true)
        return query
    }

    func narrowed(_ query: DealQuery, in store: Store) async throws -> DealQuery {
        var query = query
        for condition in filter.musts {
            switch condition {
            case .name(.camp, let names) where names.count == 1:
                query.camp = query.camp ?? Camp(rawValue: names[0])
            case .name(.deal, let names) where names.count == 1:
                query.type = query.type ?? DealType(rawValue: names[0])
            case .name(.status, let names) where names.count == 1:
                query.status = query.status ?? DealStatus(rawValue: names[0])
            case .name(.party, let names): query.party = query.party ?? id(of: names)
            case .name(.language, let names) where names.count == 1: query.language = language(names[0])
            case .name(.feed, let names) where names.count == 1:
                query.feed = try await feed(titled: names[0], in: store)
            case .money(.amount, let comparison, let amount):
                let dollars = CurrencyRates.dollars(amount)
                if comparison.isFromBelow { query.leastDollars = dollars?.justBelow }
                if comparison.isFromAbove { query.mostDollars = dollars?.justAbove }
            case .number(.confidence, let comparison, let number) where comparison.isFromBelow:
                query.leastConfidence = number
            case .number(.outlets, let comparison, let number) where comparison.isFromBelow:
                query.leastOutlets = number
            case .name(.shift, let names): query.facts += FactCondition.word(.shift, names)
            case .name(.primary, let names): query.facts += FactCondition.word(.primary, names)
            default: break
            }
        }
        return query
    }

    /// The language of a tag in lower case.
    private func language(_ tag: String) -> Language? {
        Language.allCases.first { $0.rawValue.lowercased() == tag }
    }

    /// The one feed of a title; nil where several have it.
    private func feed(titled title: String, in store: Store) async throws -> FeedID? {
        let feeds = try await storeResult { try await store.feeds(titled: title) }
        return feeds.count == 1 ? feeds[0] : nil
    }

    /// The id of the one party that a condition names, as it is stored.
    private func id(of names: [String]) -> String? {
        guard names.count == 1, names[0] != "none" else { return nil }
        let spellings = parties.filter { $0.lowercased() == names[0] }
        let isPlain = names[0].unicodeScalars.allSatisfy { $0 != "\"" && $0 != "\\" && $0.value >= 0x20 }
        return spellings.count == 1 && isPlain ? spellings.first : nil
    }
}

extension FactCondition {
    /// What every story that fulfils a filter must have; `withConfidence` where all of them have one.
    fileprivate static func all(of filter: Filter, withConfidence: Bool) -> [FactCondition] {
        var words: [FactCondition] = []
        var bounds: [StoryFact: (least: Double, most: Double)] = [:]
        func bound(_ fact: StoryFact, _ comparison: FilterCondition.Comparison, _ number: Double?) {
            guard let number else { return }
            var range = bounds[fact] ?? (-.infinity, .infinity)
            if comparison.isFromBelow { range.least = max(range.least, number.justBelow) }
            if comparison.isFromAbove { range.most = min(range.most, number.justAbove) }
            bounds[fact] = range
        }
        for condition in filter.musts {
            switch condition {
            case .name(.party, let names): words += word(.party, names)
            case .name(.shift, let names): words += word(.shift, names)
            case .name(.status, let names): words += word(.status, names)
            case .name(.primary, let names): words += word(.primary, names)
            case .money(.amount, let comparison, let sum):
                bound(.amount, comparison, CurrencyRates.dollars(sum))
            case .money(.valuation, let comparison, let sum):
                bound(.valuation, comparison, CurrencyRates.dollars(sum))
            case .number(.confidence, let comparison, let number) where withConfidence:
                bound(.confidence, comparison, number)
            default: break
            }
        }
        return words + bounds.map { .number($0.key, from: $0.value.least, to: $0.value.most) }
    }

    /// Nothing where a name counts, too, that is beside no story.
    fileprivate static func word(_ fact: StoryFact, _ names: [String]) -> [FactCondition] {
        StoryFact.usual.isDisjoint(with: names) ? [.word(fact, oneOf: names)] : []
    }
}

extension Double {
    /// Bounds that lose nothing to a product that was rounded in another order.
    fileprivate var justBelow: Double { self - abs(self) * 1e-9 }
    fileprivate var justAbove: Double { self + abs(self) * 1e-9 }
}

extension FilterCondition.Comparison {
    /// Whether what holds is not less, or not more, than the threshold.
    fileprivate var isFromBelow: Bool { [.equal, .greater, .greaterOrEqual].contains(self) }
    fileprivate var isFromAbove: Bool { [.equal, .less, .lessOrEqual].contains(self) }
}

extension Phrase {
    /// The shortest piece that the index of texts knows.
    private static let shortest = 3

    /// The phrase as a search, if that finds all that it occurs in.
    fileprivate var searchText: String? {
        guard let text = searchable, text.unicodeScalars.count >= Self.shortest, text.utf8.count <= 1_000,
            text.unicodeScalars.allSatisfy({ $0 != "\"" && $0.value >= 0x20 && $0.value != 0x7F }),
            !text.allSatisfy(\.isWhitespace)
        else { return nil }
        return "\"\(text)\""
    }
}
