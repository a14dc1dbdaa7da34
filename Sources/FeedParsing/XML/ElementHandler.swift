/// The vocabulary an XML name belongs to.
enum Namespace: UInt8 {
    case none, rss, atom, rdf, dublinCore, dublinCoreTerms, content, media, itunes, feedburner, syndication
    case xhtml, other
}

/// An element name as the parser resolved it; one object for all elements of the name.
final class ElementName {
    let space: Namespace
    /// Lowercase, because feeds write `pubdate` and `PubDate`.
    let local: String
    /// As written, for markup that is kept: SVG and MathML tell cases apart.
    let written: String
    /// The namespace name as written.
    let uri: String
    /// What the handler said the name means to it; asked once per name, not once per element.
    let tag: Tag
    /// Has no end tag in HTML.
    let isVoid: Bool

    init(space: Namespace, written: String, uri: String, tag: Tag) {
        self.space = space
        self.written = written
        local = written.lowercased()
        isVoid = HTMLNames.void.contains(local)
        self.uri = uri
        self.tag = tag
    }
}

/// Receives the events of one XML document, in order and balanced.
protocol ElementHandler: AnyObject {
    /// What an element name means; the root's name is asked for first.
    func tag(_ space: Namespace, local: String, uri: String) -> Tag
    func start(_ name: ElementName, _ attributes: borrowing AttributeList)
    func end(_ name: ElementName)
    func text(_ bytes: Span<UInt8>)
    /// True when the rest of the document cannot change anything; reading stops soon after.
    var isFinished: Bool { get }
}
