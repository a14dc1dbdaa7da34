import FeedParsing
import TestSupport

extension FuzzTarget {
    /// Feeds of any format: bounded, clean, and the same however the bytes arrive or are encoded.
    static let feed = FuzzTarget("feed", seeds: ["Tests/DemoFeeds"]) { bytes throws(BrokenPromise) in
        let whole = parse(bytes)
        if case .success(let parsed) = whole { try checkBounds(parsed) }
        try checkChunks(bytes, contentType: nil)
        try checkReencoded(bytes, whole)
    }

    private static let feedURL = "https://news.example/feeds/all.xml"
    /// Small, so that short inputs reach them.
    private static let limits = ParsingLimits(
        documentBytes: 4 << 20, entries: 8, fieldBytes: 64, textBytes: 256, listItems: 4)

    private static func parse(_ bytes: [UInt8]) -> Result<ParsedFeed, FeedParsingError> {
        do {
            return .success(try FeedParser.parse(bytes, contentType: nil, url: feedURL, limits: limits))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Bounds

    private static func checkBounds(_ parsed: ParsedFeed) throws(BrokenPromise) {
        try promise(parsed.entries.count <= limits.entries, "entries stay below the limit")
        try promiseText(parsed.feed.title, "the feed's title", controls: nil)
        try checkField(parsed.feed.language, "the language")
        try checkField(parsed.feed.updatedRaw, "the feed's date")
        for entry in parsed.entries { try checkEntry(entry) }
    }

    private static func checkEntry(_ entry: ParsedEntry) throws(BrokenPromise) {
        try promise(!entry.id.isEmpty, "every entry has an id")
        try promiseText(entry.plainTitle, "the title", controls: [])
        try promiseText(entry.plainBody, "the body")
        try checkField(entry.publishedRaw, "the date")
        try checkText(entry.title, "the title")
        try checkText(entry.summary, "the summary")
        for content in entry.content { try checkText(content.value, "the content") }
        for category in entry.categories { try checkField(category, "a category") }
        for author in entry.authors { try checkField(author.name, "an author") }
        try checkField(entry.language, "the language")
        for link in entry.links {
            try promiseText(link.href, "a link", controls: [])
            for part in [link.href, link.rel, link.type] { try checkField(part, "a link") }
        }
        for file in entry.enclosures {
            for part in [file.url, file.type] { try checkField(part, "an enclosure") }
        }
        let counts = [
            entry.categories.count, entry.authors.count, entry.enclosures.count, entry.content.count,
        ]
        try promise(counts.allSatisfy { $0 <= limits.listItems }, "lists stay below the limit", "\(counts)")
        // The page itself may stand before them.
        try promise(entry.links.count <= limits.listItems + 1, "links stay below the limit")
    }

    private static func checkField(_ text: String?, _ what: String) throws(BrokenPromise) {
        try promiseText(text, what, controls: nil)
        try promise(text?.utf8.count ?? 0 <= limits.fieldBytes, "\(what) is cut at the limit", text ?? "")
    }

    private static func checkText(_ text: String?, _ what: String) throws(BrokenPromise) {
        try promiseText(text, what, controls: nil)
        try promise(text?.utf8.count ?? 0 <= limits.textBytes, "\(what) is cut at the limit", text ?? "")
    }

    // MARK: Arrival

    /// The encoding is decided by the first 64 KiB, so what varies must come after them.
    private static let start =
        Array("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>".utf8)
        + [UInt8](repeating: 0x20, count: 64 << 10)

    /// Bytes that come in pieces are read as those that come at once.
    static func checkChunks(_ bytes: [UInt8], contentType: String?) throws(BrokenPromise) {
        var random = Randomness(of: bytes)
        var pieces: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = min(
                rest.count, Int.random(in: 1...(Bool.random(using: &random) ? 3 : 300), using: &random))
            pieces.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        let atOnce = stream([start[...], bytes[...]], contentType)
        let inPieces = stream([start[...]] + pieces, contentType)
        try promise(atOnce == inPieces, "pieces are read as the whole", "\(atOnce)\n\(inPieces)")
    }

    private struct Reading: Equatable {
        var feed: ParsedFeed?
        var error: FeedParsingError?
        var entries: [ParsedEntry] = []
    }

    private static func stream(_ pieces: [ArraySlice<UInt8>], _ contentType: String?) -> Reading {
        final class Box { var entries: [ParsedEntry] = [] }
        let box = Box()
        var reading = Reading()
        let stream = FeedStream(contentType: contentType, url: feedURL, limits: limits) {
            box.entries.append($0)
        }
        do throws(FeedParsingError) {
            for piece in pieces { try stream.append(piece.span) }
            var feed = try stream.finish()
            // How the reasons are worded may depend on the pieces, whether there are any may not.
            feed.bozoReason = feed.bozoReason.map { _ in "" }
            reading.feed = feed
        } catch {
            reading.error = error
        }
        reading.entries = box.entries
        return reading
    }

    // MARK: Encoding

    /// The same text in UTF-16 is the same feed.
    private static func checkReencoded(
        _ bytes: [UInt8], _ whole: Result<ParsedFeed, FeedParsingError>
    ) throws(BrokenPromise) {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.starts(with: [0xEF, 0xBB, 0xBF]),
            !bytes.contains(0), !bytes.contains(0x1B)
        else { return }
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { wide += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
        let again = parse(wide)
        switch (whole, again) {
        case (.success(let left), .success(let right)):
            try promise(left.entries == right.entries, "UTF-16 has the same entries", "\(left)\n\(right)")
            try promise(left.feed == right.feed, "UTF-16 has the same feed", "\(left)\n\(right)")
        case (.failure(let left), .failure(let right)):
            try promise(left == right, "UTF-16 has the same error", "\(left) \(right)")
        default: throw BrokenPromise(description: "UTF-16 is read differently: \(whole) \(again)")
        }
    }
}
