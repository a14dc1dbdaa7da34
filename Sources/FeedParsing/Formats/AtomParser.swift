/// Atom 1.0 (RFC 4287) and 0.3, also as single elements inside RSS.
enum AtomParser {
    static let tags: [String: Tag] = [
        "feed": .atomRoot, "entry": .entry, "title": .atomTitle, "subtitle": .subtitle, "tagline": .subtitle,
        "id": .atomID, "link": .atomLink, "updated": .updated, "modified": .updated, "published": .published,
        "issued": .published, "created": .created, "author": .atomAuthor, "name": .name, "email": .email,
        "uri": .uri, "url": .uri, "homepage": .uri, "category": .atomCategory, "summary": .summary,
        "content": .atomContent, "rights": .rights, "copyright": .rights, "generator": .atomGenerator,
        "logo": .logo, "icon": .icon, "source": .atomSource, "contributor": .unknown,
    ]

    static func version(_ uri: String) -> String? {
        let key = uri.lowercased()
        if key.hasSuffix("2005/atom") || key.hasSuffix("2005/atom/") { return "1.0" }
        return key.contains("purl.org/atom/ns") ? "0.3" : nil
    }

    static func reading(
        _ tag: Tag, _ attributes: borrowing AttributeList, _ builder: inout FeedBuilder
    ) -> Reading? {
        switch tag {
        case .atomRoot: return .children(nil)
        case .entry:
            RSSParser.beginItem(&builder)
            return .children(.entry)
        case .atomAuthor: return .children(.person)
        case .atomSource: return builder.isInEntry ? .children(.source) : .skip
        case .atomLink:
            if let href = attributes["href"] {
                builder.addLink(
                    href, rel: attributes["rel"], type: attributes["type"], length: attributes["length"])
                return .skip
            }
            return .value(.line)
        case .atomCategory:
            guard let term = attributes["term"] ?? attributes["label"] else { return .value(.line) }
            builder.addCategory(term)
            return .skip
        case .atomContent: return content(attributes, &builder)
        case .atomTitle, .subtitle, .summary, .rights: return .value(kind(attributes, &builder))
        case .atomID, .updated, .published, .created, .name, .email, .uri, .atomGenerator, .logo, .icon:
            return .value(.line)
        default: return nil
        }
    }

    private static func content(_ attributes: borrowing AttributeList, _ builder: inout FeedBuilder)
        -> Reading
    {
        if let source = attributes["src"] {
            builder.addLink(source, rel: "content", type: attributes["type"])
            return .skip
        }
        return .value(kind(attributes, &builder))
    }

    /// The declared kind of a text construct; Atom 0.3 adds `mode` and full media types.
    private static func kind(_ attributes: borrowing AttributeList, _ builder: inout FeedBuilder) -> ValueKind
    {
        // Without its parameters: "text/html; charset=utf-8" is HTML like any other.
        let declared = attributes["type"].map { type in
            String(type.lowercased().prefix { $0 != ";" }).trimming(\.isWhitespace)
        }
        if attributes["mode"]?.lowercased() == "base64" { return .base64(encoded(declared)) }
        switch declared {
        case nil: return .text(isUntypedHTML(attributes, &builder) ? nil : .plain)
        case "text", "text/plain": return .text(builder.version == "0.3" ? nil : .plain)
        case "html", "text/html": return .text(.html)
        case "xhtml", "application/xhtml+xml":
            return .text(attributes["mode"]?.lowercased() == "escaped" ? .html : .xhtml)
        case let type?:
            let isText = type.hasPrefix("text/") || type.hasSuffix("xml") || builder.format != .atom
            return isText ? .text(MediaType(rawValue: type)) : .base64(MediaType(rawValue: type))
        }
    }

    /// The media type of what base64 encodes; Atom's own short names count here too.
    private static func encoded(_ declared: String?) -> MediaType {
        switch declared {
        case nil, "text": .plain
        case "html": .html
        case "xhtml": .xhtml
        case let type?: MediaType(rawValue: type)
        }
    }

    /// Untyped is plain text in Atom 1.0; Atom 0.3 feeds and Atom inside RSS put HTML there.
    private static func isUntypedHTML(_ attributes: borrowing AttributeList, _ builder: inout FeedBuilder)
        -> Bool
    {
        builder.version == "0.3" || builder.format != .atom || attributes["mode"] != nil
    }

    static func accept(_ text: CapturedText, _ builder: inout FeedBuilder) -> Bool {
        switch text.tag {
        case .name: builder.person.name = text.value
        case .email: builder.person.email = text.value
        case .uri: builder.person.uri = builder.limits.webLink(text.value, base: text.scope.base)
        case .atomLink: builder.offerLink(text, rank: 3)
        case .atomCategory: builder.addCategory(text.value)
        default: return builder.isInEntry ? acceptInEntry(text, &builder) : acceptInFeed(text, &builder)
        }
        return true
    }

    private static func acceptInEntry(_ text: CapturedText, _ builder: inout FeedBuilder) -> Bool {
        switch text.tag {
        case .atomTitle: builder.entry?.title.offer(text.content, rank: 1)
        case .summary: builder.entry?.summary.offer(text.content, rank: 1)
        case .subtitle: builder.entry?.summary.offer(text.content, rank: 4)
        case .atomContent: builder.addContent(text.content)
        case .atomID:
            builder.entry?.guid.offer(text.value, rank: builder.format == .atom ? 0 : 2)
            // An id that is an address often is the page's; used when no link element is there.
            builder.offerLink(text, rank: 9)
        case .published: builder.entry?.published.offer(date: text.value, rank: 1)
        case .created: builder.entry?.published.offer(date: text.value, rank: 2)
        case .updated: builder.entry?.updated.offer(date: text.value, rank: 0)
        case .rights, .atomGenerator, .logo, .icon: break
        default: return false
        }
        return true
    }

    private static func acceptInFeed(_ text: CapturedText, _ builder: inout FeedBuilder) -> Bool {
        switch text.tag {
        case .atomTitle: builder.feedTitle.offer(text.content, rank: 1)
        case .subtitle, .summary: builder.feedSubtitle.offer(text.content, rank: 1)
        case .atomID:
            builder.feed.id = builder.feed.id ?? text.value
            builder.offerLink(text, rank: 9)
        case .updated: builder.feedUpdated.offer(date: text.value, rank: 0)
        case .rights: builder.feedRights.offer(text.content, rank: 0)
        case .atomGenerator: builder.feed.generator = text.value
        case .logo: builder.offerImage(text.value, rank: 1)
        case .icon: builder.offerImage(text.value, rank: 3)
        case .published, .created: builder.feedUpdated.offer(date: text.value, rank: 4)
        case .atomContent: break
        default: return false
        }
        return true
    }
}
