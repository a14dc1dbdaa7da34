/// What a page says of itself outside its text: meta and link elements, title and JSON-LD.
struct PageHead {
    /// Bytes of JSON-LD read at most; real pages have under 200 KB.
    private static let linkedDataLimit = 4 << 20
    private static let metaLimit = 500

    private(set) var language: String?
    private(set) var canonical: String?
    private(set) var linkedData: [[UInt8]] = []
    var title: [UInt8] = []
    private var linkedDataBytes = 0
    private var metas: [String: [String]] = [:]
    private var metaCount = 0

    mutating func addRoot(_ attributes: HTMLAttributes) {
        language = language ?? (attributes["lang"] ?? attributes["xml:lang"]).flatMap(Self.nonEmpty)
    }

    mutating func addMeta(_ attributes: HTMLAttributes) {
        guard let content = attributes["content"].flatMap(Self.nonEmpty), metaCount < Self.metaLimit else {
            return
        }
        let keys = ["property", "name", "itemprop", "http-equiv"].compactMap { attributes[$0]?.lowercased() }
        for key in keys { metas[key, default: []].append(content) }
        metaCount += 1
    }

    mutating func addLink(_ attributes: HTMLAttributes) {
        guard attributes["rel"]?.lowercased() == "canonical" else { return }
        canonical = canonical ?? attributes["href"]
    }

    mutating func addLinkedData(_ bytes: ArraySlice<UInt8>) {
        guard linkedDataBytes + bytes.count <= Self.linkedDataLimit else { return }
        linkedDataBytes += bytes.count
        linkedData.append(Array(bytes))
    }

    /// The first content of the first of these meta names that the page has.
    func meta(_ names: String...) -> String? {
        for name in names {
            if let value = metas[name]?.first { return value }
        }
        return nil
    }

    /// Every content of a meta name.
    func metas(_ name: String) -> [String] { metas[name] ?? [] }

    /// As one line: line breaks in attributes are layout of the source.
    private static func nonEmpty(_ text: String) -> String? {
        let line = PlainText.line(text, type: .plain)
        return line.isEmpty ? nil : line
    }
}
