import NewsModel

/// Which feed a person means.
enum FeedChoice {
    /// By number or whole address.
    static func exact(_ text: String, among feeds: [Feed]) throws -> Feed {
        guard let feed = feeds.first(where: { $0.url == text || $0.id.description == text }) else {
            throw Failure(.nothing, "no feed “\(text)”: `campwatch feeds list` shows numbers and addresses")
        }
        return feed
    }

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
