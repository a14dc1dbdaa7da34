/// The vocabulary an XML name belongs to.
enum Namespace: UInt8 {
    case none, rss, atom, rdf, dublinCore, dublinCoreTerms, content, media, itunes, feedburner, syndication
    case xhtml, other
}

/// An element name as the parser resolved it.
struct ElementName {
    var space: Namespace
    /// Lowercase, because feeds write `pubdate` and `PubDate`.
    var local: String
    /// The namespace name as written.
    var uri: String
    /// What the handler said the name means to it; asked once per name, not once per element.
    var tag = Tag.unknown
}

/// Receives the events of one XML document, in order and balanced.
protocol ElementHandler: AnyObject {
    /// What an element name means; the root's name is asked for first.
    func tag(for name: ElementName) -> Tag
    func start(_ name: ElementName, _ attributes: borrowing AttributeList)
    func end(_ name: ElementName)
    func text(_ bytes: Span<UInt8>)
    /// True when the rest of the document cannot change anything; reading stops soon after.
    var isFinished: Bool { get }
}
