import Alerting
import Foundation
import Logging
import NewsModel
import Persistence
import ServiceLifecycle

/// Tells in one alert what a digest or a rate limit has held back, when its time has come.
///
/// A summary enters the outbox in the transaction that marks its alerts as told, so a crash neither loses nor
/// doubles it; when the daemon was down at the time, it is told at the next start.
struct SummaryService: Service {
    /// How late a summary may be.
    private static let pause = Duration.seconds(5)

    let store: Store
    let logger: Logger
    /// Called when the outbox has something new.
    let wake: @Sendable () -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await tellWhatIsDue(at: Date())
                // Only a shutdown ends the wait early.
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Tells what is due; a failure of the store is logged and tried again.
    func tellWhatIsDue(at now: Date) async {
        do {
            guard try await store.hasHeldAlerts(dueAt: now) else { return }
            try await store.write { transaction in
                for held in try transaction.heldAlerts(dueAt: now) {
                    let summary = Alert.make(
                        summary: held.summary, sink: held.sink, due: held.due, time: now)
                    try transaction.tell(held, in: summary, at: now)
                }
            }
            wake()
        } catch {
            logger.error("\(error)", metadata: ["stage": "store"])
        }
    }
}
