package import FoundationEssentials

/// The family of formats a document belongs to.
package enum FeedFormat: String, Sendable, Codable {
    case rss, rdf, atom, json
}

/// A feed as read: what it says of itself, its entries in document order, and what had to be mended.
///
/// Encodes to the stable JSON of `campwatch feeds parse`.
package struct ParsedFeed: Sendable, Codable, Equatable {
    package var format: FeedFormat
    /// As declared ("2.0", "0.91", "1.1"); nil when the document states none.
    package var version: String?
    /// Lowercase name of the encoding the bytes were read in.
    package var encoding: String
    /// True when the document breaks its format's rules and was mended; `bozoReason` says how.
    package var bozo: Bool { bozoReason != nil }
    package var bozoReason: String?
    package var feed: FeedInfo
    package var entries: [ParsedEntry]
    /// Entries left out because the document holds more than the limit.
    package var droppedEntries: Int
    /// Fingerprints of ids that several entries have or had, and whether their links told those apart; no part of the
    /// document, so not of its JSON either.
    package var repeatedIDs: [String: Bool] = [:]

    package init(
        format: FeedFormat, version: String?, encoding: String, bozoReason: String?, feed: FeedInfo,
        entries: [ParsedEntry], droppedEntries: Int = 0
    ) {
        self.format = format
        self.version = version
        self.encoding = encoding
        self.bozoReason = bozoReason
        self.feed = feed
        self.entries = entries
        self.droppedEntries = droppedEntries
    }

    private enum CodingKeys: String, CodingKey {
        case format, version, encoding, bozo, feed, entries
        case bozoReason = "bozo_reason"
        case droppedEntries = "dropped_entries"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        format = try values.decode(FeedFormat.self, forKey: .format)
        version = try values.decodeIfPresent(String.self, forKey: .version)
        encoding = try values.decode(String.self, forKey: .encoding)
        bozoReason = try values.decodeIfPresent(String.self, forKey: .bozoReason)
        feed = try values.decode(FeedInfo.self, forKey: .feed)
        entries = try values.decode([ParsedEntry].self, forKey: .entries)
        droppedEntries = try values.decode(Int.self, forKey: .droppedEntries)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(format, forKey: .format)
        try values.encode(version, forKey: .version)
        try values.encode(encoding, forKey: .encoding)
        try values.encode(bozo, forKey: .bozo)
        try values.encode(bozoReason, forKey: .bozoReason)
        try values.encode(feed, forKey: .feed)
        try values.encode(entries, forKey: .entries)
        try values.encode(droppedEntries, forKey: .droppedEntries)
    }
}

/// What a feed says of itself.
package struct FeedInfo: Sendable, Codable, Equatable {
    package var title: String?
    package var titleType: MediaType?
    package var subtitle: String?
    package var subtitleType: MediaType?
    /// The web page the feed belongs to, absolute http or https.
    package var link: String?
    package var links: [ParsedLink] = []
    package var id: String?
    package var updated: Date?
    package var updatedRaw: String?
    package var author: String?
    package var authors: [ParsedAuthor] = []
    /// As declared ("en-us"), not validated.
    package var language: String?
    package var rights: String?
    package var rightsType: MediaType?
    /// Minutes between polls that the publisher asks for (RSS 2.0 `ttl`).
    package var ttl: Int?
    package var image: String?
    package var generator: String?
    package var categories: [String] = []
    /// Hours (0-23, UTC) and days (English names) in which the publisher asks not to be polled.
    package var skipHours: [Int] = []
    package var skipDays: [String] = []
    /// Seconds between updates by `sy:updatePeriod` and `sy:updateFrequency`.
    package var updateSeconds: Int?
    /// What relative references inside the texts are relative to; not part of the JSON.
    package var titleBase: String?
    package var subtitleBase: String?
    package var rightsBase: String?

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case title, subtitle, link, links, id, updated, author, authors, language, rights, ttl, image
        case generator, categories
        case titleType = "title_type"
        case subtitleType = "subtitle_type"
        case rightsType = "rights_type"
        case updatedRaw = "updated_raw"
        case skipHours = "skip_hours"
        case skipDays = "skip_days"
        case updateSeconds = "update_seconds"
    }
}
