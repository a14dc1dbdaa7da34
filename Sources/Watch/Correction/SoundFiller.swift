import Analysis
package import FoundationEssentials
import NewsModel
package import Persistence

/// Gives the deals of an older database the sounds of their parties' names, so that stories in other scripts find them.
///
/// It works in small transactions from the newest deal down and goes on where it stopped, so it may be cut off at any time.
package struct SoundFiller: Sendable {
    private static let batch = 200

    private let store: Store

    package init(_ store: Store) { self.store = store }

    /// Works until nothing is left, the time is over, or the task is cancelled; true when nothing is left.
    package func run(for patience: Duration, now: Date) async throws(StoreError) -> Bool {
        let end = ContinuousClock.now + patience
        let start = now.addingTimeInterval(-DealMatcher.longestSilence)
        while !Task.isCancelled, ContinuousClock.now < end {
            let next = try await store.dealsWithoutSounds(changedSince: start, limit: Self.batch)
            guard let deals = next else { return true }
            if deals.isEmpty {
                try await store.write { try $0.finishSounds() }
                return true
            }
            let sounds = Dictionary(
                uniqueKeysWithValues: deals.map { ($0.id, DealMatcher.sounds(of: $0.parties)) })
            try await store.write { try $0.addSounds(sounds) }
        }
        return false
    }
}
