package import FoundationEssentials

/// Decides when a feed is checked again, and says why.
///
/// A pure function of what the last check gave. Jitter is only ever added: a publisher who counts polls sees
/// "too early" as abuse and "a little late" as nothing.
package struct PollingPolicy: Equatable, Sendable {
    package var polling: Configuration.Polling

    package init(polling: Configuration.Polling) { self.polling = polling }

    /// What a check gave, as far as the schedule cares.
    package enum Outcome: Hashable, Sendable {
        case changed
        case unchanged
        case failed(Failure)
    }

    /// Failures by how soon another try makes sense.
    package enum Failure: String, Sendable, CaseIterable {
        /// No answer, or the server's own trouble (5xx): may be over in minutes.
        case transient
        /// Told to slow down (429, 503 with Retry-After).
        case throttled
        /// An answer that will be the same next time: 4xx, no feed, a refused address.
        case refused
        /// 410: the publisher says that the feed will not come back.
        case gone
    }

    /// What the answer itself says about the next check.
    package struct Hints: Hashable, Sendable {
        /// From Cache-Control or Expires.
        package var maxAge: Duration?
        /// From Retry-After; a pause that was asked for.
        package var retryAfter: Duration?
        /// From the feed's `ttl` or `sy:updatePeriod`.
        package var feedInterval: Duration?

        package init(maxAge: Duration? = nil, retryAfter: Duration? = nil, feedInterval: Duration? = nil) {
            self.maxAge = maxAge
            self.retryAfter = retryAfter
            self.feedInterval = feedInterval
        }
    }

    package struct Decision: Hashable, Sendable {
        package var nextCheck: Date
        package var reason: String
        /// Failures in a row, this check included.
        package var failureCount: Int
    }

    /// The next check after `outcome`; `failures` were in a row before it, `random` is in 0..<1.
    package func decide(
        after outcome: Outcome, hints: Hints, failures: Int, now: Date, random: Double
    ) -> Decision {
        let failureCount: Int
        var wait: (duration: Duration, reason: String)
        switch outcome {
        case .changed, .unchanged:
            failureCount = 0
            wait = regularWait(hints)
        case .failed(let failure):
            failureCount = failures + 1
            wait = backOff(after: failure, count: failureCount, hints)
        }
        wait = clamped(wait)
        let jitter = wait.duration * (random * polling.jitter)
        return Decision(
            nextCheck: now.addingTimeInterval((wait.duration + jitter) / .seconds(1)),
            reason: reason(wait.reason, jitter), failureCount: failureCount)
    }

    /// The longest of our own interval and what feed and server ask for.
    private func regularWait(_ hints: Hints) -> (duration: Duration, reason: String) {
        var wait = (duration: polling.interval, reason: "every \(DurationText.format(polling.interval))")
        if let asked = hints.feedInterval, asked > wait.duration {
            wait = (asked, "the feed asks for every \(DurationText.format(asked))")
        }
        if let asked = hints.maxAge, asked > wait.duration {
            wait = (asked, "the server says the answer stays fresh for \(DurationText.format(asked))")
        }
        return wait
    }

    private func backOff(
        after failure: Failure, count: Int, _ hints: Hints
    ) -> (duration: Duration, reason: String) {
        let start: Duration
        switch failure {
        case .transient: start = polling.minimum
        case .throttled, .refused: start = polling.interval
        case .gone: start = polling.maximum
        }
        // 2^20 × 1 s is past every maximum, so the power cannot overflow.
        let pause = min(start * (1 << min(count - 1, 20)), polling.maximum)
        if let asked = hints.retryAfter, asked >= pause || failure == .throttled {
            return (asked, "the server asks to wait \(DurationText.format(asked))")
        }
        let times = count == 1 ? "after a failure" : "after \(count) failures in a row"
        return (pause, "\(DurationText.format(pause)) \(times)")
    }

    private func clamped(_ wait: (duration: Duration, reason: String)) -> (duration: Duration, reason: String)
    {
        if wait.duration < polling.minimum {
            return (polling.minimum, "\(wait.reason), not under \(DurationText.format(polling.minimum))")
        }
        if wait.duration > polling.maximum {
            return (polling.maximum, "\(wait.reason), not over \(DurationText.format(polling.maximum))")
        }
        return wait
    }

    private func reason(_ reason: String, _ jitter: Duration) -> String {
        jitter < .seconds(1) ? reason : "\(reason), and \(DurationText.format(jitter)) by chance"
    }
}
