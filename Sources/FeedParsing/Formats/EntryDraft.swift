import FoundationEssentials

/// A value from the best of several elements that may carry it; the lowest rank wins, then the first.
struct Ranked<Value> {
    private(set) var value: Value?
    private var rank = Int.max

    mutating func offer(_ candidate: Value, rank: Int) {
        if rank < self.rank {
            value = candidate
            self.rank = rank
        }
    }
}

/// A date with the text it was read from.
struct DatedText {
    var date: Date?
    var raw: String

    /// Reads the date; some publishers wrap it in HTML (`<time datetime="…">`).
    init(_ raw: String) {
        self.raw = raw
        let isMarkup = raw.utf8.contains(UInt8(ascii: "<"))
        date = DateParser.parse(isMarkup ? PlainText.line(raw, type: .html) : raw)
    }
}

extension Ranked where Value == DatedText {
    /// Offers a date; one that cannot be read loses against any that can.
    mutating func offer(date raw: String, rank: Int) {
        guard !raw.isEmpty else { return }
        offer(dated: DatedText(raw), rank: rank)
    }

    /// The same for a text that is read already.
    mutating func offer(dated: DatedText, rank: Int) {
        offer(dated, rank: dated.date == nil ? rank + 100 : rank)
    }
}

/// The people named so far.
struct AuthorList {
    private(set) var authors: [ParsedAuthor] = []

    mutating func add(_ author: ParsedAuthor, limit: Int) {
        guard author.display != nil, authors.count < limit else { return }
        let isKnown = authors.contains { known in
            known == author || author.name != nil && known.name == author.name
                || author.name == nil && author.email != nil && known.email == author.email
        }
        if !isKnown { authors.append(author) }
    }

    /// The one to show: the first with a name.
    var display: String? { authors.first { $0.name != nil }?.name ?? authors.first?.display }
}

extension [ParsedLink] {
    /// The links with the page among them: RSS states it outside its link elements.
    func withPage(_ page: String?) -> [ParsedLink] {
        guard let page, !contains(where: { $0.href == page }) else { return self }
        let alternate = ParsedLink(href: page, rel: "alternate")
        return isEmpty ? [alternate] : [alternate] + self
    }
}

/// An entry while its elements come in.
struct EntryDraft {
    var guid = Ranked<String>()
    var title = Ranked<ParsedContent>()
    var summary = Ranked<ParsedContent>()
    var link = Ranked<String>()
    var published = Ranked<DatedText>()
    var updated = Ranked<DatedText>()
    var language: String?
    var content: [ParsedContent] = []
    var links: [ParsedLink] = []
    var enclosures: [ParsedEnclosure] = []
    var categories: [String] = []
    var authors = AuthorList()
    var sourceAuthors = AuthorList()
    /// Authors of rank two (`itunes:author`), used when no other is named.
    var spareAuthors = AuthorList()

    mutating func add(category: String, limit: Int) {
        if categories.count < limit, !categories.contains(category) { categories.append(category) }
    }

    consuming func finished() -> ParsedEntry {
        let chosen =
            !authors.authors.isEmpty ? authors : !spareAuthors.authors.isEmpty ? spareAuthors : sourceAuthors
        var entry = ParsedEntry(
            id: "", idSource: .content, title: title.value?.value, titleType: title.value?.type,
            link: link.value, links: links.withPage(link.value), published: published.value?.date,
            publishedRaw: published.value?.raw, updated: updated.value?.date, updatedRaw: updated.value?.raw,
            summary: summary.value?.value, summaryType: summary.value?.type, content: content,
            author: chosen.display, authors: chosen.authors, enclosures: enclosures,
            categories: categories, language: language)
        entry.titleBase = title.value?.base
        entry.summaryBase = summary.value?.base
        EntryIdentity.assign(guid.value, to: &entry)
        return entry
    }
}
