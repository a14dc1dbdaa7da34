/// What `MarkupNormalizer` lets through: tags for libxml2, and beside them the texts that stand between them.
///
/// DESIGN. The normaliser has resolved the references of a text and checked its bytes, so there is nothing left
/// for libxml2 to find in it; reading every character again would be most of the work. So each text goes to the
/// parser as one letter that holds its place, and is fetched from here when libxml2 reports that letter.
struct NormalMarkup {
    /// Stands for one text; a letter, so that libxml2 sees content that is not blank.
    private static let placeholder = UInt8(ascii: "t")

    /// Tags and placeholders.
    var tags: [UInt8] = []
    /// The texts, one after the other; who appends to them ends the text with `endText`.
    var texts: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    /// Texts fetched, and where the last of them ended.
    private var fetched = 0
    private var start = 0
    /// Bytes of tags when the last placeholder was written: more text right after it joins its text.
    private var tagsAtPlaceholder = -1

    mutating func append(text: Span<UInt8>) {
        texts.append(bytes: text)
        endText()
    }

    /// Puts a placeholder for what was appended to `texts`.
    mutating func endText() {
        guard texts.count > ends.last ?? start else { return }
        if tagsAtPlaceholder == tags.count, let last = ends.indices.last {
            ends[last] = texts.count
            return
        }
        tags.append(Self.placeholder)
        ends.append(texts.count)
        tagsAtPlaceholder = tags.count
    }

    /// Hands over the next texts, of which libxml2 has reported `count` placeholders.
    mutating func fetch(_ count: Int, _ body: (Span<UInt8>) -> Void) {
        let last = min(fetched + count, ends.count) - 1
        guard last >= fetched else { return }
        body(texts.span.extracting(start..<ends[last]))
        fetched = last + 1
        start = ends[last]
    }

    /// Forgets the tags, which libxml2 has taken, and the texts that were fetched.
    mutating func reuse() {
        tags.removeAll(keepingCapacity: true)
        tagsAtPlaceholder = -1
        guard fetched > 0 else { return }
        guard fetched < ends.count else {
            texts.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            fetched = 0
            start = 0
            return
        }
        texts.removeFirst(start)
        ends.removeFirst(fetched)
        for index in ends.indices { ends[index] -= start }
        fetched = 0
        start = 0
    }
}
