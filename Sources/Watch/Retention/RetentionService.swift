import FoundationEssentials
import Logging
import Persistence
import ServiceLifecycle

/// Runs a pass of retention a while after the start and then once a day; without a limit it only waits.
struct RetentionService: Service {
    /// The feeds that have waited for the daemon come first.
    private static let firstPause = Duration.seconds(600)
    private static let pause = Duration.seconds(86_400)

    let store: Store
    let settings: LiveSettings
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = Self.firstPause
            while !Task.isCancelled {
                // Only a shutdown ends the wait early.
                try? await Task.sleep(for: pause)
                guard !Task.isCancelled else { return }
                await pass(at: Date())
                pause = Self.pause
            }
        }
    }

    /// Does what the settings in force ask for; a failure of the store is logged and tried again a day later.
    func pass(at now: Date) async {
        let limits = settings.current.configuration.retention
        guard limits != Configuration.Retention() else { return }
        do {
            let outcome = try await RetentionPass(store: store, limits: limits, now: now).run()
            if outcome.byAge + outcome.bySize > 0 {
                logger.notice(
                    "retention: the texts of \(outcome.byAge + outcome.bySize) old stories are gone, \(outcome.bySize) for size"
                )
            }
            if outcome.excess > 0 {
                logger.warning(
                    """
                    retention: the database is about \(outcome.excess / 1_000_000) MB larger than retention.size; what is \
                    left are deals, their stories and the last week: allow more
                    """)
            }
        } catch is CancellationError {
            return
        } catch {
            logger.error("\(error)", metadata: ["stage": "store"])
        }
    }
}
