import Foundation
import Logging
import Persistence
import ServiceLifecycle

/// Tells systemd that the daemon is ready, alive and stopping, and keeps the status line up to date.
///
/// It says "ready" from here because the signals are trapped before the services run: a stop right after it is an
/// orderly one. The watchdog is fed from the work itself.
/// Scheduler and outbox beat the pulse in their loops; the store beats when an empty transaction gets through
/// the writer, which it does not while another one hangs.
struct WatchdogService: Service {
    let store: Store
    let pulse: WorkPulse
    let notifier: SystemdNotifier
    let logger: Logger
    let status: @Sendable () -> String

    func run() async throws {
        notifier.ready()
        logger.notice("campwatchd \(Version.current) is at work")
        try? await cancelWhenGracefulShutdown {
            while true {
                notifier.status(status())
                try await Task.sleep(for: pulse.interval)
                // A refusal (a full disk) is progress too: only a hang is not.
                try? await store.write { _ in }
                pulse.beat(.store)
                if pulse.takeRound() { notifier.alive() }
            }
        }
        notifier.stopping()
    }
}
