import FoundationEssentials
import NewsModel
import Persistence

/// One request to a feed: why now, and with which validators.
struct FeedRequest: Sendable {
    let feed: Feed
    let cause: FetchRecord.Cause
    let validators: FeedValidators

    init(_ feed: Feed, now: Date) {
        self.feed = feed
        // A feed that has been fetched loses its next check only when a person wants it now.
        let isAsked = feed.state.nextCheck == nil && feed.state.lastChecked != nil
        let isAudit = SilenceRule.isAuditDue(feed.state, now: now)
        cause = isAudit ? .audit : isAsked ? .byHand : .due
        validators = isAudit ? FeedValidators() : feed.state.validators
    }

    /// The fingerprints for the fetch log.
    var sent: ValidatorPrint { ValidatorPrint(validators) }

    /// A line of the log that says when the request was no usual one.
    func explained(_ reason: String) -> String {
        cause == .audit
            ? "asked for everything once, as \"not modified\" lasts longer than its rhythm allows; \(reason)"
            : reason
    }
}
