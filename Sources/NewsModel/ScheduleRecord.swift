package import FoundationEssentials

/// How a next check was found: everything that spoke for a wait, and what won.
package struct ScheduleRecord: Hashable, Sendable, Codable {
    /// Who asks for a wait.
    package enum Source: String, Sendable, Codable, CaseIterable {
        /// The configured interval, as long as no rhythm is known.
        case interval
        /// The feed's learned rhythm.
        case rhythm
        /// RSS `ttl`.
        case ttl
        /// `sy:updatePeriod` and `sy:updateFrequency`.
        case updatePeriod = "update_period"
        /// Cache-Control or Expires.
        case cache
        case retryAfter = "retry_after"
        /// RSS `skipHours` and `skipDays`.
        case skip
        /// Our own growing pause after failures.
        case backOff = "back_off"
        /// Another feed of the same host or domain was told to wait.
        case throttle
    }

    package enum Limit: String, Sendable, Codable {
        case minimum, maximum
    }

    /// One voice.
    package struct Input: Hashable, Sendable, Codable {
        package var source: Source
        package var seconds: Double

        package init(_ source: Source, seconds: Double) {
            self.source = source
            self.seconds = seconds
        }
    }

    package var decided: Date
    package var inputs: [Input]
    package var winner: Source
    /// The configured bound that replaced the winner's wish, if one did.
    package var limit: Limit?
    /// Seconds added by chance.
    package var jitter: Double

    package init(decided: Date, inputs: [Input], winner: Source, limit: Limit? = nil, jitter: Double = 0) {
        self.decided = decided
        self.inputs = inputs
        self.winner = winner
        self.limit = limit
        self.jitter = jitter
    }
}

/// What a feed's own text asks of its readers; it holds until the next whole answer, through every 304.
package struct FeedWishes: Hashable, Sendable, Codable {
    package var ttlMinutes: Int?
    package var updateSeconds: Int?
    /// Hours of the day, 0 to 23, UTC.
    package var skipHours: [Int]
    /// Days of the week, 0 (Sunday) to 6.
    package var skipDays: [Int]

    package init(
        ttlMinutes: Int? = nil, updateSeconds: Int? = nil, skipHours: [Int] = [], skipDays: [Int] = []
    ) {
        self.ttlMinutes = ttlMinutes
        self.updateSeconds = updateSeconds
        self.skipHours = skipHours
        self.skipDays = skipDays
    }
}
