import FoundationEssentials
import Testing
import Watch

@Suite struct PollingPolicyTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)
    private static let policy = PollingPolicy(polling: Configuration.Polling())

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
            testDescription: "feed asks for less often", hints: .init(feedInterval: .seconds(7_200)),
            minutes: 120,
            reason: "the feed asks for every 2h"),
        Case(
            testDescription: "feed asks for more often", hints: .init(feedInterval: .seconds(60)),
            minutes: 60,
            reason: "every 1h"),
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

        #expect(decision.nextCheck == Self.now.addingTimeInterval(example.minutes * 60))
        #expect(decision.reason == example.reason)
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
