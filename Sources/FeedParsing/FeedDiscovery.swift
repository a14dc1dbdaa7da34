/// Finds the feeds that a web page offers.
package enum FeedDiscovery {
    /// One possible feed, not yet fetched.
    package struct Candidate: Sendable, Equatable {
        /// Absolute http or https address.
        package var url: String
        package var title: String?
        /// The page says by its head that this is its feed; otherwise it only links to something that looks like one.
        package var isDeclared: Bool

        package init(url: String, title: String?, isDeclared: Bool) {
            self.url = url
            self.title = title
            self.isDeclared = isDeclared
        }
    }

    /// Candidates kept of one page.
    private static let limit = 20

    private static let types: Set<String> = [
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/json", "application/xml", "text/xml", "application/rss", "text/rss+xml",
    ]

    /// The feeds of a page found at `url`, the declared ones first, each group in document order, comments last.
    package static func candidates(_ bytes: [UInt8], contentType: String?, url: String) -> [Candidate] {
        let finding = EncodingDetector.detect(bytes.span, contentType: contentType)
        let decoder = MarkupPipeline(encoding: finding.encoding, handler: IgnoringHandler())
        let text = decoder.decode(bytes.span.extracting(finding.markLength..<bytes.count), isLast: true)
        var collector = Collector(base: url)
        var tokens = HTMLTokenizer(text)
        while let token = tokens.next(), collector.found.count < limit {
            if case .start(let name, let attributes, _) = token, ["link", "a", "base"].contains(name) {
                collector.add(name, HTMLAttributes(text, attributes))
            }
        }
        return collector.sorted
    }

    /// Paths worth asking for at a site that declares no feed, the most usual first.
    package static let wellKnownPaths = [
        "/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json",
    ]

    private struct Collector {
        var base: String
        private(set) var found: [Candidate] = []

        init(base: String) { self.base = base }

        mutating func add(_ name: String, _ attributes: HTMLAttributes) {
            guard let href = attributes["href"] else { return }
            switch name {
            case "base": base = URLResolver.resolve(href, base: base)
            case "link": addLink(href, attributes)
            default: addAnchor(href, attributes)
            }
        }

        private mutating func addLink(_ href: String, _ attributes: HTMLAttributes) {
            let relations = (attributes["rel"] ?? "").lowercased().split(separator: " ")
            let type =
                (attributes["type"] ?? "").lowercased().split(separator: ";").first.map(String.init) ?? ""
            let isFeed =
                relations.contains("alternate") && FeedDiscovery.types.contains(type.trimming(\.isWhitespace))
            guard isFeed || relations.contains("feed") else { return }
            // WordPress and others declare their API as an alternate of type JSON.
            guard type != "application/json" || href.contains("feed") else { return }
            append(href, attributes["title"], isDeclared: true)
        }

        private mutating func addAnchor(_ href: String, _ attributes: HTMLAttributes) {
            let path = href.lowercased().prefix { $0 != "?" && $0 != "#" }
            let last = path.split(separator: "/").last ?? ""
            let names = [
                "feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json",
                "index.rdf",
            ]
            guard names.contains(String(last)) || last.hasSuffix(".rss") || last.hasSuffix(".atom") else {
                return
            }
            append(href, attributes["title"], isDeclared: false)
        }

        private mutating func append(_ href: String, _ title: String?, isDeclared: Bool) {
            guard let url = URLResolver.webLink(href, base: base), !found.contains(where: { $0.url == url })
            else {
                return
            }
            let name = title.map { PlainText.line($0, type: .plain) }
            found.append(
                Candidate(url: url, title: name?.isEmpty == true ? nil : name, isDeclared: isDeclared))
        }

        /// Declared feeds first; feeds of comments last, as nobody means them.
        var sorted: [Candidate] {
            func rank(_ candidate: Candidate) -> Int {
                let text = (candidate.url + (candidate.title ?? "")).lowercased()
                return (candidate.isDeclared ? 0 : 2) + (text.contains("comment") ? 1 : 0)
            }
            return found.enumerated().sorted { left, right in
                (rank(left.element), left.offset) < (rank(right.element), right.offset)
            }.map(\.element)
        }
    }
}

/// Takes no events: the pages of discovery are only decoded.
private final class IgnoringHandler: ElementHandler {
    var isFinished: Bool { true }
    func tag(_ space: Namespace, local: String, uri: String) -> Tag { .unknown }
    func start(_ name: ElementName, _ attributes: borrowing AttributeList) {}
    func end(_ name: ElementName) {}
    func text(_ bytes: Span<UInt8>) {}
}
