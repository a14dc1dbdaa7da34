import Alerting
import NewsModel

extension Listing {
    /// Stories, one a line.
    init(stories: [Story], for terminal: Terminal) {
        table = TableFormatter(columns: [
            .init(title: "ID", isRightAligned: true), .init(title: "PUBLISHED"), .init(title: "LANG"),
            .init(title: "CAMP"), .init(title: "DEALS", flexibleTo: 10),
            .init(title: "TITLE", flexibleTo: 20),
            .init(title: "FEED", flexibleTo: 8, dropsBelow: Terminal.wide),
        ])
        rows = stories.map { Listing.cells($0, terminal) }
        csvHeader = [
            "id", "published", "language", "relevant", "camp", "camp_confidence", "primary", "deal_types",
            "feed_title", "title", "link",
        ]
        csvRows = stories.map(Listing.fields)
        json = stories.map(\.summaryJSON)
    }

    private static func cells(_ story: Story, _ terminal: Terminal) -> [TableFormatter.Cell] {
        let analysis = story.analysis
        let types = analysis.dealTypes.map(Words.type).joined(separator: ", ")
        return [
            .init(story.id.description), .init(TimeText.column(story.published, for: terminal), .dim),
            .init(analysis.language.rawValue),
            .init(analysis.isRelevant ? analysis.camp.rawValue : "–", Words.paint(analysis.camp)),
            .init(types.isEmpty ? "–" : types), .init(story.headline.safe),
            .init(story.feedTitle.safe, .dim),
        ]
    }

    private static func fields(_ story: Story) -> [String] {
        let analysis = story.analysis
        return [
            story.id.description, TimeText.machine(story.published), analysis.language.rawValue,
            String(analysis.isRelevant), analysis.camp.rawValue, Words.confidence(analysis.campConfidence),
            analysis.primary.rawValue, analysis.dealTypes.map(\.rawValue).joined(separator: " "),
            story.feedTitle, story.title,
            SafeText.link(story.link) ?? "",
        ]
    }
}
