import Alerting
import Analysis
import Foundation
import Logging
import NewsModel
import Persistence
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Puts changed configuration files in force at SIGHUP or on the CLI's demand.
///
/// All files are read before anything changes: one bad file keeps all the old ones in force, and is logged with
/// file and line. The logs are opened anew in any case, because log rotation sends the same signal.
final class Reloader: Sendable {
    private let directories: Directories
    private let settings: LiveSettings
    private let store: Store
    private let logSink: LogSink
    private let notifier: SystemdNotifier
    private let logger: Logger
    private let onChange: @Sendable () -> Void
    private let lastErrors = Mutex<[String]>([])
    /// SIGHUP and the control socket may ask at the same time; the later one waits.
    private let lastReload = Mutex<Task<Outcome, Never>?>(nil)

    /// That of the configuration in force.
    var analyzer: Analyzer { settings.current.analyzer }

    init(
        directories: Directories, settings: LiveSettings, store: Store, logSink: LogSink,
        notifier: SystemdNotifier, logger: Logger, onChange: @escaping @Sendable () -> Void
    ) {
        self.directories = directories
        self.settings = settings
        self.store = store
        self.logSink = logSink
        self.notifier = notifier
        self.logger = logger
        self.onChange = onChange
    }

    /// What was wrong with the last reading; empty when it is in force.
    var errors: [String] { lastErrors.withLock { $0 } }

    /// What did not go as asked; nothing when all is in force and the logs are open anew.
    struct Outcome: Sendable {
        /// Why the old configuration stays in force.
        var configurationErrors: [String] = []
        /// Why an alert log was not opened; alerts wait until it can be.
        var logError: String?
    }

    /// Reads everything anew, one reload after the other, and says what is wrong, if anything.
    func reload() async -> Outcome {
        let reload = lastReload.withLock { last in
            let next = Task { [last] in
                _ = await last?.value
                return await reloadNow()
            }
            last = next
            return next
        }
        return await reload.value
    }

    private func reloadNow() async -> Outcome {
        notifier.reloading()
        defer { notifier.ready() }
        let outcome = await readAll()
        let errors = outcome.configurationErrors
        lastErrors.withLock { $0 = errors }
        if let error = outcome.logError { logger.error("alert logs not opened anew: \(error)") }
        for error in errors {
            logger.error("configuration not reloaded, the old one stays in force: \(error)")
        }
        if errors.isEmpty { logger.notice("configuration reloaded") }
        warnWithoutRules()
        onChange()
        FreedMemory.giveBack()
        return outcome
    }

    /// A file that was mistyped or lost in an editor must not end all alerts in silence.
    func warnWithoutRules() {
        guard !FileManager.default.fileExists(atPath: directories.rulesFile) else { return }
        logger.warning(
            "there is no \(directories.rulesFile): stories and deals are stored, and nothing raises an alert")
    }

    private func readAll() async -> Outcome {
        var outcome = Outcome()
        do {
            try await logSink.reopen()
        } catch {
            outcome.logError = error.description
        }
        do {
            let new = try Settings.load(directories, sinks: [logSink.name])
            try await syncSubscriptions(new)
            settings.replace(with: new)
        } catch let error as ConfigurationError {
            outcome.configurationErrors = error.problems.map(\.description)
        } catch {
            outcome.configurationErrors = ["\(error)"]
        }
        return outcome
    }

    /// Takes over the changes of `feeds.opml`; a file that is being replaced must not end every subscription.
    func syncSubscriptions(_ settings: Settings) async throws {
        guard let subscriptions = settings.subscriptions else {
            logger.notice("there is no \(directories.feedsFile); the subscriptions stay as they are")
            return
        }
        let sync = SubscriptionSync(store: store, memory: directories.importedFeeds)
        let change = try await sync.apply(subscriptions, now: Date())
        if change.added + change.removed > 0 {
            logger.info("feeds.opml: \(change.added) added, \(change.removed) removed")
        }
    }
}

/// Reloads at each SIGHUP until shutdown.
struct ReloadService: Service {
    let reloader: Reloader
    /// Trapped before any service runs: who is told that the daemon is ready may ask for a reload at once.
    let hangups: UnixSignalsSequence

    func run() async throws {
        for await _ in hangups.cancelOnGracefulShutdown() { _ = await reloader.reload() }
    }
}
