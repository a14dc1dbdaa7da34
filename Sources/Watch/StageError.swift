package import NewsModel

/// One feed's failure as data: where, why, how bad, and when to try again.
///
/// It is stored with the feed and logged once; it never stops the other feeds.
package struct StageError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Stage: String, Sendable, CaseIterable {
        case fetch
        case parse
        case analyse
        case store
    }

    package enum Severity: Sendable {
        /// Part of a day on the web: a time-out, a 503.
        case expected
        /// A person should look: a feed that has moved, is gone, or is no feed.
        case notable
        /// Our own fault: the database refuses, a stage broke its promise.
        case internalFault
    }

    package var feed: FeedID
    package var stage: Stage
    /// Plain words on one line.
    package var cause: String
    package var severity: Severity
    package var retry: PollingPolicy.Failure
    /// HTTP status of the answer, if there was one.
    package var status: Int?

    package init(
        feed: FeedID, stage: Stage, cause: String, severity: Severity, retry: PollingPolicy.Failure,
        status: Int? = nil
    ) {
        self.feed = feed
        self.stage = stage
        self.cause = cause
        self.severity = severity
        self.retry = retry
        self.status = status
    }

    package var description: String { "\(stage.rawValue): \(cause)" }
}
