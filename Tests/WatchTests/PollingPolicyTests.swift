import FoundationEssentials
import NewsModel
import Testing
import Watch

@Suite struct PollingPolicyTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)
    private static let policy = PollingPolicy(polling: Configuration.Polling())

    /// A feed that publishes evenly up to now.
    private static func rhythm(every seconds: Double, count: Int) -> Rhythm? {
        let times = (0..<count).map { now.addingTimeInterval(-seconds * Double($0)) }
        return Rhythm(publications: times, now: now)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var outcome = PollingPolicy.Outcome.changed
        var hints = PollingPolicy.Hints()
        var failures = 0
        let minutes: Double
        var failureCount = 0
        let reason: String
    }

    static let cases: [Case] = [
        Case(testDescription: "plain success", minutes: 60, reason: "every 1h"),
        Case(
            testDescription: "304 ends a row of failures", outcome: .unchanged, failures: 4, minutes: 60,
            reason: "every 1h"),
        Case(
            testDescription: "feed asks for less often", hints: .init(wishes: FeedWishes(ttlMinutes: 120)),
            minutes: 120,
            reason: "the feed asks for every 2h"),
        Case(
            testDescription: "feed asks for more often", hints: .init(wishes: FeedWishes(ttlMinutes: 1)),
            minutes: 60,
            reason: "every 1h"),
        Case(
            testDescription: "the longest of many wishes",
            hints: .init(
                maxAge: .seconds(5_400), wishes: FeedWishes(ttlMinutes: 70, updateSeconds: 10_800)),
            minutes: 180, reason: "the feed asks for every 3h"),
        Case(
            testDescription: "Retry-After with a good answer", hints: .init(retryAfter: .seconds(7_200)),
            minutes: 120, reason: "the server asks to wait 2h"),
        // now is 2026-05-28 20:26:40 UTC, a Thursday
        Case(
            testDescription: "hours to skip", hints: .init(wishes: FeedWishes(skipHours: [20, 21, 22, 23])),
            minutes: 213 + 1.0 / 3,
            reason: "the feed asks to be left alone at that hour, for 3h 33m"),
        Case(
            testDescription: "days to skip", hints: .init(wishes: FeedWishes(skipDays: [4])),
            minutes: 213 + 1.0 / 3,
            reason: "the feed asks to be left alone at that hour, for 3h 33m"),
        Case(
            testDescription: "a weekend that is longer than the maximum",
            hints: .init(wishes: FeedWishes(skipDays: [4, 5, 6, 0])), minutes: 1_440,
            reason: "the feed asks to be left alone at that hour, for 3d 3h, not over 1d"),
        Case(
            testDescription: "every hour to skip means none",
            hints: .init(wishes: FeedWishes(skipHours: Array(0..<24))), minutes: 60, reason: "every 1h"),
        Case(
            testDescription: "a busy rhythm", hints: .init(rhythm: rhythm(every: 1_200, count: 300)),
            minutes: 9.15, reason: "by the feed's own rhythm, something new is likely in 9m 9s"),
        Case(
            testDescription: "a slow rhythm stretches the interval four times",
            hints: .init(rhythm: rhythm(every: 5 * 86_400, count: 10)), minutes: 240,
            reason: "by the feed's own rhythm, something new is likely in 4h"),
        Case(
            testDescription: "three entries are no rhythm",
            hints: .init(rhythm: rhythm(every: 600, count: 3)),
            minutes: 60, reason: "every 1h"),
        Case(
            testDescription: "403", outcome: .failed(.forbidden), minutes: 240, failureCount: 1,
            reason: "4h after a failure"),
        Case(
            testDescription: "an oversized body again", outcome: .failed(.oversized), failures: 1,
            minutes: 480, failureCount: 2, reason: "8h after 2 failures in a row"),
        Case(
            testDescription: "500", outcome: .failed(.serverTrouble), minutes: 15, failureCount: 1,
            reason: "15m after a failure"),
        Case(
            testDescription: "max-age of a year", hints: .init(maxAge: .seconds(31_536_000)), minutes: 1_440,
            reason: "the server says the answer stays fresh for 365d, not over 1d"),
        Case(
            testDescription: "first time-out", outcome: .failed(.transient), minutes: 5, failureCount: 1,
            reason: "5m after a failure"),
        Case(
            testDescription: "third time-out", outcome: .failed(.transient), failures: 2, minutes: 20,
            failureCount: 3,
            reason: "20m after 3 failures in a row"),
        Case(
            testDescription: "hundredth time-out", outcome: .failed(.transient), failures: 99, minutes: 1_440,
            failureCount: 100, reason: "1d after 100 failures in a row"),
        Case(
            testDescription: "404", outcome: .failed(.refused), minutes: 60, failureCount: 1,
            reason: "1h after a failure"),
        Case(
            testDescription: "410", outcome: .failed(.gone), minutes: 1_440, failureCount: 1,
            reason: "1d after a failure"),
        Case(
            testDescription: "429 with Retry-After", outcome: .failed(.throttled),
            hints: .init(retryAfter: .seconds(900)),
            minutes: 15, failureCount: 1, reason: "the server asks to wait 15m"),
        Case(
            testDescription: "Retry-After of ten years", outcome: .failed(.throttled),
            hints: .init(retryAfter: .seconds(315_360_000)), minutes: 1_440, failureCount: 1,
            reason: "the server asks to wait 3650d, not over 1d"),
        Case(
            testDescription: "Retry-After of no time", outcome: .failed(.throttled),
            hints: .init(retryAfter: .zero),
            minutes: 5, failureCount: 1, reason: "the server asks to wait 0s, not under 5m"),
        Case(
            testDescription: "503 with Retry-After longer than the back-off", outcome: .failed(.transient),
            hints: .init(retryAfter: .seconds(1_800)), minutes: 30, failureCount: 1,
            reason: "the server asks to wait 30m"),
    ]

    @Test(arguments: cases)
    func nextCheckFollowsTheOutcome(_ example: Case) {
        let decision = Self.policy.decide(
            after: example.outcome, hints: example.hints, failures: example.failures, now: Self.now, random: 0
        )

        let minutes = decision.nextCheck.timeIntervalSince(Self.now) / 60
        #expect(abs(minutes - example.minutes) <= example.minutes * 0.06)
        #expect(decision.reason == example.reason)
        #expect(decision.record.inputs.contains { $0.source == decision.record.winner })
        #expect(decision.failureCount == example.failureCount)
    }

    @Test func jitterIsOnlyEverAdded() {
        for random in stride(from: 0, to: 1, by: 0.09) {
            let decision = Self.policy.decide(
                after: .changed, hints: .init(), failures: 0, now: Self.now, random: random)
            let minutes = decision.nextCheck.timeIntervalSince(Self.now) / 60
            #expect(minutes >= 60 && minutes <= 66)
        }
    }
}
