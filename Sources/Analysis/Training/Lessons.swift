import FoundationEssentials
package import NewsModel

/// What of a story's labels a person has said; of the rest they only repeat the analysis, which must not teach itself.
package struct Lessons: Hashable, Sendable {
    package var relevance: Bool
    package var camp: Bool
    package var primary: Bool
    /// Types of which it was said whether the story reports such a deal; nil for all types.
    package var types: Set<DealType>?
    /// Parties, status and sums of the deals.
    package var records: Bool

    package static let all = Lessons(relevance: true, camp: true, primary: true, types: nil, records: true)

    func teach(_ type: DealType) -> Bool { types?.contains(type) ?? true }
}

extension GoldStory {
    /// A stored story as a person has labelled it.
    package init(_ story: Story, label: StoryLabel) {
        self.init(id: "story-\(story.id)", title: story.title, text: story.text)
        let analysis = label.applied(to: story.analysis)
        let announced = label.primary.flatMap { $0 == .none ? nil : $0 }
        url = story.link
        lang = story.analysis.language.rawValue
        published = story.published.formatted(.iso8601)
        relevant = analysis.isRelevant
        camp = analysis.camp
        primary = analysis.primary
        dealTypes = analysis.dealTypes
        deals = (label.deals ?? analysis.deals).map(GoldDeal.init(report:))
        shifts = analysis.shifts
        // What it announces is news, though nothing of the kind was found.
        if let announced, !deals.contains(where: { $0.type == announced }) {
            deals.append(GoldDeal(type: announced, parties: []))
        }
        let isWhole = label.tellsNothing || label.deals != nil
        lessons = Lessons(
            relevance: label.relevant != nil || label.camp != nil || announced != nil,
            camp: label.camp != nil || label.relevant == false,
            primary: label.primary != nil || label.relevant == false,
            types: isWhole ? nil : Set((label.rejected ?? []) + [announced].compactMap(\.self)),
            records: label.deals != nil)
    }

    /// A prediction with what nobody has said taken from here, so that only the rest is scored.
    func asked(_ prediction: GoldStory) -> GoldStory {
        guard lessons != .all else { return prediction }
        var asked = prediction
        if !lessons.relevance { asked.relevant = relevant }
        if !lessons.camp { asked.camp = camp }
        if !lessons.primary { asked.primary = primary }
        asked.dealTypes =
            dealTypes.filter { !lessons.teach($0) } + prediction.dealTypes.filter(lessons.teach)
        if !lessons.records { asked.deals = deals }
        return asked
    }
}
