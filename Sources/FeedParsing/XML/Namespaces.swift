extension Namespace {
    /// Finds the vocabulary of a namespace name, forgiving scheme, case, "www." and a final slash or hash.
    init(uri: String) {
        if let usual = Self.byUsualURI[uri] {
            self = usual
            return
        }
        var key = Substring(uri.lowercased())
        for scheme in ["http://", "https://"] where key.hasPrefix(scheme) {
            key = key.dropFirst(scheme.count)
        }
        if key.hasPrefix("www.") { key = key.dropFirst(4) }
        while let last = key.last, last == "/" || last == "#" { key.removeLast() }
        self = Self.byURI[String(key)] ?? .other
    }

    /// The vocabulary a prefix means by custom, for documents that forget to declare it.
    init(undeclaredPrefix prefix: String) {
        self = Self.byPrefix[prefix.lowercased()] ?? .other
    }

    /// As nearly all feeds write them, found without taking the name apart.
    private static let byUsualURI: [String: Namespace] = [
        "http://www.w3.org/2005/Atom": .atom, "http://purl.org/dc/elements/1.1/": .dublinCore,
        "http://purl.org/rss/1.0/modules/content/": .content,
        "http://purl.org/rss/1.0/modules/syndication/": .syndication,
        "http://search.yahoo.com/mrss/": .media, "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
        "http://purl.org/rss/1.0/": .rss, "http://www.w3.org/1999/02/22-rdf-syntax-ns#": .rdf,
        "http://www.w3.org/1999/xhtml": .xhtml,
    ]

    private static let byURI: [String: Namespace] = [
        "": .none,
        "backend.userland.com/rss": .rss, "backend.userland.com/rss2": .rss,
        "blogs.law.harvard.edu/tech/rss": .rss, "cyber.law.harvard.edu/rss": .rss,
        "purl.org/rss/1.0": .rss, "my.netscape.com/rdf/simple/0.9": .rss,
        "channel.netscape.com/rdf/simple/0.9": .rss, "purl.org/net/rss1.1": .rss,
        "purl.org/rss/1.0/modules/rss091": .rss,
        "w3.org/2005/atom": .atom, "purl.org/atom/ns": .atom, "purl.org/pie": .atom,
        "purl.org/echo": .atom, "example.com/necho": .atom, "example.com/newformat": .atom,
        "uri/of/echo/namespace": .atom,
        "w3.org/1999/02/22-rdf-syntax-ns": .rdf,
        "purl.org/dc/elements/1.0": .dublinCore, "purl.org/dc/elements/1.1": .dublinCore,
        "purl.org/dc/terms": .dublinCoreTerms,
        "purl.org/rss/1.0/modules/content": .content,
        "search.yahoo.com/mrss": .media, "search.yahoo.com/mrss1.0": .media,
        "video.search.yahoo.com/mrss": .media, "tools.search.yahoo.com/mrss": .media,
        "itunes.com/dtds/podcast-1.0.dtd": .itunes, "itunes.com/dtds/podcast-1.0": .itunes,
        "example.com/dtds/podcast-1.0.dtd": .itunes,
        "rssnamespace.org/feedburner/ext/1.0": .feedburner,
        "purl.org/rss/1.0/modules/syndication": .syndication,
        "w3.org/1999/xhtml": .xhtml,
    ]

    private static let byPrefix: [String: Namespace] = [
        "dc": .dublinCore, "dcterms": .dublinCoreTerms, "content": .content, "media": .media,
        "itunes": .itunes, "feedburner": .feedburner, "sy": .syndication, "atom": .atom, "atom10": .atom,
        "a10": .atom, "rdf": .rdf, "rss": .rss, "xhtml": .xhtml,
    ]
}
