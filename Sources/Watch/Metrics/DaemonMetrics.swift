import CoreMetrics
import Persistence

/// What the daemon measures; without a backend of swift-metrics none of it goes anywhere.
package enum DaemonMetrics: String, CaseIterable {
    case fetches = "campwatch_fetches_total"
    case fetchedBytes = "campwatch_fetched_bytes_total"
    case fetchTime = "campwatch_fetch_seconds"
    case pages = "campwatch_page_fetches_total"
    case parseTime = "campwatch_parse_seconds"
    case analysisTime = "campwatch_analysis_seconds"
    case stories = "campwatch_stories_total"
    case deals = "campwatch_deals_total"
    case alerts = "campwatch_alerts_total"
    case deliveries = "campwatch_deliveries_total"
    case queue = "campwatch_refresh_queue"
    case feeds = "campwatch_feeds"
    case storedStories = "campwatch_stored_stories"
    case storedDeals = "campwatch_stored_deals"
    case outbox = "campwatch_outbox_alerts"
    case oldest = "campwatch_outbox_oldest_seconds"
    case lag = "campwatch_alert_lag_seconds"
    case database = "campwatch_database_bytes"
    case outage = "campwatch_fetching_down"
    case start = "campwatch_start_time_seconds"
    case build = "campwatch_build_info"

    /// One sentence for `# HELP`, by name.
    package static let help = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.sentence) })

    private var sentence: String {
        switch self {
        case .fetches: "Refreshes of feeds by result: updated, unchanged, not_modified, failed."
        case .fetchedBytes: "Bytes of feeds after decompression."
        case .fetchTime: "Seconds from the request for a feed to the end of its body."
        case .pages: "Requests for article pages and robots.txt by result."
        case .parseTime: "Seconds to parse one feed document."
        case .analysisTime: "Seconds to analyse one story."
        case .stories: "Stories by what they are: new, revised."
        case .deals: "Deals by what became of them: new, changed."
        case .alerts: "Alerts raised by the rules."
        case .deliveries: "Attempts to deliver alerts by sink and result: delivered, retry, failed."
        case .queue: "Feeds that wait for their turn or are being refreshed, by state: waiting, running."
        case .feeds: "Subscribed feeds by state: good, failing, paused."
        case .storedStories: "Stories in the database."
        case .storedDeals: "Deals in the database."
        case .outbox: "Alerts in the outbox by sink and state: pending, held, failed."
        case .oldest: "Age of the oldest alert that waits, by sink; 0 when none waits."
        case .lag: "Seconds from publication to alert over seven days, by quantile; NaN without an alert."
        case .database: "Bytes of the database without its write-ahead log."
        case .outage: "1 while no host answers."
        case .start: "When the daemon started, in seconds since 1970."
        case .build: "1, with the version of the daemon."
        }
    }

    static func fetched(_ record: FetchRecord) {
        fetches.count(1, as: record.outcome)
        fetchedBytes.count(record.bytes)
        fetchTime.time(.seconds(record.duration))
    }

    static func asked(_ log: [PageFetch]) {
        for page in log { pages.count(1, as: page.outcome) }
    }

    static func filed(_ count: StoryFiler.Count) {
        stories.count(count.newStories, [("kind", "new")])
        stories.count(count.revisedStories, [("kind", "revised")])
        deals.count(count.newDeals, [("kind", "new")])
        deals.count(count.changedDeals, [("kind", "changed")])
        alerts.count(count.alerts)
    }

    static func delivered(_ count: Int, to sink: String, _ result: DeliveryRecord.Result) {
        deliveries.count(count, as: result, [("sink", sink)])
    }

    static func queued(waiting: Int, running: Int) {
        queue.set(Double(waiting), [("state", "waiting")])
        queue.set(Double(running), [("state", "running")])
    }

    /// Measures the time that `work` takes.
    func measure<Result, Failure: Error>(_ work: () throws(Failure) -> Result) throws(Failure) -> Result {
        let start = ContinuousClock.now
        defer { time(.now - start) }
        return try work()
    }

    func set(_ value: Double, _ labels: [(String, String)] = []) {
        Meter(label: rawValue, dimensions: labels).set(value)
    }

    /// Counts one of several results; the others are there too from then on, because Prometheus sees a rise only of a
    /// series that it knows.
    private func count<Result: CaseIterable & Equatable & RawRepresentable<String>>(
        _ amount: Int, as result: Result, _ labels: [(String, String)] = []
    ) {
        for one in Result.allCases {
            count(one == result ? amount : 0, labels + [("result", one.rawValue)])
        }
    }

    /// Zero counts too, for the same reason.
    private func count(_ amount: Int, _ labels: [(String, String)] = []) {
        Counter(label: rawValue, dimensions: labels).increment(by: amount)
    }

    private func time(_ duration: Duration) {
        Timer(label: rawValue).recordNanoseconds(Int64(duration / .nanoseconds(1)))
    }
}
