/// What RDF feeds (RSS 0.90, 1.0, 1.1) add to RSS: identities in `rdf:about`, items beside the channel.
enum RDFParser {
    static let tags: [String: Tag] = ["rdf": .rdfRoot]

    static func reading(
        _ tag: Tag, _ attributes: borrowing AttributeList, _ builder: inout FeedBuilder
    ) -> Reading? {
        guard builder.format == .rdf else { return nil }
        switch tag {
        case .channel:
            builder.feed.id = attributes["about"].map(builder.limits.field)
            return .children(.feed)
        case .item:
            RSSParser.beginItem(&builder)
            if let about = attributes["about"] {
                builder.entry?.guid.offer(builder.limits.field(about), rank: 1)
                builder.offerLink(about, rank: 6)
            }
            return .children(.entry)
        // Inside the channel this is only a pointer to the image described beside it.
        case .rssImage: return builder.container == nil ? .children(.image) : .skip
        default: return nil
        }
    }

    /// The version by the namespace of the elements.
    static func version(_ uri: String) -> String? {
        let key = uri.lowercased()
        if key.contains("simple/0.9") { return "0.90" }
        if key.contains("rss1.1") { return "1.1" }
        return key.contains("rss/1.0") ? "1.0" : nil
    }
}
