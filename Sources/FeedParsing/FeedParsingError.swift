/// Why a document gave no feed at all; anything less is mended and noted as `bozo`.
package enum FeedParsingError: Error, Equatable, Sendable {
    /// What a document that is no feed looked like.
    package enum Lookalike: String, Sendable {
        case empty, html, json, xml, text, opml
    }

    case notAFeed(Lookalike)
    /// Elements nested deeper than `limit`.
    case tooDeep(limit: Int)
    /// More bytes than `limit`, in the document or in the construct named by `what`.
    case tooLarge(what: String, limit: Int)
    /// The document declares entities of its own, which only attacks need; they are never expanded.
    case declaredEntities

    /// Short and stable, for tables and metrics.
    package var code: String {
        switch self {
        case .notAFeed(let lookalike): "not-a-feed/\(lookalike.rawValue)"
        case .tooDeep: "too-deep"
        case .tooLarge: "too-large"
        case .declaredEntities: "declared-entities"
        }
    }

    /// What a person can do about it.
    package var hint: String {
        switch self {
        case .notAFeed(.html): "the address gives a web page; find its feed with `campwatch feeds add`"
        case .notAFeed(.empty): "the server sent nothing; try again later"
        case .notAFeed(.json): "the address gives JSON that is no JSON Feed"
        case .notAFeed(.opml): "this is a list of feeds; import it instead"
        case .notAFeed: "check the address in a browser"
        case .tooDeep, .declaredEntities: "no publisher needs this; report it to the publisher"
        case .tooLarge: "ask the publisher for a shorter feed"
        }
    }
}

extension FeedParsingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAFeed(.empty): "not a feed: the document is empty"
        case .notAFeed(.html): "not a feed: the document is a web page"
        case .notAFeed(.json): "not a feed: JSON without version or items of a JSON Feed"
        case .notAFeed(.xml): "not a feed: XML with a root that is neither rss, rdf:RDF nor feed"
        case .notAFeed(.opml): "not a feed: the document is an OPML list of feeds"
        case .notAFeed(.text): "not a feed: the document is plain text"
        case .tooDeep(let limit): "elements nest deeper than \(limit)"
        case .tooLarge(let what, let limit): "\(what) is larger than \(limit) bytes"
        case .declaredEntities: "the document type declares entities"
        }
    }
}
