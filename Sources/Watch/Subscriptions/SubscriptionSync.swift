import FeedParsing
import Foundation
import NewsModel
import Persistence

/// Takes over what changed in `feeds.opml` since it was last read, and nothing else.
///
/// The database owns the subscriptions; the file is one of two ways to change them, the CLI is the other. So only
/// the difference to the last reading counts: a line that is new subscribes, a line that is gone unsubscribes (its
/// stories stay), and a feed that was added or removed by the CLI stays so. The addresses of the last reading are
/// kept in `feeds.imported` in the state directory.
struct SubscriptionSync {
    /// What one reading changed.
    struct Change: Hashable, Sendable {
        var added = 0
        var removed = 0
    }

    let store: Store
    /// The file of the last reading's addresses, one a line.
    let memory: String

    func apply(_ subscriptions: [OPML.Subscription], now: Date) async throws -> Change {
        let before = known()
        let after = Set(subscriptions.map(\.url))
        let new = subscriptions.filter { !before.contains($0.url) }
        let gone = before.subtracting(after)
        try await setFullText(subscriptions)
        guard !new.isEmpty || !gone.isEmpty else { return Change() }
        var goneIDs: [FeedID] = []
        for url in gone.sorted() {
            if let feed = try await store.feed(url: url) { goneIDs.append(feed.id) }
        }
        let removed = goneIDs
        let change = try await store.write { transaction in
            let added = try transaction.add(new)
            for id in removed { try transaction.removeFeed(id, at: now) }
            return Change(added: added, removed: removed.count)
        }
        // After the commit: a crash between the two reads the same difference again, which changes nothing.
        try after.sorted().joined(separator: "\n").write(toFile: memory, atomically: true, encoding: .utf8)
        return change
    }

    /// What a line says of a feed's pages holds at each reading; a feed without it keeps what the CLI has set.
    private func setFullText(_ subscriptions: [OPML.Subscription]) async throws {
        let stated = subscriptions.compactMap { feed in
            feed.fullText.flatMap(FullText.init(rawValue:)).map { (url: feed.url, fullText: $0) }
        }
        guard !stated.isEmpty else { return }
        let known = Dictionary(
            try await store.feeds().map { ($0.url, $0.fullText) }, uniquingKeysWith: { first, _ in first })
        let changed = stated.filter { feed in known[feed.url].map { $0 != feed.fullText } ?? false }
        guard !changed.isEmpty else { return }
        try await store.write { transaction in
            for feed in changed { try transaction.setFullText(feed.fullText, url: feed.url) }
        }
    }

    /// Empty at the first start, when there is no such file.
    private func known() -> Set<String> {
        guard let text = try? String(contentsOfFile: memory, encoding: .utf8) else { return [] }
        return Set(text.split(separator: "\n").map(String.init))
    }
}
