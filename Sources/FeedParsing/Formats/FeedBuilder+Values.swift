/// What the format parsers do with a value: checked, resolved, bounded.
extension FeedBuilder {
    /// Adds a link element to the entry or the feed and offers it as the page when its relation says so.
    mutating func addLink(_ href: String, rel: String?, type: String?, length: String? = nil) {
        let relation = relationName(rel)
        guard let url = limits.webLink(href, base: scope.base) else { return }
        let link = ParsedLink(href: url, rel: limits.field(relation), type: type.map(limits.field))
        if entry != nil {
            if relation == "enclosure" { addEnclosure(href, type: type, length: length) }
            if (entry?.links.count ?? 0) < limits.listItems { entry?.links.append(link) }
        } else if feed.links.count < limits.listItems {
            feed.links.append(link)
        }
        if let rank = pageRank(relation, type) { offer(page: url, rank: rank) }
    }

    /// Relations may be written as addresses (RFC 4287 §4.2.7.2); the default is the page itself.
    private func relationName(_ rel: String?) -> String {
        guard let rel else { return "alternate" }
        if rel == "alternate" || rel == "self" || rel == "enclosure" { return rel }
        let prefix = "http://www.iana.org/assignments/relation/"
        return rel.hasPrefix(prefix) ? String(rel.dropFirst(prefix.count)) : rel.lowercased()
    }

    /// How well a link serves as the page of the entry or feed; nil when it never does.
    private func pageRank(_ relation: String, _ type: String?) -> Int? {
        switch relation {
        case "alternate": type == nil || type == "text/html" || type?.contains("html") == true ? 2 : 4
        case "content": 7
        case "related", "via", "canonical": entry == nil ? nil : 8
        default: nil
        }
    }

    mutating func offerLink(_ text: CapturedText, rank: Int) {
        if let url = limits.webLink(text.value, base: rank == 9 ? nil : text.scope.base) {
            offer(page: url, rank: rank)
        }
    }

    mutating func offerLink(_ reference: String, rank: Int) {
        if let url = limits.webLink(reference, base: scope.base) { offer(page: url, rank: rank) }
    }

    private mutating func offer(page url: String, rank: Int) {
        guard entry == nil else {
            entry?.link.offer(url, rank: rank)
            return
        }
        feedLink.offer(url, rank: rank)
        if scopes[0].base.isEmpty, rank < 9 { setBase(url) }
    }

    mutating func addEnclosure(_ reference: String, type: String?, length: String?) {
        guard entry != nil, let url = limits.webLink(reference, base: scope.base) else { return }
        let isKnown = entry?.enclosures.contains { $0.url == url } ?? true
        guard !isKnown, (entry?.enclosures.count ?? 0) < limits.listItems else { return }
        let size = length.flatMap(WholeNumber.parse)
        entry?.enclosures.append(ParsedEnclosure(url: url, type: type.map(limits.field), length: size))
    }

    mutating func addContent(_ content: ParsedContent) {
        if (entry?.content.count ?? 0) < limits.listItems { entry?.content.append(content) }
    }

    mutating func addCategory(_ text: String) {
        let name = limits.field(text)
        guard !name.isEmpty else { return }
        if entry != nil {
            entry?.add(category: name, limit: limits.listItems)
        } else if feed.categories.count < limits.listItems, !feed.categories.contains(name) {
            feed.categories.append(name)
        }
    }

    mutating func addSpareAuthor(_ line: String) {
        entry?.spareAuthors.add(AuthorText.parse(line), limit: limits.listItems)
    }

    mutating func offerImage(_ reference: String, rank: Int) {
        guard entry == nil, let url = limits.webLink(reference, base: scope.base) else { return }
        feedImage.offer(url, rank: rank)
    }
}
