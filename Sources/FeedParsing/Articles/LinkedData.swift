import FoundationEssentials

/// The article that a page's JSON-LD describes (schema.org Article and its kinds).
struct LinkedData {
    private(set) var headline: String?
    private(set) var body: String?
    private(set) var published: String?
    private(set) var authors: [String] = []
    private(set) var language: String?
    private(set) var publisher: String?
    private(set) var url: String?

    /// Objects looked at in one page.
    private static let objectLimit = 2_000

    /// Reads every block of the page and keeps the best article; nested and listed ones count too.
    init(_ blocks: [[UInt8]]) {
        var articles: [JSONValue] = []
        var waiting: [JSONValue] = blocks.reversed().compactMap(Self.read)
        var seen = 0
        while let value = waiting.popLast(), seen < Self.objectLimit {
            seen += 1
            switch value {
            case .array(let values): waiting.append(contentsOf: values.reversed())
            case .object(let members):
                if Self.isArticle(value) { articles.append(value) }
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"]
                {
                    if let inner = members[key] { waiting.append(inner) }
                }
            default: break
            }
        }
        // Teasers of other articles come along without a body: the fullest is the page's own.
        let best = articles.enumerated().max { one, other in
            (Self.bodySize(one.element), -one.offset) < (Self.bodySize(other.element), -other.offset)
        }
        if let best { take(best.element) }
    }

    /// Some systems wrap the data in comments or CDATA marks.
    private static func read(_ bytes: [UInt8]) -> JSONValue? {
        guard let start = bytes.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") })
        else { return nil }
        let mark = "<![CDATA["
        let text = Array(bytes[start...])
        if bytes[start] == UInt8(ascii: "["), start >= 2, bytes[start - 1] == UInt8(ascii: "!") {
            guard text.count > mark.utf8.count else { return nil }
            return read(Array(text.dropFirst(mark.utf8.count - 2)))
        }
        var reader = JSONReader(text)
        return reader.readValue()
    }

    private static func isArticle(_ value: JSONValue) -> Bool {
        (value["@type"] ?? .null).items.contains { type in
            guard let name = type.text?.split(separator: "/").last else { return false }
            return name.hasSuffix("Article") || name.hasSuffix("Posting") || name == "Report"
        }
    }

    private static func bodySize(_ value: JSONValue) -> Int { value["articleBody"]?.text?.utf8.count ?? 0 }

    private mutating func take(_ article: JSONValue) {
        headline = (article["headline"] ?? article["name"])?.text.map(Self.line)
        body = article["articleBody"]?.text.map(Self.plain)
        published = article["datePublished"]?.text ?? article["dateCreated"]?.text
        language = article["inLanguage"]?.text ?? article["inLanguage"]?["alternateName"]?.text
        publisher = (article["publisher"] ?? .null).items.first.flatMap(Self.name)
        let page = article["mainEntityOfPage"]
        url = article["url"]?.text ?? page?.text ?? page?["@id"]?.text
        for author in (article["author"] ?? article["creator"] ?? .null).items.prefix(20) {
            for item in author.items {
                if let name = Self.name(item), !authors.contains(name) { authors.append(name) }
            }
        }
    }

    private static func name(_ value: JSONValue) -> String? {
        let name = value.text ?? value["name"]?.items.first?.text
        return name.map(line).flatMap { $0.isEmpty || URLResolver.scheme(of: $0) == "https" ? nil : $0 }
    }

    private static func line(_ text: String) -> String {
        PlainText.line(text, type: MarkupGuess.type(of: text))
    }

    /// Bodies hold plain text, HTML, or HTML escaped once more.
    private static func plain(_ text: String) -> String {
        guard MarkupGuess.type(of: text) == .html else { return PlainText.clean(text) }
        let once = PlainText.convert(html: text)
        return MarkupGuess.holdsTag(once.utf8.span) ? PlainText.convert(html: once) : once
    }
}
