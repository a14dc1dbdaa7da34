import GRDB
import NewsModel

extension Story {
    /// What `init(row:)` needs; conditions and order follow it.
    static let select: StaticString = """
        SELECT s.id, s.feed_id, f.title AS feed_title, s.title, s.text, s.text_source, s.link, s.published,
            s.date_doubted,
            s.first_seen, s.revision, s.analysis, s.forgotten_at
        FROM stories s JOIN feeds f ON f.id = s.feed_id
        """

    init(row: Row) throws {
        self.init(
            id: StoryID(rawValue: row["id"]), feed: FeedID(rawValue: row["feed_id"]),
            feedTitle: row["feed_title"], title: row["title"], text: row["text"],
            textSource: try row.value("text_source"), link: row["link"],
            published: row.requiredDate("published"), isDateDoubted: row["date_doubted"],
            firstSeen: row.requiredDate("first_seen"),
            revision: row["revision"],
            analysis: try StoredJSON.value(StoryAnalysis.self, from: row["analysis"]),
            forgotten: row.date("forgotten_at"))
    }

    static func fetch(_ db: Database, id: StoryID) throws -> Story? {
        try Row.fetchOne(
            db.cachedStatement(sql: select.description + " WHERE s.id = ?"), arguments: [id.rawValue]
        ).map(Story.init(row:))
    }
}

extension StoryAnalysis {
    /// The columns that repeat parts of the analysis for queries, and the analysis itself.
    func arguments() throws -> StatementArguments {
        [
            "language": language.rawValue, "isRelevant": isRelevant, "camp": camp.rawValue,
            "campConfidence": campConfidence.asProbability, "primaryType": primary.rawValue,
            "analysis": try StoredJSON.text(self),
        ]
    }
}
