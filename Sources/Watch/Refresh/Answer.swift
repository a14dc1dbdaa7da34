import FoundationEssentials
import HTTPTransfer
import NewsModel

/// What a feed's server said, as far as the stages after the fetch and the schedule need it.
struct Answer: Sendable {
    var status: Int
    /// Nil for 304: the feed is as it was.
    var body: [UInt8]?
    var contentType: String?
    var contentLanguage: String?
    /// Where the answer came from, after redirects.
    var url: String
    /// Where permanent redirects lead from the feed's own address; nil when they do not.
    var movedTo: String?
    /// The usable validators of this answer alone.
    var received: FeedValidators
    var duration: Double
    var hints: PollingPolicy.Hints

    var isNotModified: Bool { body == nil }

    /// Reads a response, or tells why it is no feed's answer; hints are kept for failures too.
    init(
        response: TransferResponse, feed: Feed, isConditional: Bool, now: Date
    ) throws(StageError) {
        status = response.status
        url = response.url
        movedTo = MoveRule.target(of: response.redirects)
        contentType = response.headers["Content-Type"]
        contentLanguage = response.headers["Content-Language"]
        duration = response.duration
        hints = Self.hints(in: response, now: now)
        received = FeedValidators(
            entityTag: response.validators.entityTag, lastModified: response.validators.lastModified)
        switch response.status {
        case 200:
            body = response.body
        case 304 where isConditional: break
        default:
            throw Self.refusal(response, feed: feed)
        }
    }

    static func hints(in response: TransferResponse, now: Date) -> PollingPolicy.Hints {
        PollingPolicy.Hints(
            maxAge: CacheControl.freshSeconds(of: response.headers, now: now).map { .seconds($0) },
            retryAfter: RetryAfter.seconds(of: response.headers, now: now).map { .seconds($0) })
    }

    private static func refusal(_ response: TransferResponse, feed: Feed) -> StageError {
        let retry: PollingPolicy.Failure
        switch response.status {
        case 429: retry = .throttled
        case 503 where response.headers["Retry-After"] != nil: retry = .throttled
        case 408, 425: retry = .transient
        case 500...: retry = .serverTrouble
        case 401, 403: retry = .forbidden
        case 410: retry = .gone
        default: retry = .refused
        }
        return StageError(
            feed: feed.id, stage: .fetch, cause: cause(response.status),
            severity: [.transient, .serverTrouble, .throttled].contains(retry) ? .expected : .notable,
            retry: retry, status: response.status)
    }

    private static func cause(_ status: Int) -> String {
        switch status {
        case 304: "the server says \"not modified\" to a request without validators"
        case 401, 403: "the server refuses this reader (\(status)); open the address in a browser"
        case 404: "there is nothing at this address (404); look for the feed's new address"
        case 410: "the publisher has removed the feed (410); end the subscription"
        case 429: "the server asks for fewer requests (429)"
        case 500...: "the server is in trouble (\(status)); it is tried again"
        default: "the server answers with status \(status), which is no feed"
        }
    }
}
