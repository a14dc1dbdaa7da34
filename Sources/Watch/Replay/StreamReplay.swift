package import Analysis
import Foundation
import NewsModel
import Persistence

/// Runs a stream of stories in the order of time through analysis and identity, with their own times as the clock.
///
/// It files as the daemon does, into a database of its own that is gone afterwards.
package struct StreamReplay {
    private let analyzer: Analyzer
    private let matcher = DealMatcher()

    package init(lexicon: Lexicon) {
        analyzer = Analyzer(lexicon: lexicon)
    }

    /// `progress` is told how many items are done.
    package func run(
        _ items: [StreamItem], progress: (Int) -> Void = { _ in }
    ) async throws -> [StreamOutcome] {
        let directory = FileManager.default.temporaryDirectory.appending(
            path: "campwatch-replay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        // Nothing is left to do where it cannot be removed.
        defer { try? FileManager.default.removeItem(at: directory) }
        let store = try Store.open(path: directory.appending(path: "replay.db").path, mode: .owner)
        var outcomes: [StreamOutcome] = []
        for item in items {
            outcomes.append(try await file(item, store))
            progress(outcomes.count)
        }
        return outcomes
    }

    private func file(_ item: StreamItem, _ store: Store) async throws -> StreamOutcome {
        let now = item.publishedDate ?? .distantPast
        let (analysis, sketch) = analyzer.read(
            title: item.title, text: item.text, language: item.language, published: now)
        let entry = Entry(
            key: item.id, title: item.title, link: item.url, published: now, text: item.text,
            language: item.language)
        let matcher = matcher
        let filed = try await store.write(isDurable: false) { transaction -> [DealFiler.Filed] in
            let feed = try transaction.addFeed(url: "https://\(item.feed).invalid/", title: item.feed).id
            let outcome = try transaction.store(entry: entry, feed: feed, analysis: analysis, now: now)
            let filer = DealFiler(transaction: transaction, matcher: matcher, now: now)
            guard let sketch else { return [] }
            switch outcome {
            case .new(let story): return try filer.file(story, sketch)
            case .revised(let story, let previous, let reports):
                return try filer.file(
                    story, sketch, revision: StoryTies.Revision(previous: previous, reports: reports))
            case .carried, .unchanged: return []
            }
        }
        return Self.outcome(of: item, filed)
    }

    private static func outcome(of item: StreamItem, _ filed: [DealFiler.Filed]) -> StreamOutcome {
        let change = filed.first?.change
        return StreamOutcome(
            id: item.id, deal: filed.first.map { "\($0.deal.id)" },
            alert: change.map { $0.kind == .new ? .new : .update } ?? .none,
            change: (change?.details ?? []).map(\.words))
    }
}

extension DealChange.Detail {
    /// What changed, for people.
    fileprivate var words: String {
        switch self {
        case .type(let from, let to): "type: \(from.rawValue) → \(to.rawValue)"
        case .status(let from, let to): "status: \(from.rawValue) → \(to.rawValue)"
        case .amount(let from, let to):
            "amount: \(from.map { "\($0.value) \($0.currency)" } ?? "none") → \(to.value) \(to.currency)"
        case .party(let party): "party: \(party.id) as \(party.role.rawValue)"
        case .side(let type): "side: \(type.rawValue)"
        case .correctedAmount(let from, let to):
            "corrected amount: \(from.value) \(from.currency) → \(to.value) \(to.currency)"
        case .correctedVersion(let from, let to): "corrected version: \(from) → \(to)"
        }
    }
}
