package import NewsModel
import Synchronization

/// Spaces the requests to each host: one at a time, and a pause after each answer.
///
/// Counted from the end of the answer, as publishers ask, so a slow server is left alone for longer. Feeds and article
/// pages share it; who has a host is known by the feed that is refreshed.
package final class HostGate: Sendable {
    private struct State {
        var gap: Duration
        var busy: [String: FeedID] = [:]
        /// The ends of the last answers, as long as a pause may depend on them.
        var ended: [String: ContinuousClock.Instant] = [:]
    }

    /// The longest pause that a site's wish can make; ends are remembered as long.
    package static let longestPause = Duration.seconds(30)
    /// How often a host is looked at that is busy with somebody else's request.
    private static let look = Duration.milliseconds(50)

    private let state: Mutex<State>
    /// Called when a page has left its host, for whoever waits without looking.
    private let onFree: @Sendable () -> Void

    package init(gap: Duration, onFree: @escaping @Sendable () -> Void = {}) {
        state = Mutex(State(gap: gap))
        self.onFree = onFree
    }

    /// When a request to the host may start; nil while another one is under way.
    package func opening(_ host: String, now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        state.withLock { Self.opening(host, $0, atLeast: .zero, now: now) }
    }

    package func enter(_ host: String, for feed: FeedID) {
        state.withLock { $0.busy[host] = feed }
    }

    /// Begins the pause of a host; nothing when the feed has left it before.
    package func leave(_ host: String, for feed: FeedID, now: ContinuousClock.Instant) {
        state.withLock { state in
            guard state.busy[host] == feed else { return }
            state.busy[host] = nil
            let oldest = now - max(state.gap, Self.longestPause)
            state.ended = state.ended.filter { $0.value > oldest }
            state.ended[host] = now
        }
    }

    /// Waits for the host and enters it; false when it will not be free before `deadline`.
    ///
    /// `pause` is what the site asks for between two requests, if that is longer than our own.
    func turn(
        _ host: String, for feed: FeedID, pause: Duration, until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        while true {
            let now = ContinuousClock.now
            guard now < deadline else { return false }
            let opening = state.withLock { state in
                let opening = Self.opening(host, state, atLeast: pause, now: now)
                if opening == now { state.busy[host] = feed }
                return opening
            }
            if opening == now { return true }
            let next = opening ?? now + Self.look
            guard next < deadline else { return false }
            try await Task.sleep(until: next, clock: .continuous)
        }
    }

    /// Leaves a host after a page, and tells who waits.
    func leavePage(_ host: String, for feed: FeedID) {
        leave(host, for: feed, now: .now)
        onFree()
    }

    /// Gives back a turn in which nothing was asked: no pause begins.
    func leaveUnused(_ host: String, for feed: FeedID) {
        state.withLock { state in
            if state.busy[host] == feed { state.busy[host] = nil }
        }
        onFree()
    }

    /// Puts a changed pause in force.
    package func setGap(_ gap: Duration) { state.withLock { $0.gap = gap } }

    private static func opening(
        _ host: String, _ state: borrowing State, atLeast pause: Duration, now: ContinuousClock.Instant
    ) -> ContinuousClock.Instant? {
        guard state.busy[host] == nil else { return nil }
        guard let ended = state.ended[host] else { return now }
        return max(now, ended + max(state.gap, min(pause, longestPause)))
    }
}
