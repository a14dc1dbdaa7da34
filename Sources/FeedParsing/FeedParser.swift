/// Reads any feed: RSS 0.90-2.0, RDF, Atom 0.3 and 1.0, JSON Feed.
package enum FeedParser {
    /// Reads a document that was found at `url`; mends what it can and says so in `bozoReason`.
    ///
    /// `contentLanguage` is the field of the answer, which counts where the document names no language;
    /// `repeatedIDs` are those of the feed's earlier documents, so that an entry's id stays what it was.
    package static func parse(
        _ bytes: [UInt8], contentType: String?, contentLanguage: String? = nil, url: String,
        limits: ParsingLimits = .standard, repeatedIDs: [String: Bool] = [:]
    ) throws(FeedParsingError) -> ParsedFeed {
        let kept = NewestEntries(limit: limits.entries)
        let stream = FeedStream(
            contentType: contentType, contentLanguage: contentLanguage, url: url, limits: limits
        ) { kept.add($0) }
        try stream.appendAll(bytes)
        var parsed = try stream.finish()
        parsed.entries = kept.finished()
        parsed.droppedEntries = kept.dropped
        stream.inherit(&parsed.entries)
        parsed.repeatedIDs = EntryIdentity.separateRepeated(&parsed.entries, known: repeatedIDs)
        return parsed
    }
}

/// Keeps the newest entries of a document of any length, in document order.
private final class NewestEntries {
    private let limit: Int
    private(set) var dropped = 0
    private var entries: [ParsedEntry] = []

    init(limit: Int) { self.limit = limit }

    func add(_ entry: ParsedEntry) {
        entries.append(entry)
        // Sorting out only when twice too many are held keeps the cost per entry constant.
        if limit < Int.max / 2, entries.count >= 2 * limit { prune() }
    }

    /// Gives the entries away, so that their receiver may change them without a copy of all.
    func finished() -> [ParsedEntry] {
        if entries.count > limit { prune() }
        defer { entries = [] }
        return entries
    }

    /// Drops the oldest; of undated ones and of ties those further down, as feeds list the newest first.
    private func prune() {
        let byAge = entries.indices.sorted { left, right in
            let leftDate = entries[left].published ?? entries[left].updated
            let rightDate = entries[right].published ?? entries[right].updated
            guard let leftDate, let rightDate, leftDate != rightDate else {
                return (leftDate != nil) == (rightDate != nil) ? left < right : leftDate != nil
            }
            return leftDate > rightDate
        }
        dropped += entries.count - limit
        entries = byAge.prefix(limit).sorted().map { entries[$0] }
    }
}
