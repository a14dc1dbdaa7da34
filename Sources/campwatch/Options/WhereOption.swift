import Alerting
import ArgumentParser
import DealGraph
import Foundation
import NewsModel
import Persistence
import Watch

/// `--where`: a condition in the filter language of rules.
struct WhereOption: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only what fulfils this, in the language of rules (docs/rules.md).", valueName: "filter"))
    var text: String?

    /// The condition, or nil without the option; every mistake in it is told with its column.
    func condition(
        _ directories: DirectoryOptions, _ store: Store, in context: CommandContext
    ) async throws -> StoredCondition? {
        guard let text else { return nil }
        let feeds = try await storeResult { try await store.feeds() }
        var vocabulary = FilterVocabulary.configured(in: directories.directories(in: context).config)
        let parties = (vocabulary.parties ?? []).union(
            try await storeResult { try await store.knownParties() })
        if vocabulary.parties != nil { vocabulary.parties = parties }
        vocabulary.feeds = try await storeResult { try await store.knownFeedTitles() }
        vocabulary.hasChanges = false
        vocabulary.folders = feeds.map(\.folder)
        let (filter, problems) = Filter.read(text, vocabulary: vocabulary)
        guard problems.isEmpty else { throw Failure(.usage, Self.message(problems, in: text)) }
        return StoredCondition(
            filter: filter, parties: parties,
            folders: Dictionary(uniqueKeysWithValues: feeds.map { ($0.id, $0.folder) }),
            book: try await store.flowBook(for: [filter]))
    }

    /// Each mistake, and under a filter that fits on a line a sign at its place.
    private static func message(_ problems: [FilterError], in text: String) -> String {
        problems.map { problem in
            let line =
                "--where:\(problem.column): \(problem.problem)" + (problem.advice.map { ": \($0)" } ?? "")
            guard text.safe == text, TextWidth.columns(text) <= 70 else { return line }
            let indent = TextWidth.columns(String(text.prefix(problem.column - 1)))
            return "\(line)\n| \(text)\n|" + String(repeating: "-", count: indent) + "-^"
        }.joined(separator: "\n")
    }
}

/// A filter that is asked about what the database holds.
struct StoredCondition: Sendable {
    var filter: Filter
    /// Ids of every company that is listed or party to a stored deal.
    var parties: Set<String>
    /// Of each subscribed feed.
    var folders: [FeedID: String]
    /// Who pays whom, if the filter asks about cycles.
    var book: FlowBook

    /// Whether one of the story's deals, or the story without one, fulfils the filter.
    var holdsForStory: @Sendable (Story) -> Bool {
        { story in
            // A report is no stored deal, so it has no number to be told from others by.
            FilterSubject.subjects(of: story, folder: folder(of: story)) {
                book.closesCycle(DealID(rawValue: 0), $0.status, $0.parties)
            }.contains(where: filter.matches)
        }
    }

    /// How many deals are looked at before more are found, and then before all are.
    private static let looks = [100, 1_000, Int.max]
    /// How many deals are read at once.
    private static let batch = 500

    /// The first deals of a query that fulfil the filter, by themselves or as one of the stories tells them that report
    /// them.
    func first(of query: DealQuery, in store: Store) async throws -> [Deal] {
        var query = try await narrowed(query, in: store)
        let limit = query.limit
        var found: [Deal] = []
        var seen: Set<DealID> = []
        for look in Self.looks {
            query.limit = look
            var ids = try await storeResult { [query] in try await store.dealIDs(query) }
            let isAll = ids.count < look
            ids.removeAll { !seen.insert($0).inserted }
            for start in stride(from: 0, to: ids.count, by: Self.batch) {
                let part = Array(ids[start..<min(start + Self.batch, ids.count)])
                for deal in try await storeResult({ try await store.deals(ids: part) })
                where try await holds(for: deal, in: store) {
                    found.append(deal)
                    if found.count == limit { return found }
                }
            }
            if isAll { break }
        }
        return found
    }

    private func holds(for deal: Deal, in store: Store) async throws -> Bool {
        let closesCycle = book.closesCycle(deal.id, deal.status, deal.parties)
        guard filter.asksAboutStory else {
            return filter.matches(
                FilterSubject(deal: deal, story: nil, folder: "", closesCycle: closesCycle))
        }
        return try await storeResult {
            try await store.hasReport(of: deal.id) { [self] story in
                filter.matches(
                    FilterSubject(
                        deal: deal, story: story, folder: folder(of: story), closesCycle: closesCycle))
            }
        }
    }

    private func folder(of story: Story) -> String { folders[story.feed] ?? "" }
}

extension Store {
    /// Who pays whom, for filters that ask about cycles; empty for others, which never look into it.
    func flowBook(for filters: [Filter]) async throws -> FlowBook {
        guard filters.contains(where: \.asksAboutCycle) else { return FlowBook([]) }
        return FlowBook(try await storeResult { try await firmFlows() })
    }
}
