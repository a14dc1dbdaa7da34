import Alerting
import NewsModel

/// Which feed a person means.
enum FeedChoice {
    /// By number or whole address; without its scheme, or by the host alone, where that fits no other feed.
    static func exact(_ text: String, among feeds: [Feed]) throws -> Feed {
        let short = feeds.filter { feed in
            let address = bare(feed.url)
            return address == text || address.prefix { $0 != "/" } == text
        }
        let found = feeds.first { $0.url == text || $0.id.description == text }
        guard let feed = found ?? (short.count == 1 ? short.first : nil) else {
            let advice = nearest(to: text, among: feeds).map { "did you mean \($0.id), \(name(of: $0))?" }
            throw Failure(
                .nothing,
                "no feed “\(text)”: \(advice ?? "`campwatch feeds list` shows numbers and addresses")")
        }
        return feed
    }

    /// An address without its scheme.
    static func bare(_ url: String) -> String {
        url.split(separator: "://", maxSplits: 1).last.map(String.init) ?? url
    }

    /// The feed whose address, title or host is most like the text; nil for a number, which is like no other.
    private static func nearest(to text: String, among feeds: [Feed]) -> Feed? {
        guard Int64(text) == nil else { return nil }
        var feedsByName: [String: Feed] = [:]
        for feed in feeds {
            let host = String(bare(feed.url).prefix { $0 != "/" })
            for name in [feed.url, feed.title, host] where !name.isEmpty && feedsByName[name] == nil {
                feedsByName[name] = feed
            }
        }
        return Suggestion.nearest(to: text, among: feedsByName.keys.sorted()).flatMap { feedsByName[$0] }
    }

    private static func name(of feed: Feed) -> String { feed.title.isEmpty ? feed.url : "“\(feed.title)”" }

    /// By number, address, or a part of address or title that only one feed has.
    static func one(_ text: String, among feeds: [Feed]) throws -> Feed {
        // A bare number is a feed's own, never a part of another one's address or port.
        if Int64(text) != nil { return try exact(text, among: feeds) }
        // No exact hit only means that the text may be a part.
        if let feed = try? exact(text, among: feeds) { return feed }
        let wanted = text.lowercased()
        let found = feeds.filter { "\($0.url) \($0.title)".lowercased().contains(wanted) }
        guard let feed = found.first else { return try exact(text, among: feeds) }
        guard found.count == 1 else {
            let some = found.prefix(5).map { "\($0.id) \($0.title)" }.joined(separator: ", ")
            throw Failure(.nothing, "“\(text)” fits \(found.count) feeds (\(some)): name its number")
        }
        return feed
    }
}
