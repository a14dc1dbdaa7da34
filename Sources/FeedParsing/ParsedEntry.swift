package import FoundationEssentials

/// How a text is written, as a media type.
///
/// Feeds use three (`text/plain`, `text/html`, `application/xhtml+xml`); Atom content may be of any other.
package struct MediaType: Sendable, Codable, Equatable, RawRepresentable {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let plain = MediaType(rawValue: "text/plain")
    package static let html = MediaType(rawValue: "text/html")
    package static let xhtml = MediaType(rawValue: "application/xhtml+xml")

    package var isMarkup: Bool { self == .html || self == .xhtml }
}

/// A link element: where to and in which relation ("alternate", "self", "hub", "enclosure", …).
package struct ParsedLink: Sendable, Codable, Equatable {
    package var href: String
    package var rel: String
    package var type: String?

    package init(href: String, rel: String, type: String? = nil) {
        self.href = href
        self.rel = rel
        self.type = type
    }
}

/// A person or organisation named as author.
package struct ParsedAuthor: Sendable, Codable, Equatable {
    package var name: String?
    package var email: String?
    package var uri: String?

    package init(name: String? = nil, email: String? = nil, uri: String? = nil) {
        self.name = name
        self.email = email
        self.uri = uri
    }

    /// The one-line form: the name, else the address.
    package var display: String? { name ?? email ?? uri }
}

/// A file that belongs to an entry.
package struct ParsedEnclosure: Sendable, Codable, Equatable {
    package var url: String
    package var type: String?
    /// Bytes, when stated as a plausible number.
    package var length: Int?

    package init(url: String, type: String? = nil, length: Int? = nil) {
        self.url = url
        self.type = type
        self.length = length
    }
}

/// One body of an entry, as published.
package struct ParsedContent: Sendable, Codable, Equatable {
    package var type: MediaType
    package var value: String
    package var lang: String?
    /// What relative references inside `value` are relative to.
    package var base: String?

    package init(type: MediaType, value: String, lang: String? = nil, base: String? = nil) {
        self.type = type
        self.value = value
        self.lang = lang
        self.base = base
    }
}

/// Where an entry's id was taken from, the most trustworthy first.
package enum EntryIDSource: String, Sendable, Codable {
    /// RSS `guid`, Atom or JSON `id`, RDF `rdf:about`.
    case guid
    /// A guid that other entries of the document carry too, joined with the link.
    case guidAndLink = "guid+link"
    case link
    /// A hash of title, date and text: nothing else identifies the entry.
    case content
}

/// One entry of a feed as published: texts keep their markup, `titleType` and the like say which.
package struct ParsedEntry: Sendable, Codable, Equatable {
    package var id: String
    package var idSource: EntryIDSource
    package var title: String?
    package var titleType: MediaType?
    /// The article's page, absolute http or https.
    package var link: String?
    package var links: [ParsedLink]
    package var published: Date?
    package var publishedRaw: String?
    package var updated: Date?
    package var updatedRaw: String?
    package var summary: String?
    package var summaryType: MediaType?
    /// What relative references inside `summary` are relative to; not part of the JSON.
    package var summaryBase: String?
    /// The same for `title`.
    package var titleBase: String?
    package var content: [ParsedContent]
    package var author: String?
    package var authors: [ParsedAuthor]
    package var enclosures: [ParsedEnclosure]
    package var categories: [String]
    package var language: String?

    package init(
        id: String, idSource: EntryIDSource, title: String? = nil, titleType: MediaType? = nil,
        link: String? = nil, links: [ParsedLink] = [], published: Date? = nil, publishedRaw: String? = nil,
        updated: Date? = nil, updatedRaw: String? = nil, summary: String? = nil,
        summaryType: MediaType? = nil, content: [ParsedContent] = [], author: String? = nil,
        authors: [ParsedAuthor] = [], enclosures: [ParsedEnclosure] = [], categories: [String] = [],
        language: String? = nil
    ) {
        self.id = id
        self.idSource = idSource
        self.title = title
        self.titleType = titleType
        self.link = link
        self.links = links
        self.published = published
        self.publishedRaw = publishedRaw
        self.updated = updated
        self.updatedRaw = updatedRaw
        self.summary = summary
        self.summaryType = summaryType
        self.content = content
        self.author = author
        self.authors = authors
        self.enclosures = enclosures
        self.categories = categories
        self.language = language
    }

    /// The fullest text the entry carries: its longest content, else its summary.
    package var body: ParsedContent? {
        let longest = content.max { $0.value.utf8.count < $1.value.utf8.count }
        let teaser = summary.map { ParsedContent(type: summaryType ?? .plain, value: $0) }
        guard let longest else { return teaser }
        guard let teaser else { return longest }
        return teaser.value.utf8.count > longest.value.utf8.count ? teaser : longest
    }

    /// The title as one line of plain text.
    package var plainTitle: String? {
        title.map { PlainText.line($0, type: titleType ?? .plain) }
    }

    /// The fullest text as plain text, its blocks separated by line breaks.
    package var plainBody: String? {
        body.map { PlainText.convert($0.value, type: $0.type) }
    }

    private enum CodingKeys: String, CodingKey {
        case id, title, link, links, published, updated, summary, content, author, authors, enclosures
        case categories, language
        case idSource = "id_source"
        case titleType = "title_type"
        case publishedRaw = "published_raw"
        case updatedRaw = "updated_raw"
        case summaryType = "summary_type"
    }
}
