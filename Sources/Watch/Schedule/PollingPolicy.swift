package import FoundationEssentials
package import NewsModel

/// Decides when a feed is checked again, and says why.
///
/// A pure function of what the last check gave. The longest wait that anyone asks for wins. Jitter is only ever
/// added: a publisher who counts polls sees "too early" as abuse and "a little late" as nothing.
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
        /// No answer (DNS, connection, time-out): may be over in minutes.
        case transient
        /// The server's own trouble (5xx).
        case serverTrouble
        /// Told to slow down (429, 503 with Retry-After).
        case throttled
        /// An answer that will be the same next time: a missing feed (404), a refused address, TLS, no feed.
        case refused
        /// A web page where the feed was: a log-in, a captive portal, a parked domain.
        case page
        /// 401 and 403: asking again soon looks like an attack.
        case forbidden
        /// A body beyond the limit: each try costs the publisher all of it.
        case oversized
        /// 410: the publisher says that the feed will not come back.
        case gone
    }

    /// What the answer and the feed's past say about the next check.
    package struct Hints: Hashable, Sendable {
        /// From Cache-Control or Expires.
        package var maxAge: Duration?
        /// From Retry-After; a pause that was asked for.
        package var retryAfter: Duration?
        package var wishes: FeedWishes
        package var rhythm: Rhythm?

        package init(
            maxAge: Duration? = nil, retryAfter: Duration? = nil, wishes: FeedWishes = FeedWishes(),
            rhythm: Rhythm? = nil
        ) {
            self.maxAge = maxAge
            self.retryAfter = retryAfter
            self.wishes = wishes
            self.rhythm = rhythm
        }

        /// Seconds that server and feed ask us to stay away; nil when they do not.
        var askedWait: Double? {
            let seconds = [
                maxAge.map { $0 / .seconds(1) }, retryAfter.map { $0 / .seconds(1) },
                wishes.ttlMinutes.map { Double($0) * 60 }, wishes.updateSeconds.map(Double.init),
            ]
            return seconds.compactMap(\.self).max()
        }
    }

    package struct Decision: Hashable, Sendable {
        package var nextCheck: Date
        package var reason: String
        /// Failures in a row, this check included.
        package var failureCount: Int
        package var record: ScheduleRecord
    }

    /// With half a publication expected, the next look comes about when it is as likely as not worth it.
    private static let worthALook = 0.5
    /// How many intervals a quiet rhythm may stretch the wait on its own; who rarely writes has news when he does.
    private static let rhythmStretch = 4

    /// The next check after `outcome`; `failures` were in a row before it, `random` is in 0..<1.
    package func decide(
        after outcome: Outcome, hints: Hints, failures: Int, now: Date, random: Double
    ) -> Decision {
        var (inputs, failureCount) = (regularInputs(hints, now: now), 0)
        if case .failed(let failure) = outcome {
            failureCount = failures + 1
            inputs = failureInputs(failure, count: failureCount, hints)
        }
        // The longest wins; of equals the first, which is our own.
        var winner = inputs[0]
        for input in inputs where input.seconds > winner.seconds { winner = input }
        var record = ScheduleRecord(decided: now, inputs: inputs, winner: winner.source)
        var seconds = clamped(winner.seconds, &record)
        let due = now.addingTimeInterval(seconds)
        let opening = SkipWindow(hints.wishes).opening(from: due)
        if opening > due {
            let wait = opening.timeIntervalSince(now)
            record.inputs.append(ScheduleRecord.Input(.skip, seconds: wait))
            record.winner = .skip
            seconds = clamped(wait, &record)
        }
        record.jitter = seconds * random * polling.jitter
        return Decision(
            nextCheck: now.addingTimeInterval(seconds + record.jitter),
            reason: ScheduleWords(polling: polling, failures: failureCount).reason(record),
            failureCount: failureCount, record: record)
    }

    /// Our own pace, and what feed and server ask for.
    private func regularInputs(_ hints: Hints, now: Date) -> [ScheduleRecord.Input] {
        var inputs = [ScheduleRecord.Input(.interval, seconds: polling.interval / .seconds(1))]
        if let rhythm = hints.rhythm, rhythm.isKnown(at: now) {
            let longest = polling.interval * Self.rhythmStretch / .seconds(1)
            let wait = rhythm.wait(for: Self.worthALook, now: now, atMost: longest)
            inputs = [ScheduleRecord.Input(.rhythm, seconds: wait)]
        }
        let wishes = hints.wishes
        if let minutes = wishes.ttlMinutes { inputs.append(.init(.ttl, seconds: Double(minutes) * 60)) }
        if let seconds = wishes.updateSeconds {
            inputs.append(.init(.updatePeriod, seconds: Double(seconds)))
        }
        if let age = hints.maxAge { inputs.append(.init(.cache, seconds: age / .seconds(1))) }
        if let wait = hints.retryAfter { inputs.append(.init(.retryAfter, seconds: wait / .seconds(1))) }
        return inputs
    }

    /// A pause that doubles with each failure in a row; who is told how long to wait need not guess.
    private func failureInputs(_ failure: Failure, count: Int, _ hints: Hints) -> [ScheduleRecord.Input] {
        let start: Duration
        switch failure {
        case .transient: start = polling.minimum
        case .serverTrouble: start = max(polling.minimum, polling.interval / 4)
        case .throttled, .refused, .page: start = polling.interval
        case .forbidden, .oversized: start = polling.interval * 4
        case .gone: start = polling.maximum
        }
        // 2^20 × 1 s is past every maximum, so the power cannot overflow.
        let pause = min(start * (1 << min(count - 1, 20)), polling.maximum)
        let asked = hints.retryAfter.map { ScheduleRecord.Input(.retryAfter, seconds: $0 / .seconds(1)) }
        if let asked, failure == .throttled { return [asked] }
        return [ScheduleRecord.Input(.backOff, seconds: pause / .seconds(1))] + [asked].compactMap(\.self)
    }

    private func clamped(_ seconds: Double, _ record: inout ScheduleRecord) -> Double {
        let (minimum, maximum) = (polling.minimum / .seconds(1), polling.maximum / .seconds(1))
        record.limit = seconds < minimum ? .minimum : seconds > maximum ? .maximum : nil
        return min(max(seconds, minimum), maximum)
    }
}
