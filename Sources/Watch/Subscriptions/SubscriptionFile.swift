package import FeedParsing
import Foundation
import HTTPTransfer
import NewsModel
import Persistence

/// Reads OPML lists of feeds.
package enum SubscriptionFile {
    /// The feeds of a file, each address once; nil for a missing file, which is not the same as an empty list.
    ///
    /// It is read strictly, because a feed that a slip hides would be unsubscribed.
    static func load(path: String) throws(ConfigurationError) -> [OPML.Subscription]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let (feeds, problems) = try parse(Array(readText(path).utf8), file: path)
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return feeds
    }

    /// The feeds of an OPML text, each address once, and what is wrong with it; `file` is only named in problems.
    package static func parse(
        _ bytes: [UInt8], file: String
    ) throws(ConfigurationError) -> (feeds: [OPML.Subscription], problems: [ConfigurationError.Problem]) {
        let document: OPML.Document
        do {
            document = try OPML.parse(bytes)
        } catch {
            throw ConfigurationError(problems: [.init(file: file, line: nil, message: refusal(error))])
        }
        let problems =
            document.complaints.map {
                ConfigurationError.Problem(file: file, line: $0.line, message: OneLine.text($0.message))
            } + document.subscriptions.compactMap { wordProblem(of: $0, file: file) }
            + document.subscriptions.compactMap { languageProblem(of: $0, file: file) }
            + document.subscriptions.flatMap { blockProblems(of: $0, file: file) }
        var seen: Set<String> = []
        let feeds = document.subscriptions.filter { seen.insert($0.url).inserted }
        return (feeds, problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }

    private static func refusal(_ error: FeedParsingError) -> String {
        switch error {
        case .notAFeed(.empty): "is empty; a list without feeds is <opml version=\"2.0\"><body/></opml>"
        case .notAFeed(let looks): "is no OPML but \(looks.rawValue): its outermost element must be <opml>"
        case .tooDeep, .tooLarge, .declaredEntities: error.description
        }
    }

    private static func wordProblem(of feed: OPML.Subscription, file: String) -> ConfigurationError.Problem? {
        guard let word = feed.fullText, FullText(rawValue: word) == nil else { return nil }
        let words = FullText.allCases.map(\.rawValue).joined(separator: ", ")
        return .init(
            file: file, line: feed.line,
            message: OneLine.text("fullText of \(feed.url) must be one of \(words), not \"\(word)\""))
    }

    /// Readers write "unknown" for a feed of no known language (OPML 2.0).
    private static func languageProblem(
        of feed: OPML.Subscription, file: String
    ) -> ConfigurationError.Problem? {
        guard let tag = feed.language, !["", "unknown"].contains(tag.lowercased()),
            Language(tag: tag) == nil
        else { return nil }
        let tags = Language.allCases.filter { $0 != .undetermined }.map(\.rawValue).joined(separator: ", ")
        return .init(
            file: file, line: feed.line,
            message: OneLine.text(
                "campwatch reads no language \"\(tag)\", which \(feed.url) is said to be in; write one of \(tags), or "
                    + "leave it out"))
    }

    private static func blockProblems(
        of feed: OPML.Subscription, file: String
    ) -> [ConfigurationError.Problem] {
        feed.allow.compactMap { text in
            do throws(AddressBlockError) {
                _ = try AddressBlock(text)
                return nil
            } catch {
                return .init(file: file, line: feed.line, message: OneLine.text(error.description))
            }
        }
    }
}

extension OPML.Subscription {
    /// The private addresses that read.
    var allowedBlocks: [String] { allow.filter { (try? AddressBlock($0)) != nil } }
}

extension StoreTransaction {
    /// Subscribes to the feeds and says how many are new.
    func add(_ subscriptions: [OPML.Subscription]) throws(StoreError) -> Int {
        var count = 0
        for feed in subscriptions {
            let (id, isNew) = try addFeed(
                url: feed.url, title: OneLine.text(feed.title, atMost: 200), folder: feed.folder,
                language: feed.language.flatMap(Language.init(tag:)))
            guard isNew else { continue }
            count += 1
            if let fullText = feed.fullText.flatMap(FullText.init(rawValue:)) {
                try setFullText(fullText, url: feed.url)
            }
            if !feed.allow.isEmpty { try allow(feed.allowedBlocks, url: feed.url) }
            if feed.isPaused { try setPaused(true, feed: id) }
        }
        return count
    }
}
