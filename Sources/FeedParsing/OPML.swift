/// Lists of feeds in OPML 2.0 (opml.org/spec2.opml): read forgivingly, written strictly.
package enum OPML {
    /// One subscription of a list.
    package struct Subscription: Sendable, Equatable {
        package var title: String
        /// Absolute http or https address of the feed.
        package var url: String
        /// The web page of the feed, if stated.
        package var pageURL: String?
        /// The folders around it from the outside in, joined by "/"; empty at the top.
        package var folder: String
        /// As stated ("de", "pt-BR"), not validated.
        package var language: String?
        /// Our own attribute: when the pages of the feed's entries are read; as stated, not validated.
        package var fullText: String?

        package init(
            title: String, url: String, pageURL: String? = nil, folder: String = "", language: String? = nil,
            fullText: String? = nil
        ) {
            self.title = title
            self.url = url
            self.pageURL = pageURL
            self.folder = folder
            self.language = language
            self.fullText = fullText
        }
    }

    /// What a list holds.
    package struct Document: Sendable, Equatable {
        package var title: String?
        package var subscriptions: [Subscription]
        /// What had to be mended or left out, in plain words; nil when nothing.
        package var complaint: String?
    }

    /// Subscriptions read from one list; of more the rest is left out.
    static let subscriptionLimit = 100_000

    /// Reads a list; the same defences as for feeds apply.
    package static func parse(_ bytes: [UInt8]) throws(FeedParsingError) -> Document {
        let limit = ParsingLimits.standard.documentBytes
        guard bytes.count <= limit else { throw .tooLarge(what: "the document", limit: limit) }
        let finding = EncodingDetector.detect(bytes.span, contentType: nil)
        let reader = OPMLReader()
        let pipeline = MarkupPipeline(encoding: finding.encoding, handler: reader)
        let text = pipeline.decode(bytes.span.extracting(finding.markLength..<bytes.count), isLast: true)
        try pipeline.parse(text.span, isLast: true)
        guard reader.isOPML else {
            let isEmpty = text.allSatisfy(\.isASCIIWhitespace)
            throw .notAFeed(isEmpty ? .empty : pipeline.markup.hasRoot ? .xml : .text)
        }
        let complaints = pipeline.markup.repairs + reader.complaints
        return Document(
            title: reader.title, subscriptions: reader.subscriptions,
            complaint: complaints.isEmpty ? nil : complaints.joined(separator: "; "))
    }

    /// Writes a list with one outline per folder, folders in order of first appearance.
    package static func render(title: String, _ subscriptions: [Subscription]) -> String {
        var writer = OPMLWriter()
        writer.write(title: title, subscriptions)
        return writer.text
    }
}

/// Collects outlines as they open and close.
private final class OPMLReader: ElementHandler {
    private(set) var isOPML = false
    private(set) var title: String?
    private(set) var subscriptions: [OPML.Subscription] = []
    private(set) var complaints: [String] = []
    private var sawRoot = false
    /// One name per open outline; empty for those that are no folders.
    private var folders: [String] = []
    private var titleBytes: [UInt8]?

    var isFinished: Bool { sawRoot && !isOPML || subscriptions.count >= OPML.subscriptionLimit }

    func tag(_ space: Namespace, local: String, uri: String) -> Tag { .unknown }

    func start(_ name: ElementName, _ attributes: borrowing AttributeList) {
        if !sawRoot {
            sawRoot = true
            isOPML = name.local == "opml"
        }
        switch name.local {
        case "title" where title == nil && folders.isEmpty: titleBytes = []
        case "outline": open(attributes)
        default: break
        }
    }

    private func open(_ attributes: borrowing AttributeList) {
        let name = attributes["title"] ?? attributes["text"]
        guard let address = attributes["xmlurl"] ?? attributes["url"] else {
            // A slash inside a name must not look like two folders.
            folders.append((name ?? "").replacing("/", with: "∕"))
            return
        }
        let folder = folders.filter { !$0.isEmpty }.joined(separator: "/")
        folders.append("")
        guard let url = URLResolver.webLink(address, base: nil) else {
            note("an address that is neither http nor https was left out")
            return
        }
        subscriptions.append(
            OPML.Subscription(
                title: name ?? url, url: url,
                pageURL: attributes["htmlurl"].flatMap { URLResolver.webLink($0, base: nil) },
                folder: folder, language: attributes["language"],
                fullText: attributes["fulltext"]))
    }

    private func note(_ complaint: String) {
        if !complaints.contains(complaint) { complaints.append(complaint) }
    }

    func end(_ name: ElementName) {
        if name.local == "outline", !folders.isEmpty { folders.removeLast() }
        if name.local == "title", let bytes = titleBytes {
            let text = PlainText.line(String(decoding: bytes, as: UTF8.self), type: .plain)
            title = text.isEmpty ? nil : text
            titleBytes = nil
        }
    }

    func text(_ bytes: Span<UInt8>) {
        if let held = titleBytes, held.count < 1_024 { titleBytes?.append(bytes: bytes) }
    }
}

/// Writes the nested outlines of a list.
private struct OPMLWriter {
    private(set) var text = ""

    mutating func write(title: String, _ subscriptions: [OPML.Subscription]) {
        text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0">
              <head>
                <title>\(escape(title))</title>
              </head>
              <body>

            """
        var order: [String] = []
        var byFolder: [String: [OPML.Subscription]] = [:]
        for subscription in subscriptions {
            if byFolder[subscription.folder] == nil { order.append(subscription.folder) }
            byFolder[subscription.folder, default: []].append(subscription)
        }
        for folder in order { write(folder: folder, byFolder[folder] ?? []) }
        text += "  </body>\n</opml>\n"
    }

    private mutating func write(folder: String, _ subscriptions: [OPML.Subscription]) {
        let names = folder.split(separator: "/")
        for (level, name) in names.enumerated() {
            text += indent(level) + "<outline text=\"\(escape(String(name)))\">\n"
        }
        for subscription in subscriptions { write(subscription, level: names.count) }
        for level in names.indices.reversed() { text += indent(level) + "</outline>\n" }
    }

    private mutating func write(_ subscription: OPML.Subscription, level: Int) {
        let title = escape(subscription.title)
        text += indent(level) + "<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\""
        text += " xmlUrl=\"\(escape(subscription.url))\""
        if let page = subscription.pageURL { text += " htmlUrl=\"\(escape(page))\"" }
        if let language = subscription.language { text += " language=\"\(escape(language))\"" }
        if let fullText = subscription.fullText { text += " fullText=\"\(escape(fullText))\"" }
        text += "/>\n"
    }

    private func indent(_ level: Int) -> String { String(repeating: "  ", count: level + 2) }

    /// Escapes for element text and attributes alike; characters that XML cannot hold are left out.
    private func escape(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t", "\r": escaped += " "
            case "\u{0}"..<" ", "\u{7F}", "\u{FFFE}", "\u{FFFF}": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
