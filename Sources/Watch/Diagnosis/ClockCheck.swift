import CTimex
import FoundationEssentials
import NewsModel

/// Whether the clock can be believed: alerts, ages and next checks stand on it.
struct ClockCheck {
    /// Fetches of a running daemon are never ahead of the clock by more than the time between two reads of it.
    private static let tolerance = 120.0

    /// TIME_ERROR of adjtimex(2).
    private static let unsynchronised: Int32 = 5

    let feeds: [Feed]
    let now: Date

    func finding() -> Finding {
        let newest = feeds.compactMap(\.state.lastChecked).max()
        if let newest, newest.timeIntervalSince(now) > Self.tolerance {
            let ahead = Int(newest.timeIntervalSince(now))
            return Finding(
                .clock, .problem, "the clock was set back: the last fetch lies \(ahead) s ahead of it",
                remedy: "set the clock right, as by `timedatectl set-ntp true`")
        }
        // Asks only: no mode is set. Twice the room that the kernel needs.
        var ask = [Int](repeating: 0, count: 64)
        let state = adjtimex(&ask)
        guard state >= 0 else {
            return Finding(
                .clock, .unchecked, "not checked: the kernel does not say whether it is synchronised")
        }
        guard state != Self.unsynchronised else {
            return Finding(
                .clock, .warning, "the kernel's clock is not synchronised by NTP",
                remedy: "start a time service, as by `timedatectl set-ntp true`")
        }
        return Finding(.clock, .ok, "synchronised by NTP")
    }
}
