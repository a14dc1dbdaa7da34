package import FoundationEssentials
import GRDB
package import NewsModel

/// One refresh of a feed, as its log keeps it.
package struct FetchRecord: Hashable, Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        /// New or changed entries.
        case updated
        /// A whole answer, nothing new in it.
        case unchanged
        /// 304: the validators still hold.
        case notModified = "not_modified"
        case failed
    }

    package var feed: FeedID
    package var time: Date
    package var outcome: Outcome
    /// HTTP status; nil when there was no answer.
    package var status: Int?
    /// Size of the body after decompression.
    package var bytes: Int
    /// Seconds from the request to the end of the body.
    package var duration: Double
    package var newStories: Int
    /// Plain words: why it failed, or why it is as it is.
    package var reason: String

    package init(
        feed: FeedID, time: Date, outcome: Outcome, status: Int?, bytes: Int, duration: Double,
        newStories: Int, reason: String
    ) {
        self.feed = feed
        self.time = time
        self.outcome = outcome
        self.status = status
        self.bytes = bytes
        self.duration = duration
        self.newStories = newStories
        self.reason = reason
    }
}

extension FetchRecord {
    init(row: Row) throws {
        self.init(
            feed: FeedID(rawValue: row["feed_id"]), time: row.requiredDate("time"),
            outcome: try row.value("outcome"), status: row["status"], bytes: row["bytes"],
            duration: Double(row["duration"] as Int64) / 1000, newStories: row["new_stories"],
            reason: row["reason"])
    }

    var arguments: StatementArguments {
        [
            "feed": feed.rawValue, "time": time.milliseconds, "outcome": outcome.rawValue, "status": status,
            "bytes": bytes, "duration": Date(timeIntervalSince1970: duration).milliseconds,
            "newStories": newStories, "reason": reason,
        ]
    }
}
