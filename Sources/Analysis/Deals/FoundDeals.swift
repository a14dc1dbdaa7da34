import NewsModel

/// The deals of one story.
struct FoundDeals {
    /// The least probability of news for which a deal is looked at; chosen by cross-validation of the camps.
    static let least = 0.05
    /// More would hardly change what the likeliest show.
    private static let mostUnsure = 4

    /// What is reported, the surest first.
    let told: [DealReport]
    /// What may be news and is not reported, the likeliest first: it still shows whom the story serves.
    let unsure: [UnsureDeal]

    /// The unsure deals are the possible ones of which no report tells.
    init(told: [DealReport], possible: [UnsureDeal]) {
        self.told = told
        let untold = possible.filter { !$0.parties.isEmpty && !$0.isPart(ofAny: told) }
        unsure = Array(untold.sorted { $0.probability > $1.probability }.prefix(Self.mostUnsure))
    }
}

/// A deal that may be news and is not told: its cues or its parties are too unsure.
struct UnsureDeal {
    var type: DealType
    var parties: [Party]
    /// That it is news.
    var probability: Double

    /// Whether a report tells a deal of this type by one of its parties.
    fileprivate func isPart(ofAny reports: [DealReport]) -> Bool {
        let names = Set(parties.map(\.id))
        return reports.contains { $0.type == type && !names.isDisjoint(with: $0.parties.map(\.id)) }
    }
}
