import GRDB
package import NewsModel

/// What a stored story is recognised by when its feed gives it another key.
package struct KnownStory: Hashable, Sendable {
    package var id: StoryID
    package var title: String
    package var canonicalLink: String?
    /// Its beginning.
    package var text: String
    package var textSource: TextSource

    /// Characters of the text that are given.
    fileprivate static let beginning = 2_000

    package init(
        id: StoryID, title: String, canonicalLink: String?, text: String = "", textSource: TextSource = .feed
    ) {
        self.id = id
        self.title = title
        self.canonicalLink = canonicalLink
        self.text = text
        self.textSource = textSource
    }
}

extension Store {
    /// The keys among `keys` that the feed has never used.
    package func newKeys(feed: FeedID, among keys: [String]) async throws(StoreError) -> Set<String> {
        Set(keys).subtracting(try await hashes(feed: feed, keys: keys).keys)
    }

    /// The feed's own stories, those published last first.
    package func knownStories(of feed: FeedID, limit: Int) async throws(StoreError) -> [KnownStory] {
        try await read("list the stories of a feed") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, title, canonical_link, substr(text, 1, \(KnownStory.beginning)) AS text, text_source
                    FROM stories WHERE feed_id = ?
                    ORDER BY published DESC, id DESC LIMIT ?
                    """,
                arguments: [feed.rawValue, max(0, limit)]
            ).map { row in
                KnownStory(
                    id: StoryID(rawValue: row["id"]), title: row["title"],
                    canonicalLink: row["canonical_link"], text: row["text"],
                    textSource: TextSource(rawValue: row["text_source"]) ?? .feed)
            }
        }
    }
}
