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
        try await setOptions(subscriptions)
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

    /// What a line says of a feed's pages and addresses holds at each reading; without it stays what the CLI has set.
    private func setOptions(_ subscriptions: [OPML.Subscription]) async throws {
        let stated = subscriptions.filter { $0.fullText != nil || !$0.allow.isEmpty }
        guard !stated.isEmpty else { return }
        let known = Dictionary(
            try await store.feeds().map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        let fullTexts = stated.compactMap { line -> (url: String, fullText: FullText)? in
            guard let feed = known[line.url], let word = line.fullText.flatMap(FullText.init(rawValue:))
            else { return nil }
            return word == feed.fullText ? nil : (line.url, word)
        }
        let opened = stated.filter { line in
            !line.allow.isEmpty && known[line.url].map { $0.allowedAddresses != line.allowedBlocks } ?? false
        }
        guard !fullTexts.isEmpty || !opened.isEmpty else { return }
        try await store.write { transaction in
            for (url, fullText) in fullTexts { try transaction.setFullText(fullText, url: url) }
            for line in opened { try transaction.allow(line.allowedBlocks, url: line.url) }
        }
    }

    /// Empty at the first start, when there is no such file.
    private func known() -> Set<String> {
        guard let text = try? String(contentsOfFile: memory, encoding: .utf8) else { return [] }
        return Set(text.split(separator: "\n").map(String.init))
    }
}
