package import FoundationEssentials

/// One item in a feed as published, its HTML already turned into plain text.
package struct Entry: Hashable, Sendable, Codable {
    /// Identifies the entry within its feed: guid, else link, else a hash of title and date.
    package var key: String
    package var title: String
    /// Absolute http(s) URL of the article, or nil.
    package var link: String?
    package var published: Date?
    package var updated: Date?
    package var author: String?
    /// Plain text of the fullest content that the feed carries.
    package var text: String
    /// Language that the feed states.
    package var language: Language?
    /// The feed gives a summary and no content.
    package var isSummary: Bool
    /// What the entry's page gave beyond the feed; counts instead of `text`.
    package var pageText: String?

    /// The best text there is.
    package var bestText: String { pageText ?? text }

    package init(
        key: String, title: String, link: String? = nil, published: Date? = nil, updated: Date? = nil,
        author: String? = nil, text: String, language: Language? = nil, isSummary: Bool = false,
        pageText: String? = nil
    ) {
        self.key = key
        self.title = title
        self.link = link
        self.published = published
        self.updated = updated
        self.author = author
        self.text = text
        self.language = language
        self.isSummary = isSummary
        self.pageText = pageText
    }
}

/// Where a story's text was read.
package enum TextSource: String, Sendable, Codable {
    case feed
    /// The article's page, because the feed had only a teaser.
    case page
}

extension Entry {
    /// 1991-01-01: before the first web site nothing was published on it.
    private static let earliest = Date(timeIntervalSince1970: 662_688_000)
    /// Publishers date in advance, and in other time zones.
    private static let longestAdvance: TimeInterval = 86_400

    /// The date that the feed states, if it can be; nil otherwise.
    package func possibleDate(now: Date) -> Date? {
        [published, updated].lazy.compactMap(\.self).first { Self.isPossible($0, now: now) }
    }

    /// Whether the feed states a date of publication that cannot be: 1970, or next year.
    package func statesImpossibleDate(now: Date) -> Bool {
        guard let stated = published ?? updated else { return false }
        return !Self.isPossible(stated, now: now)
    }

    private static func isPossible(_ date: Date, now: Date) -> Bool {
        date >= earliest && date <= now.addingTimeInterval(longestAdvance)
    }
}

/// A stored entry with its analysis: one per article, however many feeds carry it.
package struct Story: Hashable, Sendable, Codable {
    package var id: StoryID
    package var feed: FeedID
    package var feedTitle: String
    package var title: String
    package var text: String
    package var textSource: TextSource
    package var link: String?
    /// The publisher's date, or the first-seen time when the feed gives none that is possible.
    package var published: Date
    /// The feed states a date that cannot be.
    package var isDateDoubted: Bool
    package var firstSeen: Date
    /// Counts from 1; a changed title or text makes the next one.
    package var revision: Int
    package var analysis: StoryAnalysis
    /// When retention took its text and evidence; nil while it has them.
    package var forgotten: Date?

    /// The title, or the beginning of the text of an entry that has none.
    package var headline: String {
        if !title.isEmpty { return title }
        let line = text.drop { $0.isNewline || $0 == " " }.prefix { !$0.isNewline }
        return line.count > Self.longestHeadline ? line.prefix(Self.longestHeadline - 1) + "…" : String(line)
    }

    /// Characters that stand for a missing title.
    private static let longestHeadline = 100

    package init(
        id: StoryID, feed: FeedID, feedTitle: String, title: String, text: String,
        textSource: TextSource = .feed, link: String?, published: Date, isDateDoubted: Bool = false,
        firstSeen: Date, revision: Int,
        analysis: StoryAnalysis, forgotten: Date? = nil
    ) {
        self.id = id
        self.feed = feed
        self.feedTitle = feedTitle
        self.title = title
        self.text = text
        self.textSource = textSource
        self.link = link
        self.published = published
        self.isDateDoubted = isDateDoubted
        self.firstSeen = firstSeen
        self.revision = revision
        self.analysis = analysis
        self.forgotten = forgotten
    }
}
