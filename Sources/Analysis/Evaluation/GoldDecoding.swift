import NewsModel

extension CodingUserInfoKey {
    /// The keys that a line must have, as `Set<String>`.
    ///
    /// The initialiser fails for no string; an empty fallback would only mean that nothing is required.
    static let requiredGoldKeys = CodingUserInfoKey(rawValue: "required gold keys")
}

extension GoldStory: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, url, lang, published, title, text, relevant, camp
        case dealTypes = "deal_types"
        case primary, deals, shifts, note
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        try GoldStory.checkRequired(fields, decoder)
        id = try fields.decode(String.self, forKey: .id)
        url = try fields.decodeIfPresent(String.self, forKey: .url)
        lang = try fields.decodeIfPresent(String.self, forKey: .lang)
        published = try fields.decodeIfPresent(String.self, forKey: .published)
        title = try fields.decodeIfPresent(String.self, forKey: .title) ?? ""
        text = try fields.decodeIfPresent(String.self, forKey: .text) ?? ""
        relevant = try fields.decodeIfPresent(Bool.self, forKey: .relevant) ?? false
        camp = try fields.decodeIfPresent(Camp.self, forKey: .camp)
        dealTypes = try fields.decodeIfPresent([DealType].self, forKey: .dealTypes) ?? []
        primary = try fields.decodeIfPresent(DealType.self, forKey: .primary) ?? .none
        deals = try fields.decodeIfPresent([GoldDeal].self, forKey: .deals) ?? []
        shifts = try fields.decodeIfPresent([CampShift].self, forKey: .shifts) ?? []
        note = try fields.decodeIfPresent(String.self, forKey: .note)
        try checkPublished(fields)
    }

    private static func checkRequired(
        _ fields: KeyedDecodingContainer<CodingKeys>, _ decoder: any Decoder
    ) throws {
        let required =
            CodingUserInfoKey.requiredGoldKeys.flatMap { decoder.userInfo[$0] as? Set<String> } ?? []
        for key in CodingKeys.allCases where required.contains(key.rawValue) && !fields.contains(key) {
            throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "missing"))
        }
    }

    private func checkPublished(_ fields: KeyedDecodingContainer<CodingKeys>) throws {
        guard let published, publishedDate == nil else { return }
        throw DecodingError.dataCorruptedError(
            forKey: .published, in: fields,
            debugDescription: "“\(published)” is neither YYYY-MM-DD nor an ISO 8601 time")
    }
}

extension GoldDeal: Decodable {
    private enum CodingKeys: String, CodingKey {
        case type, status, main, parties, amount, valuation, quantity
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = try fields.decode(DealType.self, forKey: .type)
        status = try fields.decodeIfPresent(String.self, forKey: .status)
        main = try fields.decodeIfPresent(Bool.self, forKey: .main) ?? false
        parties = try fields.decodeIfPresent([Party].self, forKey: .parties) ?? []
        amount = try fields.decodeIfPresent(Amount.self, forKey: .amount)
        valuation = try fields.decodeIfPresent(Amount.self, forKey: .valuation)
        quantity = try fields.decodeIfPresent(Quantity.self, forKey: .quantity)
    }
}
