package import FoundationEssentials

/// How long to wait before each attempt to deliver an alert.
package struct RetrySchedule: Hashable, Sendable {
    /// Seconds before the first, second … attempt.
    private let delays: [TimeInterval]
    /// The last delay holds for all later attempts, too; else the delivery is given up.
    private let isEndless: Bool

    /// For sinks over the network: ten attempts over three days (Standard Webhooks 1.0, "Deliverability").
    package static let network = RetrySchedule(
        delays: [
            0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
        ],
        isEndless: false)

    /// For files on this machine: a full disk is tried again every minute until there is space.
    package static let local = RetrySchedule(delays: [0, 1, 5, 15, 60], isEndless: true)

    /// Seconds from the end of the attempt before to this one (counted from 1); nil means give up.
    package func delay(beforeAttempt attempt: Int) -> TimeInterval? {
        precondition(attempt >= 1, "attempts count from 1")
        if attempt <= delays.count { return delays[attempt - 1] }
        return isEndless ? delays.last : nil
    }
}
