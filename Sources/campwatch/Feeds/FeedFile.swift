import FeedParsing
import Foundation
import NewsModel
import Watch

/// Lists of feeds as OPML.
enum FeedFile {
    /// Reads a list in whatever encoding it has and gives it back in UTF-8, with what is wrong in it, a line each.
    static func read(_ bytes: Data, name: String) throws -> (opml: String, problems: [String]) {
        do {
            let (feeds, problems) = try SubscriptionFile.parse(Array(bytes), file: name)
            guard !feeds.isEmpty else {
                let reasons = problems.map(\.description)
                throw Failure(
                    .noInput,
                    (reasons + ["\(name): lists no feeds; an outline needs an xmlUrl attribute"])
                        .joined(separator: "\n"))
            }
            return (OPML.render(title: "", feeds), problems.map(\.description))
        } catch let error as ConfigurationError {
            throw Failure(.noInput, "\(error); export it from your reader again")
        }
    }

    static func render(_ feeds: [Feed]) -> String {
        OPML.render(
            title: "campwatch feeds",
            feeds.map { feed in
                OPML.Subscription(
                    title: feed.title, url: feed.url, folder: feed.folder,
                    language: feed.language?.rawValue, fullText: feed.fullText?.rawValue,
                    allow: feed.allowedAddresses, isPaused: feed.isPaused)
            })
    }
}
