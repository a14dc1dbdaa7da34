import FoundationEssentials
import NewsModel
import Persistence
import Synchronization

/// The throttles of all domains: read once from the store, kept in memory, written with the refresh that changes one.
final class ThrottleBook: Sendable {
    /// A changed throttle, to be stored.
    struct Change: Sendable {
        var domain: String
        var throttle: Throttle
    }

    private let throttles = Mutex<[String: Throttle]>([:])

    /// Takes over what an earlier run has learned.
    func load(from store: Store) async throws(StoreError) {
        let stored = try await store.throttles()
        throttles.withLock { $0 = stored }
    }

    func pause(for feed: Feed, now: Date) -> (until: Date, reason: String)? {
        let (host, domain) = (feed.host, RegistrableDomain.of(feed.host))
        guard let pause = throttles.withLock({ $0[domain]?.pause(feed.id, host: host, now: now) }) else {
            return nil
        }
        let who = pause.reach == .domain ? domain : host
        return (pause.until, "\(who) told other feeds of it to slow down")
    }

    func refused(_ feed: Feed, until: Date, now: Date) -> Change {
        let domain = RegistrableDomain.of(feed.host)
        return throttles.withLock { throttles in
            throttles[domain, default: Throttle()].refuse(feed.id, host: feed.host, until: until, now: now)
            return Change(domain: domain, throttle: throttles[domain] ?? Throttle())
        }
    }

    /// Nil when the answer changes nothing, which is nearly always.
    func succeeded(_ feed: Feed, now: Date) -> Change? {
        throttles.withLock { throttles in
            // Most domains never throttle: no host is taken apart for them.
            guard !throttles.isEmpty else { return nil }
            let domain = RegistrableDomain.of(feed.host)
            guard var throttle = throttles[domain],
                throttle.succeed(feed.id, host: feed.host, now: now)
            else { return nil }
            throttles[domain] = throttle.isEmpty ? nil : throttle
            return Change(domain: domain, throttle: throttle)
        }
    }
}
