import FeedParsing
import NewsModel

/// Turns parsed entries into the vocabulary: plain text, one key, a known language.
enum EntryMaker {
    /// A news story is a few KiB; a feed that carries books must not fill the database.
    private static let longestText = 65_536
    private static let longestTitle = 1_024

    static func entries(of parsed: ParsedFeed, subscribed language: Language?) -> [Entry] {
        let feedLanguage = parsed.feed.language.flatMap(Language.init(tag:)) ?? language
        return parsed.entries.map { entry in
            Entry(
                key: entry.id, title: (entry.plainTitle ?? "").cut(toBytes: longestTitle), link: entry.link,
                published: entry.published, updated: entry.updated, author: entry.author,
                text: (entry.plainBody ?? "").cut(toBytes: longestText),
                language: entry.language.flatMap(Language.init(tag:)) ?? feedLanguage,
                isSummary: entry.content.isEmpty)
        }
    }

    /// The text of a page as a story's text, no longer than one from a feed.
    static func text(_ text: String) -> String { text.cut(toBytes: longestText) }
}
