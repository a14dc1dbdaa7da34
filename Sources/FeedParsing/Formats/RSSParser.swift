/// RSS 0.90 to 2.0: how its elements are read and where their values go.
///
/// Source: rssboard.org/rss-specification; RDF feeds (1.0, 0.90) share the elements and add `RDFParser`.
enum RSSParser {
    static let tags: [String: Tag] = [
        "channel": .channel, "item": .item, "title": .rssTitle, "link": .rssLink,
        "description": .rssDescription, "language": .rssLanguage, "copyright": .rssCopyright,
        "managingeditor": .managingEditor, "webmaster": .webMaster, "pubdate": .pubDate,
        "lastbuilddate": .lastBuildDate, "category": .rssCategory, "generator": .rssGenerator, "ttl": .ttl,
        "image": .rssImage, "url": .rssURL, "skiphours": .skipHours, "skipdays": .skipDays, "hour": .hour,
        "day": .day, "author": .rssAuthor, "enclosure": .enclosure, "guid": .guid,
        "body": .rssBody, "fullitem": .rssBody, "xhtml": .rssBody, "content": .rssBody,
        "abstract": .rssDescription,
        // Names of other formats that RSS feeds use without a namespace.
        "summary": .summary, "id": .guid, "published": .published, "updated": .updated, "tagline": .subtitle,
        "subtitle": .subtitle, "creator": .dcCreator, "date": .dcDate, "subject": .dcSubject,
        "encoded": .contentEncoded, "origlink": .originalLink,
    ]

    static func reading(
        _ tag: Tag, _ attributes: borrowing AttributeList, _ builder: inout FeedBuilder
    ) -> Reading? {
        switch tag {
        case .rssRoot, .rdfRoot: return .children(nil)
        case .channel: return .children(.feed)
        case .item:
            beginItem(&builder)
            return .children(.entry)
        case .rssImage: return builder.isInEntry ? .skip : .children(.image)
        case .skipHours, .skipDays: return builder.isInEntry ? .skip : .children(nil)
        case .enclosure:
            if let url = attributes["url"] ?? attributes["href"] {
                builder.addEnclosure(url, type: attributes["type"], length: attributes["length"])
            }
            return .skip
        case .rssLink:
            guard let href = attributes["href"] else { return .value(.line) }
            builder.addLink(href, rel: attributes["rel"], type: attributes["type"])
            return .skip
        case .rssTitle, .rssDescription, .rssBody: return .value(.text(nil))
        case .rssLanguage, .rssCopyright, .managingEditor, .webMaster, .pubDate, .lastBuildDate, .rssCategory,
            .rssGenerator, .ttl, .rssURL, .hour, .day, .rssAuthor, .guid:
            return .value(.line)
        default: return nil
        }
    }

    /// Starts an entry, ending one that was left open.
    static func beginItem(_ builder: inout FeedBuilder) {
        if builder.isInEntry { builder.closeOpenEntry() }
        var entry = EntryDraft()
        entry.language = builder.scope.language
        builder.entry = entry
    }

    static func accept(_ text: CapturedText, _ builder: inout FeedBuilder) -> Bool {
        builder.isInEntry ? acceptInItem(text, &builder) : acceptInChannel(text, &builder)
    }

    private static func acceptInItem(_ text: CapturedText, _ builder: inout FeedBuilder) -> Bool {
        switch text.tag {
        case .rssTitle: builder.entry?.title.offer(text.content, rank: 0)
        case .rssLink: builder.offerLink(text, rank: 1)
        case .guid: acceptGuid(text, &builder)
        case .rssDescription: builder.entry?.summary.offer(text.content, rank: 0)
        case .rssBody: builder.addContent(text.content)
        case .pubDate: builder.entry?.published.offer(date: text.value, rank: 0)
        case .rssAuthor, .managingEditor, .webMaster: builder.add(author: AuthorText.parse(text.value))
        case .rssCategory: builder.addCategory(text.value)
        case .rssLanguage: builder.setLanguage(text.value)
        default: return false
        }
        return true
    }

    private static func acceptGuid(_ text: CapturedText, _ builder: inout FeedBuilder) {
        builder.entry?.guid.offer(text.value, rank: 0)
        // By default a guid is the page's address; one without a scheme must say so to be believed.
        let flag = text.flag.map { $0 == "false" || $0 == "true" ? $0 : $0.lowercased() }
        if flag == "true" || flag != "false" && URLResolver.scheme(of: text.value) != nil {
            builder.offerLink(text, rank: 5)
        }
    }

    private static func acceptInChannel(_ text: CapturedText, _ builder: inout FeedBuilder) -> Bool {
        switch text.tag {
        case .rssTitle: builder.feedTitle.offer(text.content, rank: 0)
        case .rssLink: builder.offerLink(text, rank: 1)
        case .rssDescription: builder.feedSubtitle.offer(text.content, rank: 0)
        case .rssLanguage: builder.setLanguage(text.value)
        case .rssCopyright: builder.feedRights.offer(text.untypedContent, rank: 0)
        case .managingEditor, .rssAuthor: builder.add(author: AuthorText.parse(text.value))
        case .webMaster: break
        case .lastBuildDate: builder.feedUpdated.offer(date: text.value, rank: 0)
        case .pubDate: builder.feedUpdated.offer(date: text.value, rank: 1)
        case .rssCategory: builder.addCategory(text.value)
        case .rssGenerator: builder.feed.generator = text.value
        case .ttl: builder.feed.ttl = builder.feed.ttl ?? WholeNumber.parse(text.value)
        case .rssURL: builder.offerImage(text.value, rank: 0)
        case .guid: builder.feed.id = builder.feed.id ?? text.value
        case .hour: acceptHour(text.value, &builder)
        case .day: if builder.feed.skipDays.count < 7 { builder.feed.skipDays.append(text.value) }
        default: return false
        }
        return true
    }

    /// RSS 0.91 counted hours from 1 to 24, RSS 2.0 from 0 to 23: 24 and 0 are midnight in both.
    private static func acceptHour(_ value: String, _ builder: inout FeedBuilder) {
        guard let hour = WholeNumber.parse(value), hour <= 24, builder.feed.skipHours.count < 24 else {
            return
        }
        builder.feed.skipHours.append(hour % 24)
    }
}

/// Numbers of feeds: saturating, never trapping; anything that is no plain number is none.
enum WholeNumber {
    static func parse(_ text: String) -> Int? {
        var value = 0
        var digits = 0
        for byte in text.utf8 {
            if byte.isASCIIWhitespace { continue }
            guard byte.isASCIIDigit else { return nil }
            digits += 1
            guard digits < 16 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return digits > 0 ? value : nil
    }
}
