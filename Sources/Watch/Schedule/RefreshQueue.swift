package import NewsModel

/// The due feeds that wait for their turn, by host, and the ones under way.
///
/// A pure decision: `take` says which feed may start now, `wakeAt` when it is worth asking again. Hosts take
/// turns, so that a publisher with a hundred feeds does not keep the others waiting.
package struct RefreshQueue: Sendable {
    private var capacity: Int
    private let gate: HostGate
    private var waiting: [String: [Feed]] = [:]
    /// Hosts with waiting feeds, next in turn first.
    private var turns: [String] = []
    /// Queued or under way.
    private var known: Set<FeedID> = []
    /// Feeds under way.
    package private(set) var running = 0

    package init(capacity: Int, gate: HostGate) {
        self.capacity = capacity
        self.gate = gate
    }

    package var isIdle: Bool { known.isEmpty }

    /// Feeds that wait for their turn.
    package var waitingCount: Int { known.count - running }

    /// Puts changed limits in force; what is under way goes on.
    package mutating func setLimits(capacity: Int, gap: Duration) {
        self.capacity = capacity
        gate.setGap(gap)
    }

    /// Queues the feeds that are neither queued nor under way.
    package mutating func add(_ feeds: [Feed]) {
        for feed in feeds where known.insert(feed.id).inserted {
            let host = feed.host
            if waiting[host]?.append(feed) == nil {
                waiting[host] = [feed]
                turns.append(host)
            }
        }
    }

    /// The next feed that may start now, or nil when all must wait.
    package mutating func take(now: ContinuousClock.Instant) -> Feed? {
        guard running < capacity,
            let turn = turns.firstIndex(where: { gate.opening($0, now: now).map { $0 <= now } ?? false })
        else { return nil }
        let host = turns.remove(at: turn)
        guard var feeds = waiting.removeValue(forKey: host) else { return nil }
        let feed = feeds.removeFirst()
        if !feeds.isEmpty {
            waiting[host] = feeds
            turns.append(host)
        }
        gate.enter(host, for: feed.id)
        running += 1
        return feed
    }

    package mutating func finish(_ feed: Feed, now: ContinuousClock.Instant) {
        known.remove(feed.id)
        running -= 1
        gate.leave(feed.host, for: feed.id, now: now)
    }

    /// Takes back every feed that has not started.
    package mutating func clearWaiting() {
        for feed in waiting.values.joined() { known.remove(feed.id) }
        waiting = [:]
        turns = []
    }

    /// When a waiting feed may start that may not now; nil when only a finished transfer can help.
    package func wakeAt(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard running < capacity else { return nil }
        return turns.lazy.compactMap { gate.opening($0, now: now) }.min()
    }
}
