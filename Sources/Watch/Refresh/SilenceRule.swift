package import Foundation
package import NewsModel

/// What a feed's silence means, measured by its own rhythm.
///
/// Publications are taken as a Poisson process: where `n` are expected, none comes with probability e^-n.
package enum SilenceRule {
    /// Expected publications after which "not modified" is doubted: chance would do that once in 3,000 times.
    private static let doubtAfter = 8.0
    /// Expected publications after which silence itself is told: once in 160,000.
    private static let alarmAfter = 12.0
    /// Holidays happen.
    private static let shortestDoubt: TimeInterval = 86_400
    private static let shortestAlarm: TimeInterval = 3 * 86_400

    /// Whether the next request leaves its validators out, to see whether "not modified" is true.
    ///
    /// Each audit that finds nothing doubles the patience.
    package static func isAuditDue(_ state: FeedState, now: Date) -> Bool {
        let memory = state.memory
        guard state.validators != FeedValidators(), state.lastStatus == 304, let rhythm = memory.rhythm,
            rhythm.isKnown(at: now), let whole = memory.lastWhole,
            now.timeIntervalSince(whole) >= shortestDoubt
        else { return false }
        let patience = doubtAfter * exp2(Double(min(memory.audits ?? 0, 20)))
        return rhythm.expected(from: whole, to: now, now: whole) >= patience
    }

    /// Plain words when nothing new came for longer than the rhythm allows; nil when all is well.
    package static func complaint(_ rhythm: Rhythm?, now: Date) -> String? {
        guard let rhythm, rhythm.isKnown(at: rhythm.newest) else { return nil }
        let silence = now.timeIntervalSince(rhythm.newest)
        guard silence >= shortestAlarm,
            rhythm.expected(from: rhythm.newest, to: now, now: rhythm.newest) >= alarmAfter
        else { return nil }
        return "nothing new since \(rhythm.newest.formatted(.iso8601)), though it used to publish "
            + "\(Self.pace(rhythm.perDay(at: rhythm.newest)))"
    }

    /// "12 a day", "2 a week".
    private static func pace(_ perDay: Double) -> String {
        perDay >= 1.5 ? "\(Int(perDay.rounded())) a day" : "\(max(1, Int((perDay * 7).rounded()))) a week"
    }
}
