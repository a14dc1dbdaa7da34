/// What an element means, whatever its prefix and case; each format's parser lists its own names.
enum Tag: UInt8 {
    case unknown
    // Roots
    case rssRoot, rdfRoot, atomRoot, htmlRoot, opmlRoot
    // RSS and RDF
    case channel, item, rssTitle, rssLink, rssDescription, rssLanguage, rssCopyright, managingEditor
    case webMaster, pubDate, lastBuildDate, rssCategory, rssGenerator, ttl, rssImage, rssURL, skipHours
    case skipDays, hour, day, rssAuthor, enclosure, guid, rssBody, transparent
    // Atom
    case entry, atomTitle, subtitle, atomID, atomLink, updated, published, created, atomAuthor, name
    case email, uri, atomCategory, summary, atomContent, rights, atomGenerator, logo, icon, atomSource
    // Modules
    case dcTitle, dcCreator, dcSubject, dcDescription, dcDate, dcLanguage, dcRights, dcIdentifier
    case dctermsIssued, dctermsModified
    case contentEncoded
    case mediaContent, mediaTitle, mediaDescription, mediaKeywords, mediaCategory, mediaThumbnail
    case itunesAuthor, itunesSummary, itunesSubtitle, itunesImage, itunesKeywords, itunesCategory
    case originalLink, updatePeriod, updateFrequency, xhtmlBody
}

/// How the content of an element is to be read.
enum Reading {
    /// Children are elements of their own; they belong to the container, if one is named.
    case children(Container?)
    /// The element is one value.
    case value(ValueKind)
    /// The element and all inside it mean nothing to us.
    case skip
}

/// An element whose children describe one thing.
enum Container {
    case feed, entry, image, person, source
}

/// How a value is written.
enum ValueKind {
    /// A name, date, number or address: markup inside is ignored.
    case line
    /// A text that may hold markup, escaped or not; the type is what the feed declares, if it does.
    case text(MediaType?)
    /// A text in base64 (Atom 0.3 `mode="base64"`, Atom 1.0 content of non-text types).
    case base64(MediaType)
}
