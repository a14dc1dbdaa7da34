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
            case .name(.primary, let names) where names.count == 1:
                query.primary = query.primary ?? DealType(rawValue: names[0])
            case .name(.party, let names), .name(.shift, let names):
                query.involved = query.involved ?? id(of: names)
            case .money(.amount, _, _): query.hasSum = true
            case .text(_, let phrase): query.text = query.text ?? phrase.searchText
            default: break
            }
        }
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
                // A product may be rounded in another order.
                if comparison.isFromBelow { query.leastDollars = dollars.map { $0 - abs($0) * 1e-9 } }
                if comparison.isFromAbove { query.mostDollars = dollars.map { $0 + abs($0) * 1e-9 } }
            case .number(.confidence, let comparison, let number) where comparison.isFromBelow:
                query.leastConfidence = number
            case .number(.outlets, let comparison, let number) where comparison.isFromBelow:
                query.leastOutlets = number
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
