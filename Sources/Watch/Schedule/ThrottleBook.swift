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
        pause(for: feed, host: feed.host, isPage: false, now: now)
    }

    /// Whether a page of the feed's entries on this host must wait.
    func pause(for feed: Feed, page host: String, now: Date) -> (until: Date, reason: String)? {
        pause(for: feed, host: host, isPage: true, now: now)
    }

    private func pause(
        for feed: Feed, host: String, isPage: Bool, now: Date
    ) -> (until: Date, reason: String)? {
        let domain = RegistrableDomain.of(host)
        let pause = throttles.withLock {
            $0[domain]?.pause(feed.id, host: host, isPage: isPage, now: now)
        }
        guard let pause else { return nil }
        let who = pause.reach == .domain ? domain : host
        return (pause.until, "\(who) told other feeds of it to slow down")
    }

    /// Takes in that the feed was told to wait, or with `page` a page of its entries on that host, whose feeds then wait
    /// until `feedsUntil`.
    func refused(
        _ feed: Feed, page: String? = nil, until: Date, feedsUntil: Date? = nil, now: Date
    ) -> Change {
        let host = page ?? feed.host
        let domain = RegistrableDomain.of(host)
        return throttles.withLock { throttles in
            throttles[domain, default: Throttle()].refuse(
                feed.id, host: host, isPage: page != nil, until: until, feedsUntil: feedsUntil, now: now)
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
