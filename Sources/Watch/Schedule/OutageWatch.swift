/// Tells an outage of our own network from feeds that fail: most hosts give no answer at all at the same time.
///
/// A pure state machine over the ends of refreshes; the service tells about its turns once, and while it is down
/// probes one feed at a time instead of letting every feed fail.
package struct OutageWatch: Sendable {
    package enum Turn: Hashable, Sendable {
        case down(hosts: Int)
        case up(seconds: Int)
    }

    /// Fewer hosts than this may all be down by chance.
    private static let fewestHosts = 5
    /// Endings further back say nothing about now.
    private static let memory = Duration.seconds(300)

    /// The last ending of each host: when, and whether there was any answer.
    private var endings: [String: (time: ContinuousClock.Instant, hasAnswer: Bool)] = [:]
    private var downSince: ContinuousClock.Instant?

    package init() {}

    package var isDown: Bool { downSince != nil }

    /// Takes in the end of a refresh; gives the turn that it makes, if any.
    package mutating func ended(
        host: String, hasAnswer: Bool, now: ContinuousClock.Instant
    ) -> Turn? {
        if let downSince {
            guard hasAnswer else { return nil }
            self.downSince = nil
            endings = [:]
            return .up(seconds: Int((now - downSince).components.seconds))
        }
        endings[host] = (now, hasAnswer)
        guard !hasAnswer else { return nil }
        endings = endings.filter { now - $0.value.time <= Self.memory }
        let silent = endings.values.count { !$0.hasAnswer }
        // Nine of ten: one host in a local network or a cache may still answer.
        guard silent >= Self.fewestHosts, silent * 10 >= endings.count * 9 else { return nil }
        downSince = now
        return .down(hosts: silent)
    }
}
