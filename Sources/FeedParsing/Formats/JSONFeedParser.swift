import FoundationEssentials

/// JSON Feed 1.0 and 1.1 (jsonfeed.org), tolerant of wrong types: numbers for ids, one object for a list.
///
/// Gives away each item when its bytes are complete; what stands around the items is kept to the end.
struct JSONFeedParser {
    private let url: String
    private let limits: ParsingLimits
    private let onEntry: (ParsedEntry) -> Void
    private var splitter = JSONFeedSplitter()
    /// What the feed says of itself, as far as it is known.
    private var feed: FeedInfo?
    private var sawError = false

    init(url: String, limits: ParsingLimits, onEntry: @escaping (ParsedEntry) -> Void) {
        self.url = url
        self.limits = limits
        self.onEntry = onEntry
    }

    /// Reads the next bytes, which must be UTF-8.
    mutating func append(_ text: Span<UInt8>) {
        var index = 0
        while splitter.findItem(text, from: &index) { takeItem() }
    }

    mutating func finish(encoding: String) throws(FeedParsingError) -> ParsedFeed {
        if splitter.finish() { takeItem() }
        var reader = JSONReader(splitter.frame)
        guard let root = reader.readValue(), case .object = root else { throw .notAFeed(.json) }
        let version = root["version"]?.text ?? ""
        guard version.contains("jsonfeed.org") || root["items"] != nil && root["title"] != nil else {
            throw .notAFeed(.json)
        }
        let info = Self.feedInfo(root, url: url, limits: limits)
        feed = info
        // Only items that the splitter did not find, as a lone one without its list, are still here.
        for item in (root["items"] ?? .null).items { give(item, info) }
        let number = version.split(separator: "/").last.map(String.init)
        return ParsedFeed(
            format: .json, version: number, encoding: encoding,
            bozoReason: sawError || reader.sawError ? "broken JSON" : nil, feed: info, entries: [])
    }

    /// Fills in what an entry takes from its feed.
    func inherit(_ entry: inout ParsedEntry) {
        guard let feed else { return }
        if entry.authors.isEmpty {
            entry.authors = feed.authors
            entry.author = feed.author
        }
        entry.language = entry.language ?? feed.language
    }

    private mutating func takeItem() {
        let info = feed ?? knownSoFar()
        feed = info
        var reader = JSONReader(splitter.item)
        // More than one value is here only where brackets do not match.
        while let value = reader.readListed() { give(value, info) }
        sawError = sawError || reader.sawError
        splitter.dropItem()
    }

    /// Items come last in most feeds, so what stands before them is all that they can inherit.
    private func knownSoFar() -> FeedInfo {
        var reader = JSONReader(splitter.frame)
        return Self.feedInfo(reader.readValue() ?? .null, url: url, limits: limits)
    }

    private func give(_ item: JSONValue, _ feed: FeedInfo) {
        guard case .object = item else { return }
        onEntry(Self.entry(item, feed: feed, url: url, limits: limits))
    }

    private static func feedInfo(_ root: JSONValue, url: String, limits: ParsingLimits) -> FeedInfo {
        var feed = FeedInfo()
        feed.title = line(root["title"], limits)
        feed.titleType = feed.title == nil ? nil : .plain
        feed.subtitle = line(root["description"], limits)
        feed.link = link(root["home_page_url"], url, limits)
        feed.id = line(root["feed_url"], limits)
        feed.links = [
            (root["home_page_url"], "alternate"), (root["feed_url"], "self"), (root["next_url"], "next"),
        ].compactMap { value, rel in link(value, url, limits).map { ParsedLink(href: $0, rel: rel) } }
        for hub in (root["hubs"] ?? .null).items.prefix(limits.listItems) {
            if let href = link(hub["url"], url, limits) {
                feed.links.append(ParsedLink(href: href, rel: "hub"))
            }
        }
        feed.image = link(root["icon"], url, limits) ?? link(root["favicon"], url, limits)
        feed.language = line(root["language"], limits)
        let authors = authors(root, url, limits)
        feed.authors = authors.authors
        feed.author = authors.display
        return feed
    }

    private static func entry(
        _ item: JSONValue, feed: FeedInfo, url: String, limits: ParsingLimits
    ) -> ParsedEntry {
        var draft = EntryDraft()
        if let id = line(item["id"], limits) {
            draft.guid.offer(id, rank: 0)
            if let page = limits.webLink(id, base: nil) { draft.link.offer(page, rank: 2) }
        }
        if let title = line(item["title"], limits) {
            draft.title.offer(ParsedContent(type: .plain, value: title), rank: 0)
        }
        for (key, rel, rank) in [("url", "alternate", 0), ("external_url", "related", 1)] {
            guard let href = link(item[key], url, limits) else { continue }
            draft.link.offer(href, rank: rank)
            draft.links.append(ParsedLink(href: href, rel: rel))
        }
        draft.language = line(item["language"], limits) ?? feed.language
        addTexts(item, to: &draft, url, limits)
        if let raw = line(item["date_published"], limits) { draft.published.offer(date: raw, rank: 0) }
        if let raw = line(item["date_modified"], limits) { draft.updated.offer(date: raw, rank: 0) }
        draft.categories = (item["tags"] ?? .null).items.prefix(limits.listItems).compactMap {
            line($0, limits)
        }
        for file in (item["attachments"] ?? .null).items.prefix(limits.listItems) {
            guard let href = link(file["url"], url, limits) else { continue }
            draft.enclosures.append(
                ParsedEnclosure(
                    url: href, type: line(file["mime_type"], limits),
                    length: file["size_in_bytes"]?.wholeNumber))
        }
        draft.authors = authors(item, url, limits)
        if draft.authors.authors.isEmpty {
            for author in feed.authors { draft.sourceAuthors.add(author, limit: limits.listItems) }
        }
        return draft.finished()
    }

    private static func addTexts(
        _ item: JSONValue, to draft: inout EntryDraft, _ url: String, _ limits: ParsingLimits
    ) {
        if let summary = item["summary"]?.text {
            draft.summary.offer(ParsedContent(type: .plain, value: limits.text(summary)), rank: 0)
        }
        for (key, type) in [("content_html", MediaType.html), ("content_text", .plain)] {
            guard let value = item[key]?.text else { continue }
            draft.content.append(
                ParsedContent(
                    type: type, value: limits.text(value), lang: draft.language, base: url))
        }
    }

    private static func authors(_ value: JSONValue, _ url: String, _ limits: ParsingLimits) -> AuthorList {
        var list = AuthorList()
        for author in (value["authors"] ?? .null).items + (value["author"] ?? .null).items {
            if let name = line(author, limits) {
                list.add(ParsedAuthor(name: name), limit: limits.listItems)
            } else {
                let named = ParsedAuthor(
                    name: line(author["name"], limits), uri: link(author["url"], url, limits))
                list.add(named, limit: limits.listItems)
            }
        }
        return list
    }

    private static func line(_ value: JSONValue?, _ limits: ParsingLimits) -> String? {
        value?.text.map(limits.field)
    }

    private static func link(_ value: JSONValue?, _ url: String, _ limits: ParsingLimits) -> String? {
        value?.text.flatMap { limits.webLink($0, base: url) }
    }
}
