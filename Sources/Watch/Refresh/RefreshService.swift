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
        var finished: [(feed: Feed, end: End)] = []
        var mustLook = false
        var isStopping = false
    }

    /// How a refresh ended, as far as the loop cares.
    private enum End {
        case answered, silent, abandoned, notStored
    }

    /// Feeds that one look at the database takes over; more wait there.
    private static let batch = 10_000
    /// How often the database is asked for due feeds while others wait or run.
    private static let busyTick = Duration.seconds(2)
    /// How long the database is not asked at most although nothing is due: the clock may be set meanwhile.
    private static let longestRest = Duration.seconds(60)
    /// No refresh starts for this long after the database has refused one: a full disk is not hammered.
    private static let storePause = Duration.seconds(15)
    /// How often one feed is tried while fetching is down.
    private static let probePause = Duration.seconds(20)
    /// Overdue feeds are asked for at this pace at most.
    private static let spreadSeconds = 0.1

    private let store: Store
    private let settings: LiveSettings
    private let transfers: TransferPool
    private let pulse: WorkPulse
    private let report: RefreshReport
    private let throttles = ThrottleBook()
    private let bell: Bell
    private let desk: PageDesk
    private let inbox = Mutex(Inbox())

    init(
        store: Store, settings: LiveSettings, transfers: TransferPool, pulse: WorkPulse, report: RefreshReport
    ) {
        self.store = store
        self.settings = settings
        self.transfers = transfers
        self.pulse = pulse
        self.report = report
        let bell = Bell()
        self.bell = bell
        desk = PageDesk(gate: HostGate(gap: .zero) { bell.ring() })
    }

    /// Makes the loop look for due feeds at once.
    func wake() {
        inbox.withLock { $0.mustLook = true }
        bell.ring()
    }

    /// Refreshes until shutdown; transfers under way are then ended, and their feeds stay due.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            _ = await work(untilIdle: false)
        } onCancelOrGracefulShutdown: {
            self.inbox.withLock { $0.isStopping = true }
            self.bell.ring()
        }
    }

    /// Refreshes what is due now; false when the database could not say what that is.
    func runOnce() async -> Bool { await work(untilIdle: true) }

    /// Gives back whether every look for due feeds succeeded.
    private func work(untilIdle: Bool) async -> Bool {
        var hasLooked = true
        var queue = RefreshQueue(capacity: 1, gate: desk.gate)
        var nextLook = ContinuousClock.now
        var pausedUntil = ContinuousClock.now
        var outage = OutageWatch()
        // Read one by one before anything else, so that the next crash would name the one that causes it.
        var suspects = SuspectLine(await takeInterrupted(), now: .now)
        await loadThrottles()
        if !untilIdle { await spreadOverdue() }
        await withDiscardingTaskGroup { group in
            while true {
                let news = takeInbox()
                if news.isStopping || Task.isCancelled { break }
                for (feed, end) in news.finished {
                    queue.finish(feed, now: .now)
                    if end == .notStored {
                        queue.clearWaiting()
                        pausedUntil = .now + Self.storePause
                    }
                    guard let turn = outageTurn(&outage, feed, end) else { continue }
                    report.outage(turn)
                    if untilIdle { continue }
                    queue.clearWaiting()
                    nextLook = .now
                    if outage.isDown { pausedUntil = .now + Self.probePause } else { await spreadOverdue() }
                }
                if outage.isDown && news.mustLook {
                    // Whoever changes feeds or settings now is mending it: what waits may be gone, what is new is tried.
                    queue.clearWaiting()
                    pausedUntil = .now
                }
                if suspects.isHolding {
                    if let feed = suspects.next(isIdle: queue.isIdle, now: .now) { queue.add([feed]) }
                    if !suspects.isHolding { nextLook = .now }
                }
                if suspects.isHolding {
                    nextLook = .now + Self.busyTick
                } else if news.mustLook || nextLook <= .now {
                    do throws(StoreError) {
                        nextLook = try await look(&queue, isOnly: untilIdle)
                    } catch {
                        report.storeFailed("look for due feeds", error)
                        hasLooked = false
                        nextLook = .now + Self.storePause
                    }
                }
                while pausedUntil <= .now, let feed = queue.take(now: .now) {
                    group.addTask { await self.refresh(feed) }
                    if outage.isDown && !untilIdle { pausedUntil = .now + Self.probePause }
                }
                pulse.beat(.scheduler)
                DaemonMetrics.queued(waiting: queue.waitingCount, running: queue.running)
                if untilIdle && queue.isIdle && !suspects.isHolding { break }
                await bell.wait(atMost: rest(until: nextLook, pausedUntil, queue))
            }
            group.cancelAll()
        }
        return hasLooked
    }

    /// The feeds to be read one by one before the others: those that were being read when the last process ended,
    /// and those that an earlier crash is still counted against, because they were not read since.
    ///
    /// Those that were being read twice are quarantined instead. Without the earlier ones a second feed that crashes
    /// would take along all that the first one was read beside.
    private func takeInterrupted() async -> [Feed] {
        let now = Date()
        do {
            let (crashed, suspects) = try await store.write { transaction in
                let crashed = try transaction.interruptedFeeds().map { feed in
                    let state = CrashRule.state(of: feed, now: now)
                    try transaction.updateFeed(feed.id, state: state, title: nil)
                    if state.memory.concern(.quarantined) != nil {
                        try transaction.setPaused(true, feed: feed.id)
                    }
                    return (feed: feed, state: state)
                }
                return (crashed, try transaction.suspectFeeds(at: now))
            }
            for (feed, state) in crashed { report.interrupted(feed, state) }
            return suspects
        } catch {
            report.storeFailed("look for feeds that were being read", error)
            return []
        }
    }

    private func outageTurn(_ outage: inout OutageWatch, _ feed: Feed, _ end: End) -> OutageWatch.Turn? {
        switch end {
        case .answered: outage.ended(host: feed.host, hasAnswer: true, now: .now)
        case .silent: outage.ended(host: feed.host, hasAnswer: false, now: .now)
        case .abandoned, .notStored: nil
        }
    }

    /// Without what was learned the daemon works all the same, and learns it again.
    private func loadThrottles() async {
        do {
            try await throttles.load(from: store)
        } catch {
            report.storeFailed("read the throttles", error)
        }
    }

    /// After a stop or an outage: many overdue feeds are not asked for all at once.
    private func spreadOverdue() async {
        let capacity = settings.current.configuration.fetch.maxConnections
        do {
            let feeds = try await store.feedCount()
            let seconds = Double(feeds) * Self.spreadSeconds
            _ = try await store.write { transaction in
                try transaction.spreadOverdue(at: Date(), over: seconds, atLeast: capacity + 1)
            }
        } catch {
            report.storeFailed("spread the overdue feeds", error)
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
    private func look(
        _ queue: inout RefreshQueue, isOnly: Bool
    ) async throws(StoreError) -> ContinuousClock.Instant {
        let configuration = settings.current.configuration
        let (fetch, polling) = (configuration.fetch, configuration.polling)
        queue.setLimits(capacity: fetch.maxConnections, gap: fetch.perHostGap)
        let horizon = Date().addingTimeInterval(polling.maximum / .seconds(1) * (1 + polling.jitter) + 60)
        queue.add(try await store.dueFeeds(at: Date(), limit: Self.batch, horizon: horizon))
        if isOnly { return .now + .seconds(86_400) }
        guard queue.isIdle, let due = try await store.nextDue() else { return .now + Self.busyTick }
        return .now + min(.seconds(max(0.1, due.timeIntervalSinceNow)), Self.longestRest)
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
            store: store, transfers: transfers.loop(for: settings.configuration.fetch), settings: settings,
            throttles: throttles, desk: desk)
        let (result, remarks) = await refresher.refresh(feed)
        report.refreshed(feed, result, remarks: remarks)
        let end: End =
            switch result {
            case .updated, .unchanged: .answered
            // A captive portal answers, with its page for everything.
            case .failed(let error):
                error.retry == .transient && error.status == nil || error.retry == .page ? .silent : .answered
            case .abandoned, .postponed: .abandoned
            case .notStored: .notStored
            }
        inbox.withLock { $0.finished.append((feed, end)) }
        bell.ring()
    }
}
