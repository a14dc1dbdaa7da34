import FoundationEssentials
import NewsModel
import Persistence

/// One pass of retention: takes the texts of old stories, in small transactions between which others get their turn.
///
/// Never touched are deals and their reports, stories that report a deal, alerts, and of every other story its title,
/// link and labels. Stories of the last week stay whole whatever the size says: their feeds still change them.
struct RetentionPass {
    /// What a pass has done.
    struct Outcome: Hashable, Sendable {
        var byAge = 0
        var bySize = 0
        /// What the database holds beyond its limit although nothing more may be forgotten.
        var excess = 0
    }

    /// Stories of one transaction: some ten milliseconds.
    private static let batch = 50
    private static let pause = Duration.milliseconds(20)
    private static let youngest: TimeInterval = 7 * 86_400
    /// Pages of the search index that are merged in one transaction.
    private static let mergedPages = 200

    let store: Store
    let limits: Configuration.Retention
    let now: Date

    func run() async throws -> Outcome {
        var outcome = Outcome()
        for areRelevant in [false, true] {
            guard let age = limits.age(areRelevant: areRelevant) else { continue }
            outcome.byAge += try await forget(areRelevant: areRelevant, seenBefore: now - age).stories
        }
        guard limits.size > 0 else { return outcome }
        var excess = try await store.usedBytes() - limits.size
        guard excess > 0 else { return outcome }
        for areRelevant in [false, true] where excess > 0 {
            let done = try await forget(
                areRelevant: areRelevant, seenBefore: now - Self.youngest, atMost: excess)
            outcome.bySize += done.stories
            excess -= done.bytes
        }
        try await shrinkSearch()
        outcome.excess = max(0, excess)
        return outcome
    }

    /// Forgets the oldest stories of before a time until they come to some bytes.
    private func forget(
        areRelevant: Bool, seenBefore end: Date, atMost most: Int = .max
    ) async throws -> (stories: Int, bytes: Int) {
        var done = (stories: 0, bytes: 0)
        var last: ForgettableStory?
        while !Task.isCancelled, done.bytes < most {
            let found = try await store.forgettableStories(
                areRelevant: areRelevant, seenBefore: end, after: last, limit: Self.batch)
            guard !found.isEmpty else { break }
            last = found.last
            done.stories += try await store.write { transaction in
                try transaction.forget(found.map(\.id), at: now)
            }
            done.bytes += found.reduce(0) { $0 + $1.bytes }
            try await Task.sleep(for: Self.pause)
        }
        return done
    }

    private func shrinkSearch() async throws {
        var isFirst = true
        while !Task.isCancelled {
            let first = isFirst
            let goesOn = try await store.write { transaction in
                try transaction.shrinkSearch(pages: Self.mergedPages, isFirst: first)
            }
            guard goesOn || isFirst else { return }
            isFirst = false
            try await Task.sleep(for: Self.pause)
        }
    }
}

extension Configuration.Retention {
    /// Seconds after which a story's text may go; nil when it stays for ever.
    func age(areRelevant: Bool) -> TimeInterval? {
        let age = areRelevant || irrelevant == .zero ? stories : irrelevant
        return age == .zero ? nil : age / .seconds(1)
    }
}
