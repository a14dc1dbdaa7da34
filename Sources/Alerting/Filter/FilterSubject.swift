package import NewsModel

/// What a filter is asked about: a deal, a story, or a deal as one story reports it.
package struct FilterSubject: Hashable, Sendable {
    package var camp: Camp
    /// `DealType.none` for a story without a deal.
    package var dealType: DealType
    package var primary: DealType
    package var status: DealStatus?
    package var parties: [Party]
    package var amount: Amount?
    package var valuation: Amount?
    package var confidence: Double
    package var outletCount: Int
    package var language: Language
    package var feedTitle: String
    package var folder: String
    package var title: String
    package var text: String
    package var shifts: [CampShift]
    /// Set only where a change of a deal is asked about.
    package var kind: DealChange.Kind?
    /// Whether the deal is part of a circle of money with deals that are known (`CycleCheck`); asked for
    /// where `Filter.asksAboutCycle`.
    package var closesCycle: Bool

    /// A deal, with the words of one story that reports it; without a story there is no text to match.
    ///
    /// The folder is that of the story's feed.
    package init(
        deal: Deal, story: Story?, folder: String, kind: DealChange.Kind? = nil, closesCycle: Bool = false
    ) {
        camp = deal.camp
        dealType = deal.type
        primary = story?.analysis.primary ?? deal.type
        status = deal.status
        parties = deal.parties
        amount = deal.amount
        valuation = deal.valuation
        confidence = deal.confidence
        outletCount = deal.outletCount
        language = story?.analysis.language ?? deal.firstLanguage
        feedTitle = story?.feedTitle ?? deal.firstOutlet
        self.folder = folder
        title = story?.title ?? ""
        text = story?.text ?? ""
        shifts = story?.analysis.shifts ?? []
        self.kind = kind
        self.closesCycle = closesCycle
    }

    /// The subjects of a story: one for each deal that it reports, or one without a deal.
    ///
    /// A story fulfils a filter when one of them does, so that `deal = investment and amount >= 1e9 USD`
    /// asks for both in the same deal.
    package static func subjects(
        of story: Story, folder: String, closesCycle: (DealReport) -> Bool = { _ in false }
    ) -> [FilterSubject] {
        let reports = story.analysis.deals
        if reports.isEmpty {
            return [FilterSubject(story: story, report: nil, folder: folder, closesCycle: false)]
        }
        return reports.map {
            FilterSubject(story: story, report: $0, folder: folder, closesCycle: closesCycle($0))
        }
    }

    private init(story: Story, report: DealReport?, folder: String, closesCycle: Bool) {
        camp = story.analysis.camp
        dealType = report?.type ?? .none
        primary = story.analysis.primary
        status = report?.status
        parties = report?.parties ?? []
        amount = report?.amount
        valuation = report?.valuation
        confidence = report?.confidence ?? story.analysis.campConfidence
        outletCount = 1
        language = story.analysis.language
        feedTitle = story.feedTitle
        self.folder = folder
        title = story.title
        text = story.text
        shifts = story.analysis.shifts
        kind = nil
        self.closesCycle = closesCycle
    }
}

extension FilterSubject {
    /// A feed in `News/Asia` is in `News` as well; one in no folder is in "none".
    static func folderNames(_ folder: String) -> [String] {
        var paths: [String] = []
        for part in folder.split(separator: "/") {
            paths.append(paths.last.map { "\($0)/\(part)" } ?? String(part))
        }
        return paths.isEmpty ? ["none"] : paths
    }
}
