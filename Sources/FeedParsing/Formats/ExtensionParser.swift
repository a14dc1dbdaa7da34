/// The modules that carry news in any format: Dublin Core, content, Media RSS, iTunes, FeedBurner, syndication.
enum ExtensionParser {
    static func tag(_ space: Namespace, _ local: String) -> Tag {
        switch space {
        case .dublinCore: dublinCore[local] ?? .unknown
        case .dublinCoreTerms: terms[local] ?? dublinCore[local] ?? .unknown
        case .content: local == "encoded" ? .contentEncoded : .unknown
        case .media: media[local] ?? .unknown
        case .itunes: itunes[local] ?? .unknown
        case .feedburner: local == "origlink" ? .originalLink : .unknown
        case .syndication: syndication[local] ?? .unknown
        case .xhtml: local == "body" || local == "div" ? .xhtmlBody : .unknown
        case .none, .rss, .atom, .rdf, .other: .unknown
        }
    }

    private static let dublinCore: [String: Tag] = [
        "title": .dcTitle, "creator": .dcCreator, "author": .dcCreator, "subject": .dcSubject,
        "description": .dcDescription, "date": .dcDate, "language": .dcLanguage, "rights": .dcRights,
        "identifier": .dcIdentifier,
    ]
    private static let terms: [String: Tag] = [
        "issued": .dctermsIssued, "created": .dctermsIssued, "available": .dctermsIssued,
        "modified": .dctermsModified, "abstract": .dcDescription,
    ]
    private static let media: [String: Tag] = [
        "group": .transparent, "content": .mediaContent, "title": .mediaTitle,
        "description": .mediaDescription, "keywords": .mediaKeywords, "category": .mediaCategory,
        "thumbnail": .mediaThumbnail,
    ]
    private static let itunes: [String: Tag] = [
        "author": .itunesAuthor, "summary": .itunesSummary, "subtitle": .itunesSubtitle,
        "image": .itunesImage, "keywords": .itunesKeywords, "category": .itunesCategory,
        "title": .dcTitle,
    ]
    private static let syndication: [String: Tag] = [
        "updateperiod": .updatePeriod, "updatefrequency": .updateFrequency,
    ]

    static func reading(
        _ tag: Tag, _ attributes: borrowing AttributeList, _ builder: inout FeedBuilder
    ) -> Reading {
        switch tag {
        case .transparent: return .children(nil)
        case .mediaContent:
            if let url = attributes["url"] {
                builder.addEnclosure(url, type: attributes["type"], length: attributes["filesize"])
            }
            return .children(nil)
        case .mediaThumbnail, .itunesImage:
            if let url = attributes["href"] ?? attributes["url"] { builder.offerImage(url, rank: 2) }
            return .skip
        case .itunesCategory:
            guard let text = attributes["text"] else { return .value(.line) }
            builder.addCategory(text)
            return .children(nil)
        case .mediaDescription, .mediaTitle, .dcTitle, .dcDescription:
            return .value(.text(attributes["type"] == "html" ? .html : nil))
        case .contentEncoded: return .value(.text(.html))
        case .itunesSummary, .itunesSubtitle: return .value(.text(nil))
        case .xhtmlBody: return builder.isInEntry ? .value(.text(.xhtml)) : .skip
        case .dcCreator, .dcSubject, .dcDate, .dcLanguage, .dcRights, .dcIdentifier,
            .dctermsIssued, .dctermsModified, .mediaKeywords, .mediaCategory, .itunesAuthor, .itunesKeywords,
            .originalLink, .updatePeriod, .updateFrequency:
            return .value(.line)
        default: return .skip
        }
    }

    static func accept(_ text: CapturedText, _ builder: inout FeedBuilder) {
        switch text.tag {
        case .dcCreator: builder.add(author: AuthorText.parse(text.value))
        case .dcSubject, .mediaCategory, .itunesCategory: builder.addCategory(text.value)
        case .mediaKeywords, .itunesKeywords:
            for word in text.value.split(separator: ",") {
                builder.addCategory(String(word).trimming { $0.isWhitespace })
            }
        default: builder.isInEntry ? acceptInEntry(text, &builder) : acceptInFeed(text, &builder)
        }
    }

    private static func acceptInEntry(_ text: CapturedText, _ builder: inout FeedBuilder) {
        switch text.tag {
        case .dcTitle: builder.entry?.title.offer(text.content, rank: 2)
        case .mediaTitle: builder.entry?.title.offer(text.content, rank: 3)
        case .contentEncoded, .xhtmlBody: builder.addContent(text.content)
        case .dcDescription: builder.entry?.summary.offer(text.content, rank: 2)
        case .itunesSummary: builder.entry?.summary.offer(text.content, rank: 3)
        case .mediaDescription: builder.entry?.summary.offer(text.content, rank: 5)
        case .itunesSubtitle: builder.entry?.summary.offer(text.content, rank: 6)
        case .dctermsIssued: builder.entry?.published.offer(date: text.value, rank: 3)
        case .dcDate:
            // A date of unsaid meaning: the only one of most RDF feeds.
            let dated = DatedText(text.value)
            builder.entry?.published.offer(dated: dated, rank: 4)
            builder.entry?.updated.offer(dated: dated, rank: 4)
        case .dctermsModified: builder.entry?.updated.offer(date: text.value, rank: 1)
        case .dcLanguage: builder.setLanguage(text.value)
        case .dcIdentifier: builder.entry?.guid.offer(text.value, rank: 3)
        case .itunesAuthor: builder.addSpareAuthor(text.value)
        case .originalLink: builder.offerLink(text, rank: 0)
        default: break
        }
    }

    private static func acceptInFeed(_ text: CapturedText, _ builder: inout FeedBuilder) {
        switch text.tag {
        case .dcTitle: builder.feedTitle.offer(text.content, rank: 2)
        case .dcDescription: builder.feedSubtitle.offer(text.content, rank: 2)
        case .itunesSummary: builder.feedSubtitle.offer(text.content, rank: 3)
        case .itunesSubtitle: builder.feedSubtitle.offer(text.content, rank: 4)
        case .dcDate, .dctermsModified: builder.feedUpdated.offer(date: text.value, rank: 2)
        case .dctermsIssued: builder.feedUpdated.offer(date: text.value, rank: 3)
        case .dcLanguage: if builder.feed.language == nil { builder.setLanguage(text.value) }
        case .dcRights: builder.feedRights.offer(text.untypedContent, rank: 1)
        case .itunesAuthor:
            if builder.feedAuthors.authors.isEmpty { builder.add(author: AuthorText.parse(text.value)) }
        case .updatePeriod: builder.updatePeriod = UpdateRhythm.seconds(of: text.value)
        case .updateFrequency: builder.updateFrequency = WholeNumber.parse(text.value)
        default: break
        }
    }
}

/// The publisher's rhythm by the syndication module of RSS 1.0.
enum UpdateRhythm {
    static func seconds(of period: String) -> Int? {
        switch period.lowercased() {
        case "hourly": 3_600
        case "daily": 86_400
        case "weekly": 7 * 86_400
        case "monthly": 30 * 86_400
        case "yearly": 365 * 86_400
        default: nil
        }
    }
}
