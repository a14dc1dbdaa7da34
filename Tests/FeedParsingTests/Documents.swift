@testable import FeedParsing

/// Short forms for feeds written in tests.
enum Documents {
    static let url = "https://news.example/feeds/all.xml"

    static func parse(
        _ text: String, contentType: String? = nil, limits: ParsingLimits = .standard
    ) throws(FeedParsingError) -> ParsedFeed {
        try FeedParser.parse(Array(text.utf8), contentType: contentType, url: url, limits: limits)
    }

    /// An RSS 2.0 channel around the given elements, with the usual namespaces.
    static func rss(_ inner: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
          xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
          xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
        <channel><title>Camp notes</title><link>https://news.example/</link>\(inner)</channel></rss>
        """
    }

    /// The only entry of an RSS channel with one item of the given elements.
    static func item(_ inner: String) throws -> ParsedEntry {
        let feed = try parse(rss("<item>\(inner)</item>"))
        return try onlyEntry(feed)
    }

    static func atom(_ inner: String) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom"><title>Camp notes</title><id>urn:camp</id>\(inner)</feed>
        """
    }

    static func atomEntry(_ inner: String) throws -> ParsedEntry {
        try onlyEntry(parse(atom("<entry>\(inner)</entry>")))
    }

    struct NotOneEntry: Error { var count: Int }

    static func onlyEntry(_ feed: ParsedFeed) throws -> ParsedEntry {
        guard feed.entries.count == 1 else { throw NotOneEntry(count: feed.entries.count) }
        return feed.entries[0]
    }
}
