package import FoundationEssentials

/// The validators of the last good answer: opaque bytes, sent back exactly as they came (RFC 9110 §13.1).
package struct FeedValidators: Hashable, Sendable, Codable {
    package var entityTag: String?
    package var lastModified: String?

    package init(entityTag: String? = nil, lastModified: String? = nil) {
        self.entityTag = entityTag
        self.lastModified = lastModified
    }
}

/// When the page of an entry is read for its text.
package enum FullText: String, Sendable, Codable, CaseIterable {
    /// When the feed carries only a teaser that has to do with the industry.
    case auto
    /// For every new entry.
    case always
    case never
}

/// A subscribed RSS, Atom, RDF or JSON feed.
package struct Feed: Hashable, Sendable, Codable {
    package var id: FeedID
    /// Absolute http or https URL, unique among feeds.
    package var url: String
    package var title: String
    /// Slash-separated folder path of the OPML outline, or empty.
    package var folder: String
    /// Language that the subscription states, if any; a prior for detection.
    package var language: Language?
    package var isPaused: Bool
    /// CIDR blocks of private addresses that this feed alone may be fetched from.
    package var allowedAddresses: [String]
    /// When this feed's article pages are read; nil for the daemon's setting.
    package var fullText: FullText?
    package var state: FeedState

    package init(
        id: FeedID, url: String, title: String, folder: String = "", language: Language? = nil,
        isPaused: Bool = false, allowedAddresses: [String] = [], fullText: FullText? = nil,
        state: FeedState = FeedState()
    ) {
        self.id = id
        self.url = url
        self.title = title
        self.folder = folder
        self.language = language
        self.isPaused = isPaused
        self.allowedAddresses = allowedAddresses
        self.fullText = fullText
        self.state = state
    }
}

/// What the daemon remembers of a feed between two refreshes.
package struct FeedState: Hashable, Sendable, Codable {
    package var validators: FeedValidators
    /// When the feed is due again; nil means at once.
    package var nextCheck: Date?
    /// Why `nextCheck` is when it is, in plain words.
    package var nextCheckReason: String
    package var lastChecked: Date?
    package var lastSucceeded: Date?
    /// HTTP status of the last answer; nil when there was none.
    package var lastStatus: Int?
    /// Plain words; nil after a success.
    package var lastError: String?
    /// Failures in a row.
    package var failureCount: Int
    package var memory: FeedMemory

    package init(
        validators: FeedValidators = FeedValidators(), nextCheck: Date? = nil,
        nextCheckReason: String = "never fetched", lastChecked: Date? = nil, lastSucceeded: Date? = nil,
        lastStatus: Int? = nil, lastError: String? = nil, failureCount: Int = 0,
        memory: FeedMemory = FeedMemory()
    ) {
        self.validators = validators
        self.nextCheck = nextCheck
        self.nextCheckReason = nextCheckReason
        self.lastChecked = lastChecked
        self.lastSucceeded = lastSucceeded
        self.lastStatus = lastStatus
        self.lastError = lastError
        self.failureCount = failureCount
        self.memory = memory
    }
}
