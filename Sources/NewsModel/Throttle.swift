package import FoundationEssentials

/// Which feeds of one registrable domain were told to slow down (429, 503), and how far that reaches.
///
/// Servers limit by address, host or domain and do not say which, so the reach is learned: one refused feed stands
/// for itself, two of a host for the host, two hosts for the domain. A success narrows it again. A refused page
/// stands for its host at once: pages are no feed's own, and there are always more of them. It never stands for the
/// domain, and holds up the host's feeds for a shorter time than its pages: a feed costs a server next to nothing.
package struct Throttle: Hashable, Sendable, Codable {
    package struct Refusal: Hashable, Sendable, Codable {
        package var feed: FeedID
        package var host: String
        package var until: Date
        /// Said of an article page and not of the feed.
        package var isPage: Bool?
        /// How long a refused page holds up the feeds of its host; nil for as long as the pages.
        package var feedsUntil: Date?
    }

    package enum Reach: String, Sendable, Codable {
        case feed, host, domain
    }

    /// How long a refusal speaks for a wider reach after its pause.
    private static let memory: TimeInterval = 86_400
    private static let most = 50

    package private(set) var refusals: [Refusal] = []

    package init() {}

    package var isEmpty: Bool { refusals.isEmpty }

    /// Takes in that a feed, or a page of its entries, was told to wait.
    package mutating func refuse(
        _ feed: FeedID, host: String, isPage: Bool = false, until: Date, feedsUntil: Date? = nil, now: Date
    ) {
        refusals.removeAll {
            $0.feed == feed && ($0.isPage ?? false) == isPage && (!isPage || $0.host == host)
                || $0.until.addingTimeInterval(Self.memory) < now
        }
        let refusal = Refusal(
            feed: feed, host: host, until: until, isPage: isPage ? true : nil, feedsUntil: feedsUntil)
        refusals = Array((refusals + [refusal]).suffix(Self.most))
    }

    /// Takes in an answer: the feed's own refusal ends, or else the oldest that is over; true when one did.
    package mutating func succeed(_ feed: FeedID, host: String, now: Date) -> Bool {
        let over = refusals.indices.filter { refusals[$0].until <= now }
        let ended =
            refusals.firstIndex { $0.feed == feed && $0.isPage != true } ?? over.first {
                refusals[$0].host == host
            } ?? over.first
        guard let ended else { return false }
        refusals.remove(at: ended)
        return true
    }

    /// Until when a feed of the host, or with `isPage` a page on it, must wait for the sake of others or itself, and how
    /// far that reaches.
    package func pause(
        _ feed: FeedID, host: String, isPage: Bool = false, now: Date
    ) -> (until: Date, reach: Reach)? {
        let pages = refusals.lazy.filter { $0.isPage == true && $0.host == host }
            .map { isPage ? $0.until : $0.feedsUntil ?? $0.until }.max()
        let feeds = refusals.filter { $0.isPage != true }
        let reach = Self.reach(of: host, among: feeds)
        let binding = feeds.filter { refusal in
            switch reach {
            case .feed: refusal.feed == feed
            case .host: refusal.host == host
            case .domain: true
            }
        }.map(\.until).max()
        guard let until = [pages, binding].compactMap(\.self).max(), until > now else { return nil }
        return (until, until == binding ? reach : .host)
    }

    private static func reach(of host: String, among refusals: [Refusal]) -> Reach {
        if Set(refusals.map(\.host)).count > 1 { return .domain }
        return refusals.count { $0.host == host } > 1 ? .host : .feed
    }
}
