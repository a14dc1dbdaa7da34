package import FoundationEssentials
package import NewsModel

/// One item of a labelled news stream: a story as a feed brought it, and the deal that it is about.
///
/// Streams test identity: `deal` names the real deal, the same for all outlets and languages, and `change` what the
/// item adds to what earlier items told.
package struct StreamItem: Hashable, Sendable, Decodable {
    package enum Change: String, Sendable, Decodable {
        case first, status, amount, party, none
    }

    package var id: String
    package var feed: String
    package var lang: String?
    /// "2026-01-20T07:00:00Z".
    package var published: String
    package var url: String?
    package var title: String
    package var text: String
    /// Nil for an item that belongs to no single deal.
    package var deal: String?
    /// The deals that a round-up names; it belongs to none of them.
    package var deals: [String]?
    package var change: Change?

    package init(
        id: String, feed: String, lang: String?, published: String, title: String, text: String,
        deal: String?, change: Change?
    ) {
        self.id = id
        self.feed = feed
        self.lang = lang
        self.published = published
        self.title = title
        self.text = text
        self.deal = deal
        self.change = change
    }

    package var language: Language? { lang.flatMap { Language(tag: $0) } }
    package var publishedDate: Date? { GoldStory.date(published) }

    /// The item as a story of which only this is known: that the industry is its subject.
    var asRelevantStory: GoldStory {
        var story = GoldStory(id: id, title: title, text: text)
        story.lang = lang
        story.published = published
        story.relevant = true
        return story
    }
}

/// A file of stream items, JSON Lines in UTF-8, in the order of time.
package enum StreamFile {
    package static func read(_ path: String) throws(GoldFileError) -> [StreamItem] {
        try parse(GoldFile.bytes(of: path), name: path)
    }

    /// Reads items already in memory; `name` stands for the file in errors.
    package static func parse(_ bytes: Data, name: String) throws(GoldFileError) -> [StreamItem] {
        let items: [StreamItem] = try GoldFile.records(in: bytes, name: name)
        for (number, item) in items.enumerated() {
            guard let date = item.publishedDate else {
                throw GoldFileError(
                    file: name, line: nil,
                    reason: "item \(item.id): “\(item.published)” is no ISO 8601 time")
            }
            if number > 0, let before = items[number - 1].publishedDate, before > date {
                throw GoldFileError(
                    file: name, line: nil,
                    reason: "item \(item.id) is older than the one before it; put them in the order of time")
            }
        }
        return items
    }
}
