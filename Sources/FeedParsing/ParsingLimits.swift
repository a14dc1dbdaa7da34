/// Bounds on what one document may cost.
package struct ParsingLimits: Sendable, Equatable {
    /// Bytes of the whole document.
    package var documentBytes: Int
    /// Entries kept; of more, the newest are.
    package var entries: Int
    /// Bytes of one title, name, date or other short field: the rest is cut off, a longer link dropped.
    package var fieldBytes: Int
    /// Bytes of one summary or content; the rest is cut off.
    package var textBytes: Int
    /// Items of one list of an entry (links, categories, enclosures, authors).
    package var listItems: Int

    package init(documentBytes: Int, entries: Int, fieldBytes: Int, textBytes: Int, listItems: Int) {
        self.documentBytes = documentBytes
        self.entries = entries
        self.fieldBytes = fieldBytes
        self.textBytes = textBytes
        self.listItems = listItems
    }

    /// A short field cut at its limit, between characters.
    func field(_ text: String) -> String { text.cut(toBytes: fieldBytes) }

    /// A summary or content cut at its limit, between characters.
    func text(_ text: String) -> String { text.cut(toBytes: textBytes) }

    /// The absolute web address of a reference; nil also for one beyond the limit, as a cut one leads elsewhere.
    func webLink(_ reference: String, base: String?) -> String? {
        URLResolver.webLink(reference, base: base).flatMap { $0.utf8.count <= fieldBytes ? $0 : nil }
    }

    /// Bounds for documents from the web: the largest news feeds seen stay under 6 MB.
    package static let standard = ParsingLimits(
        documentBytes: 10 << 20, entries: 2_000, fieldBytes: 8 << 10, textBytes: 1 << 20, listItems: 100)

    /// For files a person hands over on purpose; depth and tag size stay bounded.
    package static let unlimited = ParsingLimits(
        documentBytes: .max, entries: .max, fieldBytes: .max, textBytes: .max, listItems: .max)
}
