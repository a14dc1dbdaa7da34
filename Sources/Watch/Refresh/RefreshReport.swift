import FoundationEssentials
import Logging
import NewsModel
import Persistence
import Synchronization

/// Tells people what the refreshes did: one log line for each that changed or failed, and running totals.
final class RefreshReport: Sendable {
    /// Totals since the start.
    struct Totals: Hashable, Sendable {
        var refreshed = 0
        var failed = 0
        var newStories = 0
        var alerts = 0
    }

    private let logger: Logger
    private let totalsSoFar = Mutex(Totals())
    private let downSince = Mutex<Date?>(nil)
    /// Called after a refresh that raised alerts.
    private let onAlerts: @Sendable () -> Void

    init(logger: Logger, onAlerts: @escaping @Sendable () -> Void) {
        self.logger = logger
        self.onAlerts = onAlerts
    }

    var totals: Totals { totalsSoFar.withLock { $0 } }

    /// Since when no host gives an answer; nil while fetching works.
    var outageSince: Date? { downSince.withLock { $0 } }

    func refreshed(_ feed: Feed, _ result: Refresher.Result, remarks: [String]) {
        for remark in remarks { logger.warning("\(remark)", metadata: metadata(feed)) }
        switch result {
        case .updated(let count): updated(feed, count)
        case .unchanged:
            totalsSoFar.withLock { $0.refreshed += 1 }
            logger.debug("nothing new", metadata: metadata(feed))
        case .failed(let error): failed(feed, error)
        case .postponed:
            logger.debug("left alone: its host told others to slow down", metadata: metadata(feed))
        case .abandoned: logger.debug("refresh broken off", metadata: metadata(feed))
        case .notStored(let error):
            totalsSoFar.withLock { $0.failed += 1 }
            storeFailed("store a refresh of \(feed.url)", error)
        }
    }

    /// One line when fetching stops and one when it goes on, instead of one for each feed.
    func outage(_ turn: OutageWatch.Turn) {
        switch turn {
        case .down(let hosts):
            downSince.withLock { $0 = Date() }
            logger.error(
                """
                fetching is down: none of the last \(hosts) hosts gave a feed; check network and DNS of this \
                machine (one feed is tried from time to time, the others wait)
                """)
        case .up(let seconds):
            downSince.withLock { $0 = nil }
            logger.notice("fetching works again after \(seconds) s; what is overdue is spread out")
        }
    }

    /// A feed was being read when the process ended the last time.
    func interrupted(_ feed: Feed, _ state: FeedState) {
        let concern = state.memory.concern(.quarantined)
        logger.warning(
            "\(concern?.detail ?? "campwatchd ended in the middle of reading it; it is read alone first")",
            metadata: metadata(feed))
    }

    func storeFailed(_ what: String, _ error: StoreError) {
        logger.error("cannot \(what): \(error)", metadata: ["stage": "store"])
    }

    private func updated(_ feed: Feed, _ count: StoryFiler.Count) {
        totalsSoFar.withLock { totals in
            totals.refreshed += 1
            totals.newStories += count.newStories
            totals.alerts += count.alerts
        }
        logger.info(
            """
            \(count.newStories.counting("new story", "new stories")), \(count.revisedStories) revised, \
            \(count.alerts.counting("alert"))
            """,
            metadata: metadata(feed))
        if count.alerts > 0 { onAlerts() }
    }

    /// The first failure in a row is told as it deserves; the next ones only to who looks closely.
    private func failed(_ feed: Feed, _ error: StageError) {
        totalsSoFar.withLock { $0.failed += 1 }
        var metadata = metadata(feed)
        metadata["stage"] = "\(error.stage.rawValue)"
        if let status = error.status { metadata["status"] = "\(status)" }
        let isFirst = feed.state.failureCount == 0
        let level: Logger.Level =
            switch error.severity {
            case .internalFault: .error
            case .notable: isFirst ? .warning : .debug
            case .expected: isFirst ? .info : .debug
            }
        logger.log(level: level, "\(error.cause)", metadata: metadata)
    }

    private func metadata(_ feed: Feed) -> Logger.Metadata {
        ["feed": "\(feed.id)", "url": "\(feed.url)"]
    }
}
