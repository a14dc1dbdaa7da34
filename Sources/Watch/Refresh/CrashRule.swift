import FoundationEssentials
import NewsModel

/// What becomes of a feed during whose reading the whole process ended.
///
/// It may have been killed from outside, so once is no proof. Such a feed is read alone at the next start; if the
/// process ends again it is the feed's doing, and the others must go on.
enum CrashRule {
    private static let crashesThatProve = 2

    /// The feed's state after one more crash; it is quarantined when it has a concern of that kind.
    static func state(of feed: Feed, now: Date) -> FeedState {
        var state = feed.state
        let crashes = (state.memory.crashes ?? 0) + 1
        state.memory.crashes = crashes
        guard crashes >= crashesThatProve else { return state }
        let detail =
            "campwatchd ended twice in the middle of reading it, so it is quarantined; release it with "
            + "`campwatch feeds resume \(feed.id)`"
        _ = state.memory.set(.quarantined, detail, now: now)
        return state
    }
}
