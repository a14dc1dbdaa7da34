package import FoundationEssentials
package import NewsModel

/// Which stories to list; nil filters nothing.
package struct StoryQuery: Hashable, Sendable {
    /// What stands first: the newest, the last seen, the surest of its camp.
    package enum Order: String, Sendable, CaseIterable {
        case published, seen, confidence
    }

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
    /// What facts of the story must be, whichever of its deals they are of.
    ///
    /// Of what few stories have, an index is asked; who asks for a number looks at each story that is given.
    package var facts: [FactCondition]
    package var order: Order
    package var limit: Int

    package init(
        camp: Camp? = nil, dealType: DealType? = nil, party: String? = nil, language: Language? = nil,
        feed: FeedID? = nil, since: Date? = nil, until: Date? = nil, isRelevant: Bool? = nil,
        text: String? = nil, facts: [FactCondition] = [], order: Order = .published, limit: Int
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
        self.facts = facts
        self.order = order
        self.limit = limit
    }
}

/// Which deals to list; nil filters nothing.
package struct DealQuery: Hashable, Sendable {
    /// What stands first: the last changed, the last seen first, the greatest sum in US dollars at rough rates, the most
    /// outlets, the surest.
    package enum Order: String, Sendable, CaseIterable {
        case changed, seen, amount, outlets, confidence
    }

    package var type: DealType?
    package var camp: Camp?
    /// Canonical name of a company in any role.
    package var party: String?
    package var status: DealStatus?
    /// Last changed at or after.
    package var since: Date?
    /// First seen at or after: published, as far as that can be believed.
    package var firstSince: Date?
    /// Stored as new at or after, whenever its first story was published.
    package var newSince: Date?
    /// With a sum of at least so many US dollars at rough rates, or one in a currency without a rate.
    package var leastDollars: Double?
    /// The same from above.
    package var mostDollars: Double?
    package var leastConfidence: Double?
    package var leastOutlets: Double?
    /// Reported by a story in this language.
    package var language: Language?
    /// Reported by a story of this feed.
    package var feed: FeedID?
    /// Each word is a fact of a story that reports it.
    package var facts: [FactCondition]
    package var order: Order
    package var limit: Int

    package init(
        type: DealType? = nil, camp: Camp? = nil, party: String? = nil, status: DealStatus? = nil,
        since: Date? = nil, firstSince: Date? = nil, newSince: Date? = nil,
        leastDollars: Double? = nil, mostDollars: Double? = nil, leastConfidence: Double? = nil,
        leastOutlets: Double? = nil, language: Language? = nil, feed: FeedID? = nil,
        facts: [FactCondition] = [], order: Order = .changed, limit: Int
    ) {
        self.type = type
        self.camp = camp
        self.party = party
        self.status = status
        self.since = since
        self.firstSince = firstSince
        self.newSince = newSince
        self.leastDollars = leastDollars
        self.mostDollars = mostDollars
        self.leastConfidence = leastConfidence
        self.leastOutlets = leastOutlets
        self.language = language
        self.feed = feed
        self.facts = facts
        self.order = order
        self.limit = limit
    }
}
