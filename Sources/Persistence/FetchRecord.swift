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

    /// Why the feed was fetched at that time.
    package enum Cause: String, Sendable, CaseIterable {
        case due
        /// A person asked for it, so the schedule does not bind it.
        case byHand = "by_hand"
        /// Without validators on purpose: to find out whether "not modified" is true.
        case audit
    }

    package var feed: FeedID
    /// When the answer was there.
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
    package var cause: Cause
    /// Fingerprints of the validators of the request; both nil when it was unconditional.
    package var sent: ValidatorPrint
    /// Fingerprints of the usable validators of the answer itself.
    package var received: ValidatorPrint
    /// Seconds that server and feed together asked us to stay away; nil when they did not.
    package var askedWait: Double?

    package init(
        feed: FeedID, time: Date, outcome: Outcome, status: Int?, bytes: Int, duration: Double,
        newStories: Int, reason: String, cause: Cause = .due, sent: ValidatorPrint = ValidatorPrint(),
        received: ValidatorPrint = ValidatorPrint(), askedWait: Double? = nil
    ) {
        self.feed = feed
        self.time = time
        self.outcome = outcome
        self.status = status
        self.bytes = bytes
        self.duration = duration
        self.newStories = newStories
        self.reason = reason
        self.cause = cause
        self.sent = sent
        self.received = received
        self.askedWait = askedWait
    }
}

/// Validators as the fetch log keeps them: enough to see whether two are the same, in eight bytes each.
package struct ValidatorPrint: Hashable, Sendable {
    package var tag: Int64?
    package var modified: Int64?

    package init(_ validators: FeedValidators = FeedValidators()) {
        tag = validators.entityTag.map { ContentHash.of(bytes: Array($0.utf8)) }
        modified = validators.lastModified.map { ContentHash.of(bytes: Array($0.utf8)) }
    }

    package var isEmpty: Bool { tag == nil && modified == nil }
}

extension FetchRecord {
    init(row: Row) throws {
        self.init(
            feed: FeedID(rawValue: row["feed_id"]), time: row.requiredDate("time"),
            outcome: try row.value("outcome"), status: row["status"], bytes: row["bytes"],
            duration: Double(row["duration"] as Int64) / 1000, newStories: row["new_stories"],
            reason: row["reason"], cause: try row.value("cause"),
            sent: ValidatorPrint(tag: row["sent_tag"], modified: row["sent_modified"]),
            received: ValidatorPrint(tag: row["got_tag"], modified: row["got_modified"]),
            askedWait: (row["asked_wait"] as Int64?).map { Double($0) / 1000 })
    }

    var arguments: StatementArguments {
        [
            "feed": feed.rawValue, "time": time.milliseconds, "outcome": outcome.rawValue, "status": status,
            "bytes": bytes, "duration": Date(timeIntervalSince1970: duration).milliseconds,
            "newStories": newStories, "reason": reason, "cause": cause.rawValue, "sentTag": sent.tag,
            "sentModified": sent.modified, "gotTag": received.tag, "gotModified": received.modified,
            "askedWait": askedWait.map { Date(timeIntervalSince1970: $0).milliseconds },
        ]
    }
}

extension ValidatorPrint {
    fileprivate init(tag: Int64?, modified: Int64?) {
        self.tag = tag
        self.modified = modified
    }
}
