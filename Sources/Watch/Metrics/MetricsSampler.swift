import FoundationEssentials
import Persistence

/// Reads at each scrape what is a state and not an event.
struct MetricsSampler: Sendable {
    let store: Store
    let started: Date
    let report: RefreshReport

    /// What cannot be read keeps its last value; the database tells of its own troubles in the log.
    func sample(at now: Date) async {
        DaemonMetrics.build.set(1, [("version", Version.current)])
        DaemonMetrics.start.set(started.timeIntervalSince1970.rounded())
        DaemonMetrics.outage.set(report.outageSince == nil ? 0 : 1)
        if let summary = try? await store.summary() { take(summary, now) }
        if let lag = try? await store.alertLag(since: now.addingTimeInterval(-AlertLag.window)) {
            DaemonMetrics.lag.set(lag.p50, [("quantile", "0.5")])
            DaemonMetrics.lag.set(lag.p95, [("quantile", "0.95")])
        } else {
            for quantile in ["0.5", "0.95"] { DaemonMetrics.lag.set(.nan, [("quantile", quantile)]) }
        }
    }

    private func take(_ summary: StoreSummary, _ now: Date) {
        let good = summary.feeds - summary.failingFeeds - summary.pausedFeeds
        DaemonMetrics.feeds.set(Double(max(0, good)), [("state", "good")])
        DaemonMetrics.feeds.set(Double(summary.failingFeeds), [("state", "failing")])
        DaemonMetrics.feeds.set(Double(summary.pausedFeeds), [("state", "paused")])
        DaemonMetrics.storedStories.set(Double(summary.stories))
        DaemonMetrics.storedDeals.set(Double(summary.deals))
        DaemonMetrics.database.set(Double(summary.databaseBytes))
        for backlog in summary.outbox {
            let sink = ("sink", backlog.sink)
            DaemonMetrics.outbox.set(Double(backlog.pending), [sink, ("state", "pending")])
            DaemonMetrics.outbox.set(Double(backlog.held), [sink, ("state", "held")])
            DaemonMetrics.outbox.set(Double(backlog.failed), [sink, ("state", "failed")])
            let age = backlog.oldestPending.map { now.timeIntervalSince($0) } ?? 0
            DaemonMetrics.oldest.set(max(0, age.rounded()), [sink])
        }
    }
}
