import FoundationEssentials
import Synchronization

/// Knows whether every part of the daemon has made progress since it was last asked.
///
/// The watchdog is fed from this and not from a timer: a timer goes on ticking beside a loop that hangs.
package final class WorkPulse: Sendable {
    package enum Part: String, CaseIterable, Sendable {
        case scheduler
        case store
        case outbox
    }

    /// How long a part may sleep at most without a beat.
    package let interval: Duration
    private let beaten = Mutex<Set<Part>>([])
    private let lastBeats: Mutex<[Part: Date]>

    /// With a watchdog, a quarter of its time: a late beat and a late round still come before its end.
    package init(watchdogInterval: Duration?) {
        interval = min(watchdogInterval.map { $0 / 4 } ?? .seconds(10), .seconds(10))
        let start = Date()
        lastBeats = Mutex(Dictionary(uniqueKeysWithValues: Part.allCases.map { ($0, start) }))
    }

    /// Called by a part's loop each time round.
    package func beat(_ part: Part) {
        beaten.withLock { _ = $0.insert(part) }
        let now = Date()
        lastBeats.withLock { $0[part] = now }
    }

    /// When each part last made progress, by its name; at first the time of the start.
    var beats: [String: Date] {
        let beats = lastBeats.withLock { $0 }
        return Dictionary(beats.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: max)
    }

    /// True once all parts have beaten; then the count begins anew.
    package func takeRound() -> Bool {
        beaten.withLock { parts in
            guard parts.count == Part.allCases.count else { return false }
            parts.removeAll()
            return true
        }
    }
}
