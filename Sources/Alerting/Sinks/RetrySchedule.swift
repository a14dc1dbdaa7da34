package import FoundationEssentials

/// How long to wait before each attempt to deliver an alert.
package struct RetrySchedule: Hashable, Sendable {
    /// Seconds before the first, second … attempt; the last holds for all later ones, too.
    private let delays: [TimeInterval]

    /// For files on this machine: a full disk is tried again every minute until there is space.
    package static let local = RetrySchedule(delays: [0, 1, 5, 15, 60])

    /// Seconds from the end of the attempt before to this one (counted from 1).
    package func delay(beforeAttempt attempt: Int) -> TimeInterval {
        precondition(attempt >= 1, "attempts count from 1")
        return delays[min(attempt, delays.count) - 1]
    }
}
