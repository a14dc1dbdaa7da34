import Analysis
import Foundation
import NewsModel
import Persistence
import Watch

/// How things are: daemon, database, feeds in trouble, alerts that wait.
struct StatusPage {
    var daemon: DaemonStatus?
    /// Why there is no word of the daemon; nil when there is.
    var absence: ControlClient.Failure?
    var summary: StoreSummary
    /// The version of the database's schema.
    var schema: Int?
    var feeds: [Feed]
    /// From the publication of stories to their alerts; nil when there were none.
    var lag: AlertLag?
    var directories: Directories
    var now: Date
    var terminal: Terminal

    /// More feeds in trouble than this are only counted.
    private static let listedTroubles = 10

    var lines: [String] { daemonLines + [""] + storeLines + quarantineLines + troubleLines }

    private var quarantineLines: [String] {
        feeds.compactMap { feed in
            feed.state.memory.concern(.quarantined).map {
                terminal.fact("quarantined", "\(feed.id) \(feed.url): \($0.detail)", .red)
            }
        }
    }

    /// The process that has the state directory and answers nobody.
    private var holder: Int32? {
        if case .busy(let pid) = absence { pid } else { nil }
    }

    private var tally: FeedTally { FeedTally(feeds) }

    private var troubled: [Feed] {
        feeds.filter { $0.condition == .failing }.sorted { $0.state.failureCount > $1.state.failureCount }
    }

    private var daemonLines: [String] {
        guard let daemon else {
            guard let holder else { return [terminal.fact("daemon", "not running", .red)] }
            return [terminal.fact("daemon", "starting, stopping or running once (pid \(holder))", .yellow)]
        }
        let since = TimeText.relative(daemon.started, now: now)
        let outage = daemon.outageSince.map {
            terminal.fact(
                "fetching",
                "down since \(TimeText.minute($0)) UTC: no host answers; check network and DNS of this machine",
                .red)
        }
        let errors = daemon.configurationErrors.map { terminal.fact("config", $0, .red) }
        return [
            terminal.fact(
                "daemon", "running, version \(daemon.version), pid \(daemon.pid), started \(since)", .green),
            terminal.fact(
                "since then",
                "\(daemon.refreshed.counting("refresh", "refreshes")), \(daemon.failed) failed, "
                    + "\(daemon.newStories.counting("new story", "new stories")), "
                    + "\(daemon.alerts.counting("alert"))"),
        ] + [outage].compactMap(\.self) + errors
    }

    private var storeLines: [String] {
        let megabytes = String(format: "%.1f MB", Double(summary.databaseBytes) / 1e6)
        return [
            terminal.fact(
                "database", "\(directories.database), \(megabytes)" + (schema.map { ", schema \($0)" } ?? "")),
            terminal.fact(
                "feeds",
                "\(summary.feeds): \(summary.failingFeeds) failing, \(summary.pausedFeeds) paused, "
                    + "\(tally.fresh) new, \(tally.good) ok"),
            terminal.fact("stories", "\(summary.stories), \(summary.relevantStories) of them relevant"),
            terminal.fact("deals", "\(summary.deals) in \(summary.reports.counting("report"))"),
        ] + (tally.failing > 0 ? [terminal.fact("failing", tally.reasonsInWords, .red)] : [])
            + summary.outbox.map(outboxLine)
            + [lag.map { terminal.fact("lag", $0.inWords) }].compactMap(\.self)
    }

    private func outboxLine(_ backlog: StoreSummary.Backlog) -> String {
        let oldest = backlog.oldestPending.map { ", oldest \(TimeText.relative($0, now: now))" } ?? ""
        return terminal.fact(
            "sink \(backlog.sink)",
            "\(backlog.delivered) delivered, \(backlog.pending) pending\(oldest), "
                + (backlog.held > 0 ? "\(backlog.held) held back, " : "") + "\(backlog.failed) failed",
            backlog.failed > 0 ? .yellow : nil)
    }

    private var troubleLines: [String] {
        guard !troubled.isEmpty else { return [] }
        let table = TableFormatter(columns: [
            .init(title: "FEED", isRightAligned: true), .init(title: "FAILED", isRightAligned: true),
            .init(title: "NEXT"), .init(title: "TITLE", flexibleTo: 12),
            .init(title: "ERROR", flexibleTo: 20),
        ])
        let rows = troubled.prefix(StatusPage.listedTroubles).map { feed -> [TableFormatter.Cell] in
            [
                .init(feed.id.description), .init(String(feed.state.failureCount)),
                .init(feed.nextCheckText(now: now)), .init((feed.title.isEmpty ? feed.url : feed.title).safe),
                .init((feed.state.lastError ?? "").safe, .red),
            ]
        }
        let rest = troubled.count - rows.count
        return ["", table.format(rows, for: terminal)]
            + (rest > 0 ? ["and \(rest) more: campwatch feeds list"] : [])
    }
}

extension StatusPage {
    var json: OrderedJSON {
        .members([
            "daemon": daemon?.json ?? .null, "starting_pid": holder.map { .integer(Int($0)) },
            "database": .string(directories.database),
            "database_bytes": .integer(summary.databaseBytes),
            "schema_version": schema.map { .integer($0) }, "feeds": .integer(summary.feeds),
            "failing_feeds": .integer(summary.failingFeeds), "paused_feeds": .integer(summary.pausedFeeds),
            "new_feeds": .integer(tally.fresh), "good_feeds": .integer(tally.good),
            "failing_reasons": .array(
                tally.reasons.map {
                    .members(["reason": .string($0.text), "feeds": .integer($0.feeds)])
                }),
            "entries": .integer(summary.entries), "stories": .integer(summary.stories),
            "relevant_stories": .integer(summary.relevantStories), "deals": .integer(summary.deals),
            "reports": .integer(summary.reports), "outbox": .array(summary.outbox.map(\.json)),
            "lag": lag.map {
                .members([
                    "alerts": .integer($0.alerts), "p50_seconds": .number($0.p50),
                    "p95_seconds": .number($0.p95),
                ])
            },
        ])
    }
}

extension StoreSummary.Backlog {
    fileprivate var json: OrderedJSON {
        .members([
            "sink": .string(sink), "pending": .integer(pending), "held": .integer(held),
            "failed": .integer(failed),
            "delivered": .integer(delivered),
            "oldest_pending": oldestPending.map { .string(TimeText.machine($0)) },
        ])
    }
}

extension DaemonStatus {
    fileprivate var json: OrderedJSON {
        .members([
            "version": .string(version), "pid": .integer(Int(pid)),
            "started": .string(TimeText.machine(started)), "refreshed": .integer(refreshed),
            "failed": .integer(failed), "new_stories": .integer(newStories),
            "alerts": .integer(alerts), "configuration_errors": .strings(configurationErrors),
            "outage_since": outageSince.map { .string(TimeText.machine($0)) },
            "beats": beats.map { beats in
                .object(
                    beats.sorted { $0.key < $1.key }.map {
                        .init(key: $0.key, value: .string(TimeText.machine($0.value)))
                    })
            },
        ])
    }
}
