package import FoundationEssentials
package import NewsModel

/// Which stories to list, newest first; nil filters nothing.
package struct StoryQuery: Hashable, Sendable {
    package var camp: Camp?
    package var dealType: DealType?
    /// Canonical name of a company that is party to a deal that the story reports.
    package var party: String?
    package var language: Language?
    package var feed: FeedID?
    /// Published at or after.
    package var since: Date?
    /// Published before.
    package var until: Date?
    package var isRelevant: Bool?
    /// Words and "quoted phrases" that must all occur in title or text; at most 1 KiB.
    package var text: String?
    package var limit: Int

    package init(
        camp: Camp? = nil, dealType: DealType? = nil, party: String? = nil, language: Language? = nil,
        feed: FeedID? = nil, since: Date? = nil, until: Date? = nil, isRelevant: Bool? = nil,
        text: String? = nil, limit: Int
    ) {
        self.camp = camp
        self.dealType = dealType
        self.party = party
        self.language = language
        self.feed = feed
        self.since = since
        self.until = until
        self.isRelevant = isRelevant
        self.text = text
        self.limit = limit
    }
}

/// Which deals to list, last changed first; nil filters nothing.
package struct DealQuery: Hashable, Sendable {
    package var type: DealType?
    package var camp: Camp?
    /// Canonical name of a company in any role.
    package var party: String?
    package var status: DealStatus?
    /// Last changed at or after.
    package var since: Date?
    package var limit: Int

    package init(
        type: DealType? = nil, camp: Camp? = nil, party: String? = nil, status: DealStatus? = nil,
        since: Date? = nil, limit: Int
    ) {
        self.type = type
        self.camp = camp
        self.party = party
        self.status = status
        self.since = since
        self.limit = limit
    }
}
