import FeedParsing
import Foundation
import NewsModel
import Persistence

/// Reads OPML lists of feeds.
enum SubscriptionFile {
    /// The feeds of a file, each address once; nil for a missing file, which is not the same as an empty list.
    static func load(path: String) throws(ConfigurationError) -> [OPML.Subscription]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try parse(Array(readText(path).utf8), file: path)
    }

    /// The feeds of an OPML text; `file` is only named in errors.
    static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> [OPML.Subscription] {
        let document: OPML.Document
        do {
            document = try OPML.parse(bytes)
        } catch {
            throw ConfigurationError(problems: [.init(file: file, line: nil, message: "\(error)")])
        }
        var seen: Set<String> = []
        return document.subscriptions.filter { seen.insert($0.url).inserted }
    }
}

extension StoreTransaction {
    /// Subscribes to the feeds and says how many are new.
    func add(_ subscriptions: [OPML.Subscription]) throws(StoreError) -> Int {
        var count = 0
        for feed in subscriptions {
            let (_, isNew) = try addFeed(
                url: feed.url, title: OneLine.text(feed.title, atMost: 200), folder: feed.folder,
                language: feed.language.flatMap(Language.init(tag:)))
            if isNew { count += 1 }
        }
        return count
    }
}
