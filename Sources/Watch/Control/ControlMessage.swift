package import FoundationEssentials
package import NewsModel

/// One request over the control socket: a JSON object on one line.
///
/// ```
/// {"version":1,"command":"add-feed","url":"https://example.org/feed.xml","title":"Example"}
/// ```
package struct ControlRequest: Hashable, Sendable, Codable {
    package enum Command: String, Sendable, Codable, CaseIterable {
        /// Subscribes to `url`, with `title`, `folder`, `language`, `allow` and `fullText` where given.
        case addFeed = "add-feed"
        /// Ends the subscription to `url`; its stories stay.
        case removeFeed = "remove-feed"
        /// Subscribes to every feed of the OPML text `opml`.
        case importFeeds = "import"
        /// Stops the refreshes of the feed `url`; it stays subscribed.
        case pauseFeed = "pause-feed"
        /// Refreshes the feed `url` again: one that was paused, retired or quarantined.
        case resumeFeed = "resume-feed"
        /// Makes the feed `url`, or every feed, due at once.
        case refresh
        /// Makes the alert `alert` due at once, at `sink` or at every sink that has not taken it.
        case retryAlert = "retry-alert"
        /// Ends the deliveries to `sink` until they are enabled.
        case disableSink = "disable-sink"
        case enableSink = "enable-sink"
        /// Makes the reports of `stories` in the deal `deal` a deal of their own; `author` and `reason` are kept.
        case splitDeal = "split-deal"
        /// Takes the deal `other` into the deal `deal`; `author` and `reason` are kept.
        case mergeDeals = "merge-deals"
        /// Keeps `label` for the story `story`; `author` and `reason` are kept.
        case labelStory = "label-story"
        /// Says that the deal `deal` is none; `author` and `reason` are kept.
        case rejectDeal = "reject-deal"
        /// Takes back all that was said of the story `story`.
        case clearLabel = "clear-label"
        /// Takes back that the deal `deal` is none.
        case unrejectDeal = "unreject-deal"
        /// Analyses `stories` again, or those published since `since` that have a number above `story`, a batch at a time.
        case reanalyze
        /// Reads the configuration again.
        case reload
        /// Asks how the daemon is.
        case status
    }

    package static let currentVersion = 1

    package var version = currentVersion
    package var command: Command
    package var url: String?
    package var title: String?
    package var folder: String?
    package var language: String?
    package var opml: String?
    /// CIDR blocks of private addresses that the added feed may be fetched from.
    package var allow: [String]?
    /// When the pages of the added feed's entries are read: a raw value of `FullText`.
    package var fullText: String?
    package var alert: String?
    package var sink: String?
    package var deal: Int64?
    package var other: Int64?
    package var stories: [Int64]?
    package var author: String?
    package var reason: String?
    package var story: Int64?
    package var label: StoryLabel?
    package var since: Date?
    /// Version of lexicon and weights by which `reanalyze` is to go.
    package var lexicon: String?

    package init(
        _ command: Command, url: String? = nil, title: String? = nil, folder: String? = nil,
        language: String? = nil, opml: String? = nil, allow: [String]? = nil,
        fullText: String? = nil, alert: String? = nil, sink: String? = nil, deal: Int64? = nil,
        other: Int64? = nil, stories: [Int64]? = nil, author: String? = nil, reason: String? = nil,
        story: Int64? = nil, label: StoryLabel? = nil, since: Date? = nil,
        lexicon: String? = nil
    ) {
        self.command = command
        self.url = url
        self.title = title
        self.folder = folder
        self.language = language
        self.opml = opml
        self.allow = allow
        self.fullText = fullText
        self.alert = alert
        self.sink = sink
        self.deal = deal
        self.other = other
        self.stories = stories
        self.author = author
        self.reason = reason
        self.story = story
        self.label = label
        self.since = since
        self.lexicon = lexicon
    }
}

/// What requests and answers of every version of the protocol have.
struct ControlEnvelope: Codable {
    var version: Int?
    /// The version of the program that speaks.
    var program: String?
}

/// The answer to a request: `ok` with what was done, or not `ok` with an error that says how to mend it.
///
/// ```
/// {"feedCount":1,"message":"1 feed is due","ok":true,"program":"0.1.0","version":1}
/// ```
package struct ControlResponse: Hashable, Sendable, Codable {
    /// The version of the protocol, and that of the daemon.
    package var version = ControlRequest.currentVersion
    package var program = Version.current
    package var ok: Bool
    package var error: String?
    /// What was done, in words.
    package var message: String?
    /// Feeds that the command added, removed or made due.
    package var feedCount: Int?
    package var status: DaemonStatus?
    package var reanalysis: ReanalysisProgress?
    /// Stories whose analysis has to be made anew: an earlier label had taken something from it.
    package var stale: [Int64]?

    package static func done(
        _ message: String, feedCount: Int? = nil, stale: [StoryID] = []
    ) -> ControlResponse {
        var response = ControlResponse(ok: true, message: message, feedCount: feedCount)
        if !stale.isEmpty { response.stale = stale.map(\.rawValue) }
        return response
    }

    package static func failed(_ error: String) -> ControlResponse {
        ControlResponse(ok: false, error: error)
    }

    package static func status(_ status: DaemonStatus) -> ControlResponse {
        ControlResponse(ok: true, status: status)
    }

    package static func progress(_ progress: ReanalysisProgress) -> ControlResponse {
        ControlResponse(ok: true, reanalysis: progress)
    }

    private init(
        ok: Bool, error: String? = nil, message: String? = nil, feedCount: Int? = nil,
        status: DaemonStatus? = nil, reanalysis: ReanalysisProgress? = nil
    ) {
        self.ok = ok
        self.error = error
        self.message = message
        self.feedCount = feedCount
        self.status = status
        self.reanalysis = reanalysis
    }
}

/// What only the running daemon knows; the rest of a status is in the database.
package struct DaemonStatus: Hashable, Sendable, Codable {
    package var version: String
    package var pid: Int32
    package var started: Date
    /// Counts since the start.
    package var refreshed: Int
    package var failed: Int
    package var newStories: Int
    package var alerts: Int
    /// The last reload's errors, if it was refused.
    package var configurationErrors: [String]
    /// Since when no host gives an answer; nil while fetching works.
    package var outageSince: Date?
    /// When each part of the daemon last made progress, by its name; nil from a daemon that does not tell.
    package var beats: [String: Date]?

    package init(
        version: String, pid: Int32, started: Date, refreshed: Int, failed: Int, newStories: Int, alerts: Int,
        configurationErrors: [String], outageSince: Date?, beats: [String: Date]? = nil
    ) {
        self.version = version
        self.pid = pid
        self.started = started
        self.refreshed = refreshed
        self.failed = failed
        self.newStories = newStories
        self.alerts = alerts
        self.configurationErrors = configurationErrors
        self.outageSince = outageSince
        self.beats = beats
    }
}
