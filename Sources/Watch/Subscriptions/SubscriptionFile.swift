import FeedParsing
import Foundation
import NewsModel
import Persistence

/// Reads OPML lists of feeds.
enum SubscriptionFile {
    /// The feeds of a file, each address once; nil for a missing file, which is not the same as an empty list.
    static func load(path: String) throws(ConfigurationError) -> [OPML.Subscription]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try parse(Array(readText(path).utf8), file: path, isStrict: true)
    }

    /// The feeds of an OPML text; `file` is only named in errors.
    ///
    /// The operator's own list is read strictly, because a feed that a slip hides would be unsubscribed; a list
    /// from another reader is taken as far as it goes.
    static func parse(
        _ bytes: [UInt8], file: String, isStrict: Bool = false
    ) throws(ConfigurationError) -> [OPML.Subscription] {
        let document: OPML.Document
        do {
            document = try OPML.parse(bytes)
        } catch {
            throw ConfigurationError(problems: [.init(file: file, line: nil, message: "\(error)")])
        }
        if isStrict, let complaint = document.complaint {
            throw ConfigurationError(problems: [
                .init(file: file, line: nil, message: OneLine.text(complaint))
            ])
        }
        for feed in document.subscriptions where isStrict {
            guard let word = feed.fullText, FullText(rawValue: word) == nil else { continue }
            let words = FullText.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationError(problems: [
                .init(
                    file: file, line: nil,
                    message: OneLine.text("fullText of \(feed.url) must be one of \(words), not \"\(word)\""))
            ])
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
            if isNew, let fullText = feed.fullText.flatMap(FullText.init(rawValue:)) {
                try setFullText(fullText, url: feed.url)
            }
        }
        return count
    }
}
