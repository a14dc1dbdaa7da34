import FeedParsing
import Foundation
import NewsModel

/// Lists of feeds as OPML.
enum FeedFile {
    /// Reads a list in whatever encoding it has and gives it back in UTF-8.
    static func read(_ bytes: Data, name: String) throws -> String {
        let document: OPML.Document
        do {
            document = try OPML.parse(Array(bytes))
        } catch {
            throw Failure(.noInput, "\(name): is no OPML (\(error)); export it from your reader again")
        }
        guard !document.subscriptions.isEmpty else {
            throw Failure(.noInput, "\(name): lists no feeds; an outline needs an xmlUrl attribute")
        }
        return OPML.render(title: document.title ?? "", document.subscriptions)
    }

    static func render(_ feeds: [Feed]) -> String {
        OPML.render(
            title: "campwatch feeds",
            feeds.map { feed in
                OPML.Subscription(
                    title: feed.title.isEmpty ? feed.url : feed.title, url: feed.url, folder: feed.folder,
                    language: feed.language?.rawValue, fullText: feed.fullText?.rawValue)
            })
    }
}
