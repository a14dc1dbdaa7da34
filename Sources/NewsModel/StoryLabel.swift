/// What a person has said about a story, in place of what the analysis says; nil where nothing was said.
package struct StoryLabel: Hashable, Sendable, Codable {
    package var relevant: Bool?
    package var camp: Camp?
    /// `DealType.none` for a story that announces no deal.
    package var primary: DealType?
    /// Types of deals that the story does not report.
    package var rejected: [DealType]?
    /// Numbers of the deals that a person has called none when this story told of them.
    package var rejectedDeals: [Int64]?
    /// The deals as they were when a person called them right, without evidence; they teach, and are not applied.
    package var deals: [DealReport]?

    package init(
        relevant: Bool? = nil, camp: Camp? = nil, primary: DealType? = nil, rejected: [DealType]? = nil,
        rejectedDeals: [Int64]? = nil, deals: [DealReport]? = nil
    ) {
        self.relevant = relevant
        self.camp = camp
        self.primary = primary
        self.rejected = rejected
        self.rejectedDeals = rejectedDeals
        self.deals = deals
    }

    /// The labels of an analysis as a person finds them right.
    package init(accepting analysis: StoryAnalysis) {
        self.init(relevant: analysis.isRelevant)
        guard analysis.isRelevant else { return }
        camp = analysis.camp
        primary = analysis.primary
        deals = analysis.deals.map { report in
            var report = report
            report.evidence = []
            return report
        }
    }

    /// What was said first and later; the later word counts.
    package func adding(_ later: StoryLabel) -> StoryLabel {
        let saysMore = later.camp != nil || later.announces != nil
        var types = Set((rejected ?? []) + (later.rejected ?? []))
        if let type = later.announces { types.remove(type) }
        let none = Set((rejectedDeals ?? []) + (later.rejectedDeals ?? []))
        let speaksOfDeals = later.primary != nil || later.rejected != nil || later.relevant == false
        return StoryLabel(
            relevant: later.relevant ?? (saysMore ? true : relevant), camp: later.camp ?? camp,
            primary: later.primary ?? primary,
            rejected: types.isEmpty ? nil : types.sorted { $0.rawValue < $1.rawValue },
            rejectedDeals: none.isEmpty ? nil : none.sorted(),
            deals: later.deals ?? (speaksOfDeals ? nil : deals))
    }

    /// The type of deal that the story is said to announce.
    private var announces: DealType? { primary.flatMap { $0 == .none ? nil : $0 } }

    /// The story is said to tell of no deal at all.
    package var tellsNothing: Bool { relevant == false || primary == DealType.none }

    /// Whether a deal is said to be none of this story's.
    package func bars(_ deal: DealID, of type: DealType) -> Bool {
        rejectedDeals?.contains(deal.rawValue) == true || rejected?.contains(type) == true
    }

    /// Whether an earlier word took something from the analysis that this one asks for again.
    package func undoes(_ earlier: StoryLabel) -> Bool {
        (earlier.tellsNothing && !tellsNothing) || !Set(earlier.rejected ?? []).isSubset(of: rejected ?? [])
    }

    /// The analysis as it is with the person's word in it; what was said is certain.
    package func applied(to analysis: StoryAnalysis) -> StoryAnalysis {
        var corrected = analysis
        if relevant == false { return corrected.asIrrelevant }
        if relevant == true || camp != nil || announces != nil {
            corrected.isRelevant = true
            corrected.relevanceConfidence = 1
        }
        if let camp {
            corrected.camp = camp
            corrected.campConfidence = 1
        }
        for type in rejected ?? [] { corrected.drop(type) }
        if let primary { corrected.announce(primary) }
        return corrected
    }
}

extension StoryAnalysis {
    fileprivate var asIrrelevant: StoryAnalysis {
        var analysis = StoryAnalysis(
            language: language, languageConfidence: languageConfidence, lexiconVersion: lexiconVersion)
        analysis.evidence = evidence.filter { !$0.label.hasPrefix("camp") }
        return analysis
    }

    fileprivate mutating func drop(_ type: DealType) {
        deals.removeAll { $0.type == type }
        dealTypes.removeAll { $0 == type }
        if primary == type { primary = dealTypes.first ?? .none }
    }

    fileprivate mutating func announce(_ type: DealType) {
        guard type != .none else {
            (deals, dealTypes, primary) = ([], [], .none)
            return
        }
        primary = type
        // A type without a deal stands there because an earlier label put it there.
        dealTypes =
            [type] + dealTypes.filter { other in other != type && deals.contains { $0.type == other } }
        deals = deals.filter { $0.type == type } + deals.filter { $0.type != type }
    }
}
