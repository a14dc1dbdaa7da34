import Alerting
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
final class Reloader: Service {
    private let directories: Directories
    private let settings: LiveSettings
    private let store: Store
    private let logSink: LogSink
    private let notifier: SystemdNotifier
    private let logger: Logger
    private let onChange: @Sendable () -> Void
    private let lastErrors = Mutex<[String]>([])

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

    /// Reloads at each SIGHUP until shutdown.
    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            _ = await reload()
        }
    }

    /// Reads everything anew and says what is wrong, if anything.
    func reload() async -> [String] {
        notifier.reloading()
        defer { notifier.ready() }
        let errors = await readAll()
        lastErrors.withLock { $0 = errors }
        for error in errors {
            logger.error("configuration not reloaded, the old one stays in force: \(error)")
        }
        if errors.isEmpty { logger.notice("configuration reloaded") }
        onChange()
        return errors
    }

    private func readAll() async -> [String] {
        var errors: [String] = []
        do {
            try await logSink.reopen()
        } catch {
            errors.append(error.description)
        }
        do {
            let new = try Settings.load(directories, sinks: [logSink.name])
            try await syncSubscriptions(new)
            settings.replace(with: new)
        } catch let error as ConfigurationError {
            errors += error.problems.map(\.description)
        } catch {
            errors.append("\(error)")
        }
        return errors
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
            logger.info("feeds.opml: \(change.added) feeds added, \(change.removed) removed")
        }
    }
}
