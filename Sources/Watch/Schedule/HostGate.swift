/// Spaces the requests to each host: one at a time, and a pause after each answer.
///
/// Counted from the end of the answer, as publishers ask, so a slow server is left alone for longer.
package struct HostGate: Sendable {
    private var gap: Duration
    private var busy: Set<String> = []
    /// Only hosts that are still in their pause.
    private var freeAt: [String: ContinuousClock.Instant] = [:]

    package init(gap: Duration) { self.gap = gap }

    /// When a request to the host may start; nil while another one is under way.
    package func opening(_ host: String, now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        busy.contains(host) ? nil : max(now, freeAt[host] ?? now)
    }

    package mutating func enter(_ host: String) {
        busy.insert(host)
        freeAt[host] = nil
    }

    package mutating func leave(_ host: String, now: ContinuousClock.Instant) {
        busy.remove(host)
        freeAt = freeAt.filter { $0.value > now }
        if gap > .zero { freeAt[host] = now + gap }
    }

    /// Puts a changed pause in force for the answers to come.
    package mutating func setGap(_ gap: Duration) { self.gap = gap }
}
