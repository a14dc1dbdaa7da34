package import Alerting
import Analysis
import Foundation
import HTTPTransfer
package import Logging
import NewsModel
import Persistence
import ServiceLifecycle
import UnixSignals

/// The whole daemon: takes the state directory, opens everything, and runs the services until it is told to stop.
///
/// DESIGN. Eight services share one store and one set of live settings, and nothing else:
/// `RefreshService` brings stories, deals and outbox rows in, one transaction for each feed; `OutboxService` takes
/// outbox rows to their sinks; `SummaryService` adds those that tell what rules have held back; `RetentionService` takes the
/// texts of old stories; `ReloadService` replaces the settings; `ControlServer` takes the CLI's commands; `MetricsServer` serves
/// what is measured, where that is wanted; `WatchdogService` tells systemd that the first two are alive. The state between two rows is in the database, so
/// the daemon can be killed at any instant and go on.
package struct Daemon: ~Copyable {
    private static let logSinkName = LogSink.name
    /// In-flight work gets this long at a stop; systemd and `docker stop` wait for ten seconds or more.
    private static let stopPatience = Duration.seconds(8)

    private let lock: StateLock
    private let directories: Directories
    private let logger: Logger
    private let notifier: SystemdNotifier
    private let store: Store
    private let settings: LiveSettings
    private let transfers: TransferPool
    private let logSink: LogSink
    private let started = Date()

    /// Opens everything or throws what is wrong: `StateLock.Failure`, `ConfigurationError`, `StoreError`,
    /// `SinkError` or `TransferError`.
    package init(directories: Directories, environment: [String: String], logger: Logger) throws {
        for directory in [directories.state, directories.logs, directories.runtime] {
            try Self.create(directory)
        }
        // TLS writes to a closed connection and a reader of our output that has gone must not end the daemon.
        signal(SIGPIPE, SIG_IGN)
        // A reload that comes before the daemon listens for it is needless: the files are read at the start.
        signal(SIGHUP, SIG_IGN)
        let lock = try StateLock(path: directories.lockFile)
        let loaded = try Settings.load(directories, sinks: [Self.logSinkName])
        let settings = LiveSettings(loaded)
        let store = try Store.open(path: directories.database, mode: .owner)
        transfers = try TransferPool(fetch: loaded.configuration.fetch)
        logSink = LogSink(directory: directories.logs) { id in
            settings.current.analyzer.lexicon.displayName(ofParty: id)
        }
        notifier = SystemdNotifier(environment: environment)
        self.lock = lock
        self.store = store
        self.settings = settings
        self.directories = directories
        self.logger = logger
    }

    private static func create(_ directory: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            let problem = ConfigurationError.Problem(
                file: directory, line: nil,
                message: "this directory cannot be made; make it, or name another with --state")
            throw ConfigurationError(problems: [problem])
        }
    }

    /// Every problem of every configuration file; empty when all are good.
    package static func check(_ directories: Directories) -> [ConfigurationError.Problem] {
        do {
            _ = try Settings.load(directories, sinks: [Self.logSinkName])
            return []
        } catch {
            return error.problems
        }
    }

    /// The rules in force for these directories; every problem of every configuration file is thrown.
    package static func rules(_ directories: Directories) throws(ConfigurationError) -> RuleSet {
        try Settings.load(directories, sinks: [Self.logSinkName]).rules
    }

    /// How long a start waits for space on a full disk before it tries again.
    private static let spacePause = Duration.seconds(5)

    /// Opens everything and works until SIGTERM or SIGINT; waits for space where the disk is too full to begin.
    ///
    /// A daemon that ended instead would be started again only so often until systemd gives it up.
    package static func run(
        directories: Directories, environment: [String: String], logger: Logger
    ) async throws {
        var isTold = false
        while true {
            do {
                return try await Daemon(directories: directories, environment: environment, logger: logger)
                    .run()
            } catch let error as StoreError where error.code == .full {
                if !isTold { logger.error("waiting for space: \(error)") }
                isTold = true
                try await Task.sleep(for: spacePause)
            }
        }
    }

    /// Works until SIGTERM or SIGINT.
    package consuming func run() async throws {
        let parts = Parts(self)
        try await logSink.reopen()
        try await parts.reloader.syncSubscriptions(settings.current)
        await fillSounds(for: Self.fillPatience)
        parts.reloader.warnWithoutRules()
        FreedMemory.giveBack()
        // The rest of a large database, beside the work.
        let filling = Task { [store] in try await SoundFiller(store).run(for: .seconds(3_600), now: Date()) }
        defer { filling.cancel() }
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        var group = ServiceGroupConfiguration(
            services: parts.services(directories, notifier, hangups, logger),
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: quietLogger())
        group.maximumGracefulShutdownDuration = Self.stopPatience
        try await ServiceGroup(configuration: group).run()
        transfers.stop()
        logger.notice("campwatchd has stopped")
        lock.release()
    }

    /// Refreshes what is due, delivers what is pending; false when the database or a sink refused, or every feed
    /// that was due failed.
    package consuming func runOnce() async throws -> Bool {
        let parts = Parts(self)
        try await logSink.reopen()
        parts.reloader.warnWithoutRules()
        try await parts.reloader.syncSubscriptions(settings.current)
        await fillSounds(for: Self.fillPatience)
        let hasLooked = await parts.refresh.runOnce()
        await parts.summaries.tellWhatIsDue(at: Date())
        await parts.retention.pass(at: Date())
        let hasDelivered = await parts.outbox.runOnce()
        let totals = parts.report.totals
        transfers.stop()
        let outage = parts.report.outageSince == nil ? "" : "; fetching is down"
        logger.notice(
            """
            \(totals.refreshed.counting("feed")) refreshed, \(totals.failed) failed, \
            \(totals.newStories.counting("new story", "new stories")), \(totals.alerts.counting("alert"))\(outage)
            """)
        lock.release()
        return hasLooked && hasDelivered && (totals.failed == 0 || totals.refreshed > 0)
    }

    /// What a start may take to bring an older database up to what stories are compared by.
    private static let fillPatience = Duration.seconds(1)

    private borrowing func fillSounds(for patience: Duration) async {
        do {
            _ = try await SoundFiller(store).run(for: patience, now: Date())
        } catch {
            logger.warning("the names of older deals are not prepared yet, at the next start again: \(error)")
        }
    }

    /// The services framework tells of every step at info level, which is no news for who runs the daemon.
    private borrowing func quietLogger() -> Logger {
        var quiet = logger
        quiet.logLevel = max(.warning, logger.logLevel)
        return quiet
    }

    /// The services, wired to each other.
    private struct Parts {
        let refresh: RefreshService
        let outbox: OutboxService
        let summaries: SummaryService
        let retention: RetentionService
        let reloader: Reloader
        let report: RefreshReport
        let pulse: WorkPulse
        let metrics: MetricsServer
        private let store: Store
        private let started: Date

        init(_ daemon: borrowing Daemon) {
            let pulse = WorkPulse(watchdogInterval: daemon.notifier.watchdogInterval)
            let outbox = OutboxService(
                store: daemon.store, sinks: [daemon.logSink] + daemon.settings.current.sinks, pulse: pulse,
                logger: daemon.logger)
            let (settings, logSink) = (daemon.settings, daemon.logSink)
            let report = RefreshReport(logger: daemon.logger) { outbox.wake() }
            let refresh = RefreshService(
                store: daemon.store, settings: daemon.settings, transfers: daemon.transfers, pulse: pulse,
                report: report)
            let sampler = MetricsSampler(store: daemon.store, started: daemon.started, report: report)
            let metrics = MetricsServer(
                settings: daemon.settings, directories: daemon.directories, logger: daemon.logger
            ) {
                await sampler.sample(at: Date())
                return PrometheusRegistry.inUse?.text() ?? ""
            }
            self.metrics = metrics
            reloader = Reloader(
                directories: daemon.directories, settings: daemon.settings, store: daemon.store,
                logSink: daemon.logSink, notifier: daemon.notifier, logger: daemon.logger
            ) {
                refresh.wake()
                outbox.use([logSink] + settings.current.sinks)
                metrics.wake()
            }
            self.pulse = pulse
            self.outbox = outbox
            summaries = SummaryService(store: daemon.store, logger: daemon.logger) { outbox.wake() }
            retention = RetentionService(
                store: daemon.store, settings: daemon.settings, logger: daemon.logger)
            self.report = report
            self.refresh = refresh
            store = daemon.store
            started = daemon.started
        }

        func services(
            _ directories: Directories, _ notifier: SystemdNotifier, _ hangups: UnixSignalsSequence,
            _ logger: Logger
        ) -> [any Service] {
            let totals = { @Sendable in report.totals }
            return [
                ControlServer(path: directories.controlSocket) { await perform($0) },
                WatchdogService(store: store, pulse: pulse, notifier: notifier, logger: logger) {
                    let totals = totals()
                    return
                        "\(totals.refreshed.counting("refresh", "refreshes")), \(totals.failed) failed, "
                        + "\(totals.newStories.counting("new story", "new stories")), "
                        + "\(totals.alerts.counting("alert")) since the start"
                },
                ReloadService(reloader: reloader, hangups: hangups), metrics, outbox, summaries, retention,
                refresh,
            ]
        }

        private func perform(_ request: ControlRequest) async -> ControlResponse {
            switch request.command {
            case .status: return .status(status())
            case .reload:
                return answer(to: await reloader.reload())
            case .addFeed, .removeFeed, .pauseFeed, .resumeFeed, .importFeeds, .refresh:
                let response = await StoreCommands.perform(request, on: store, now: Date())
                refresh.wake()
                return response
            case .reanalyze: return await reanalyze(request)
            case .retryAlert, .disableSink, .enableSink, .splitDeal, .mergeDeals, .labelStory, .clearLabel,
                .rejectDeal, .unrejectDeal:
                let response = await StoreCommands.perform(request, on: store, now: Date())
                outbox.wake()
                return response
            }
        }

        private func reanalyze(_ request: ControlRequest) async -> ControlResponse {
            let work = Reanalysis(analyzer: reloader.analyzer, since: request.since)
            return await work.answer(to: request, on: store, now: Date())
        }

        private func answer(to reload: Reloader.Outcome) -> ControlResponse {
            let errors = reload.configurationErrors
            guard errors.isEmpty else {
                return .failed((["the old configuration stays in force"] + errors).joined(separator: "\n"))
            }
            guard let error = reload.logError else { return .done("configuration reloaded") }
            return .failed("configuration reloaded, but the alert logs are not opened anew: \(error)")
        }

        private func status() -> DaemonStatus {
            let totals = report.totals
            return DaemonStatus(
                version: Version.current, pid: getpid(), started: started, refreshed: totals.refreshed,
                failed: totals.failed, newStories: totals.newStories, alerts: totals.alerts,
                configurationErrors: reloader.errors,
                outageSince: report.outageSince, beats: pulse.beats)
        }
    }
}
