/// What a person has said about a story, in place of what the analysis says; nil where nothing was said.
package struct StoryLabel: Hashable, Sendable, Codable {
    package var relevant: Bool?
    package var camp: Camp?
    /// `DealType.none` for a story that announces no deal.
    package var primary: DealType?
    /// Types of deals that the story does not report.
    package var rejected: [DealType]?

    package init(
        relevant: Bool? = nil, camp: Camp? = nil, primary: DealType? = nil, rejected: [DealType]? = nil
    ) {
        self.relevant = relevant
        self.camp = camp
        self.primary = primary
        self.rejected = rejected
    }

    /// What was said first and later; the later word counts.
    package func adding(_ later: StoryLabel) -> StoryLabel {
        let types = (rejected ?? []) + (later.rejected ?? [])
        return StoryLabel(
            relevant: later.relevant ?? relevant, camp: later.camp ?? camp, primary: later.primary ?? primary,
            rejected: types.isEmpty ? nil : Set(types).sorted { $0.rawValue < $1.rawValue })
    }

    /// The analysis as it is with the person's word in it; what was said is certain.
    package func applied(to analysis: StoryAnalysis) -> StoryAnalysis {
        var corrected = analysis
        if relevant == false { return corrected.asIrrelevant }
        if relevant == true || camp != nil || primary.map({ $0 != .none }) == true {
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
        dealTypes = [type] + dealTypes.filter { $0 != type }
        deals = deals.filter { $0.type == type } + deals.filter { $0.type != type }
    }
}
