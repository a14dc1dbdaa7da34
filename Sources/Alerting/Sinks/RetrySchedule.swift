package import FoundationEssentials

/// How long to wait before each attempt to deliver an alert.
package struct RetrySchedule: Hashable, Sendable {
    /// Seconds before the first, second … attempt.
    private let delays: [TimeInterval]
    /// Whether the last delay holds for all later attempts, too; else there are none.
    private let isEndless: Bool
    /// The largest share of a delay that is added by chance, so that receivers are not met by all senders at once.
    private let jitter: Double

    /// For files on this machine: a full disk is tried again every minute until there is space.
    package static let local = RetrySchedule(delays: [0, 1, 5, 15, 60], isEndless: true, jitter: 0)

    /// That of Standard Webhooks 1.0: ten attempts over 75 hours.
    package static let network = RetrySchedule(
        delays: [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400], isEndless: false,
        jitter: 0.1)

    /// Seconds from the end of the attempt before to this one (counted from 1); nil when there shall be none.
    ///
    /// `chance` is from 0 to 1.
    package func delay(beforeAttempt attempt: Int, chance: Double = 0) -> TimeInterval? {
        precondition(attempt >= 1, "attempts count from 1")
        guard attempt <= delays.count || isEndless else { return nil }
        return delays[min(attempt, delays.count) - 1] * (1 + jitter * chance)
    }
}
