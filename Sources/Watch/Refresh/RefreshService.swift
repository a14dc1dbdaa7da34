import Foundation
import Logging
import NewsModel
import Persistence
import ServiceLifecycle
import Synchronization

/// Refreshes the feeds that are due, as many at a time and as far apart as the settings allow.
///
/// The loop takes decisions from `RefreshQueue`, starts a task for each feed, and sleeps until a task ends, a
/// host's pause is over, a feed becomes due, or someone rings. The tasks tell it their ends through the inbox.
final class RefreshService: Service {
    private struct Inbox {
        var finished: [(feed: Feed, isStored: Bool)] = []
        var mustLook = false
        var isStopping = false
    }

    /// Feeds that one look at the database takes over; more wait there.
    private static let batch = 10_000
    /// How often the database is asked for due feeds while others wait or run.
    private static let busyTick = Duration.seconds(2)
    /// No refresh starts for this long after the database has refused one: a full disk is not hammered.
    private static let storePause = Duration.seconds(15)

    private let store: Store
    private let settings: LiveSettings
    private let transfers: TransferPool
    private let pulse: WorkPulse
    private let report: RefreshReport
    private let bell = Bell()
    private let inbox = Mutex(Inbox())

    init(
        store: Store, settings: LiveSettings, transfers: TransferPool, pulse: WorkPulse, report: RefreshReport
    ) {
        self.store = store
        self.settings = settings
        self.transfers = transfers
        self.pulse = pulse
        self.report = report
    }

    /// Makes the loop look for due feeds at once.
    func wake() {
        inbox.withLock { $0.mustLook = true }
        bell.ring()
    }

    /// Refreshes until shutdown; transfers under way are then ended, and their feeds stay due.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await work(untilIdle: false)
        } onCancelOrGracefulShutdown: {
            self.inbox.withLock { $0.isStopping = true }
            self.bell.ring()
        }
    }

    /// Refreshes what is due now and returns.
    func runOnce() async { await work(untilIdle: true) }

    private func work(untilIdle: Bool) async {
        var queue = RefreshQueue(capacity: 1, gap: .zero)
        var nextLook = ContinuousClock.now
        var pausedUntil = ContinuousClock.now
        await withDiscardingTaskGroup { group in
            while true {
                let news = takeInbox()
                if news.isStopping || Task.isCancelled { break }
                for (feed, isStored) in news.finished {
                    queue.finish(feed, now: .now)
                    if !isStored {
                        queue.clearWaiting()
                        pausedUntil = .now + Self.storePause
                    }
                }
                if news.mustLook || nextLook <= .now { nextLook = await look(&queue, isOnly: untilIdle) }
                while pausedUntil <= .now, let feed = queue.take(now: .now) {
                    group.addTask { await self.refresh(feed) }
                }
                pulse.beat(.scheduler)
                if untilIdle && queue.isIdle { break }
                await bell.wait(atMost: rest(until: nextLook, pausedUntil, queue))
            }
            group.cancelAll()
        }
    }

    /// What came in since the last look; `isStopping` stays.
    private func takeInbox() -> Inbox {
        inbox.withLock { inbox in
            let news = inbox
            inbox.finished = []
            inbox.mustLook = false
            return news
        }
    }

    /// Queues the due feeds, puts changed limits in force, and says when to look again.
    private func look(_ queue: inout RefreshQueue, isOnly: Bool) async -> ContinuousClock.Instant {
        let fetch = settings.current.configuration.fetch
        queue.setLimits(capacity: fetch.maxConnections, gap: fetch.perHostGap)
        do {
            queue.add(try await store.dueFeeds(at: Date(), limit: Self.batch))
            if isOnly { return .now + .seconds(86_400) }
            guard queue.isIdle, let due = try await store.nextDue() else { return .now + Self.busyTick }
            return .now + min(.seconds(max(0.1, due.timeIntervalSinceNow)), pulse.interval)
        } catch {
            report.storeFailed("look for due feeds", error)
            return .now + Self.storePause
        }
    }

    /// How long there is nothing to do unless the bell rings.
    private func rest(
        until look: ContinuousClock.Instant, _ pausedUntil: ContinuousClock.Instant, _ queue: RefreshQueue
    ) -> Duration {
        let start = queue.wakeAt(now: .now).map { max($0, pausedUntil) } ?? look
        return min(max(.milliseconds(1), min(start, look) - .now), pulse.interval)
    }

    private func refresh(_ feed: Feed) async {
        let settings = settings.current
        let refresher = Refresher(
            store: store, transfers: transfers.loop(for: settings.configuration.fetch), settings: settings)
        let result = await refresher.refresh(feed)
        report.refreshed(feed, result)
        let isStored = if case .notStored = result { false } else { true }
        inbox.withLock { $0.finished.append((feed, isStored)) }
        bell.ring()
    }
}
