/// Lists of feeds in OPML 2.0 (opml.org/spec2.opml): read forgivingly, written strictly.
package enum OPML {
    /// One subscription of a list.
    package struct Subscription: Sendable, Equatable {
        /// Empty where the list names none, so that the feed's own can take its place.
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
        /// Our own attribute: private addresses that the feed may be on; as stated, not validated.
        package var allow: [String] = []
        /// Our own attribute: subscribed, but not refreshed.
        package var isPaused = false
        /// Where its outline begins in the list that was read; counts from 1.
        package var line: Int?

        package init(
            title: String, url: String, pageURL: String? = nil, folder: String = "", language: String? = nil,
            fullText: String? = nil, allow: [String] = [], isPaused: Bool = false
        ) {
            self.title = title
            self.url = url
            self.pageURL = pageURL
            self.folder = folder
            self.language = language
            self.fullText = fullText
            self.allow = allow
            self.isPaused = isPaused
        }
    }

    /// What a list holds.
    package struct Document: Sendable, Equatable {
        package var title: String?
        package var subscriptions: [Subscription]
        /// What had to be mended or left out.
        package var complaints: [Complaint]
    }

    /// One thing that had to be mended or left out, in plain words.
    package struct Complaint: Sendable, Equatable {
        /// Counts from 1; nil when no line can be told.
        package var line: Int?
        package var message: String
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
        let lines = OPMLLines(text)
        let places = lines.ofOutlines(count: reader.outlineCount)
        let repairs = pipeline.markup.repairs.map {
            Complaint(
                line: lines.first(with: $0),
                message: $0 == "stray ampersand" ? $0 + ": write &amp; for &" : $0)
        }
        return Document(
            title: reader.title,
            subscriptions: reader.subscriptions.map { outline, subscription in
                var placed = subscription
                placed.line = places[outline]
                return placed
            },
            complaints: repairs + reader.complaints.map { Complaint(line: places[$0], message: $1) })
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
    /// Each with the index of its outline among all outlines.
    private(set) var subscriptions: [(outline: Int, OPML.Subscription)] = []
    private(set) var complaints: [(outline: Int, String)] = []
    private(set) var outlineCount = 0
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
        outlineCount += 1
        let name = attributes["title"] ?? attributes["text"]
        guard let address = attributes["xmlurl"] ?? attributes["url"] else {
            // A slash inside a name must not look like two folders.
            folders.append((name ?? "").replacing("/", with: "∕"))
            if attributes["type"]?.lowercased() == "rss" {
                complain("an outline of type rss without xmlUrl is no feed")
            }
            return
        }
        let folder = folders.filter { !$0.isEmpty }.joined(separator: "/")
        folders.append("")
        guard let url = URLResolver.webLink(address, base: nil) else {
            complain("\"\(address.prefix(200))\" is neither http nor https, so it is no feed")
            return
        }
        let subscription = OPML.Subscription(
            // An address in place of a name is what lists have that know none.
            title: name == address ? "" : name ?? "", url: url,
            pageURL: attributes["htmlurl"].flatMap { URLResolver.webLink($0, base: nil) },
            folder: folder, language: attributes["language"],
            fullText: attributes["fulltext"],
            allow: attributes["allow"]?.split { $0 == " " || $0 == "," }.map(String.init) ?? [],
            isPaused: attributes["paused"]?.lowercased() == "true")
        subscriptions.append((outlineCount - 1, subscription))
    }

    /// Notes what is wrong with the outline that has just begun; of many the first.
    private func complain(_ message: String) {
        if complaints.count < 20 { complaints.append((outlineCount - 1, message)) }
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

/// Finds the line of what was met in a list; the markup reader counts none.
private struct OPMLLines {
    private let text: [UInt8]
    /// Offset of the first byte of each line.
    private let starts: [Int]

    init(_ text: [UInt8]) {
        self.text = text
        starts = [0] + text.indices.filter { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// The line that makes the markup reader note a repair, by halving: what it notes once it keeps.
    func first(with repair: String) -> Int? {
        var low = 1
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if repairs(ofFirst: middle).contains(repair) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func repairs(ofFirst lines: Int) -> [String] {
        let end = lines < starts.count ? starts[lines] : text.count
        var markup = MarkupNormalizer()
        var output = NormalMarkup()
        // The whole text was read without an error, so its beginnings are.
        try? markup.push(text.span.extracting(0..<end), isLast: end == text.count, into: &output)
        return markup.repairs
    }

    /// The line of each outline's start tag; nil for all of them when they are not as many as were read.
    func ofOutlines(count: Int) -> [Int?] {
        var lines: [Int] = []
        var line = 1
        var index = 0
        while index < text.count {
            let end = endOfSkipped(at: index)
            if end == index, isOutline(at: index) { lines.append(line) }
            let next = max(end, index + 1)
            for byte in text[index..<next] where byte == UInt8(ascii: "\n") { line += 1 }
            index = next
        }
        return lines.count == count ? lines : Array(repeating: nil, count: count)
    }

    /// Behind a comment or CDATA section that begins here, else here.
    private func endOfSkipped(at index: Int) -> Int {
        let isComment = has(Self.comment, at: index)
        guard isComment || has(Self.data, at: index) else { return index }
        let closing = isComment ? Self.commentEnd : Self.dataEnd
        var end = index + (isComment ? Self.comment : Self.data).count
        while end < text.count, !has(closing, at: end) { end += 1 }
        return min(end + closing.count, text.count)
    }

    private func isOutline(at index: Int) -> Bool {
        let end = index + Self.outline.count
        guard has(Self.outline, at: index), end < text.count else { return false }
        return text[end].isASCIIWhitespace || text[end] == UInt8(ascii: "/") || text[end] == UInt8(ascii: ">")
    }

    private func has(_ word: [UInt8], at index: Int) -> Bool {
        text[index] == word[0] && text[index...].starts(with: word)
    }

    private static let comment = Array("<!--".utf8)
    private static let commentEnd = Array("-->".utf8)
    private static let data = Array("<![CDATA[".utf8)
    private static let dataEnd = Array("]]>".utf8)
    private static let outline = Array("<outline".utf8)
}

/// Writes the nested outlines of a list.
private struct OPMLWriter {
    private(set) var text = ""

    mutating func write(title: String, _ subscriptions: [OPML.Subscription]) {
        text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0" xmlns:campwatch="urn:campwatch:opml">
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
        // The attribute `text` must be there.
        let title = escape(subscription.title.isEmpty ? subscription.url : subscription.title)
        text += indent(level) + "<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\""
        text += " xmlUrl=\"\(escape(subscription.url))\""
        if let page = subscription.pageURL { text += " htmlUrl=\"\(escape(page))\"" }
        if let language = subscription.language { text += " language=\"\(escape(language))\"" }
        if let fullText = subscription.fullText { text += " fullText=\"\(escape(fullText))\"" }
        if !subscription.allow.isEmpty {
            text += " campwatch:allow=\"\(escape(subscription.allow.joined(separator: " ")))\""
        }
        if subscription.isPaused { text += " campwatch:paused=\"true\"" }
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
