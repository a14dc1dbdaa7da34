/// Writes HTML again with its links made absolute, either as it is or reduced to what is safe to show.
package enum HTMLRewriter {
    /// The same HTML with relative addresses in its attributes resolved against `base`; all else untouched.
    package static func resolvingLinks(_ html: String, base: String) -> String {
        var tokens = HTMLTokenizer(Array(html.utf8))
        var output: [UInt8] = []
        var copied = 0
        while let token = tokens.next() {
            guard case .start(_, let range, _) = token, !range.isEmpty else { continue }
            for (name, value, written) in HTMLAttributes(tokens.bytes, range).pairs {
                guard let resolved = resolvedAddress(name, value, base: base) else { continue }
                output.append(contentsOf: tokens.bytes[copied..<written.lowerBound])
                output.append(contentsOf: "\"\(MarkupEscape.attribute(resolved))\"".utf8)
                copied = written.upperBound
            }
        }
        guard copied > 0 else { return html }
        output.append(contentsOf: tokens.bytes[copied...])
        return String(decoding: output, as: UTF8.self)
    }

    /// The absolute form of an attribute's value; nil when it holds no address or is absolute as it stands.
    static func resolvedAddress(_ name: String, _ value: String, base: String) -> String? {
        guard !value.isEmpty else { return nil }
        let resolved: String
        if addresses.contains(name) {
            resolved = URLResolver.resolve(value, base: base)
        } else if name == "srcset" {
            resolved = resolvingCandidates(value, base: base)
        } else {
            return nil
        }
        return resolved == value ? nil : resolved
    }

    /// The addresses of `srcset`: candidates are separated by commas that white space follows.
    private static func resolvingCandidates(_ value: String, base: String) -> String {
        var resolved: [String] = []
        for candidate in value.replacing("\n", with: " ").split(separator: ", ") {
            let parts = candidate.split(separator: " ", maxSplits: 1)
            guard let address = parts.first else { continue }
            let rest = parts.dropFirst().map { " \($0)" }.joined()
            resolved.append(URLResolver.resolve(String(address), base: base) + rest)
        }
        return resolved.joined(separator: ", ")
    }

    /// The HTML that an allow-list leaves, its links absolute and its tags balanced.
    ///
    /// Text stays, unknown tags vanish around their content, scripts, styles and embedded documents vanish with it.
    /// No event handler, style, `javascript:` or `data:` address, form or frame survives.
    package static func sanitized(_ html: String, base: String) -> String {
        var tokens = HTMLTokenizer(Array(html.utf8))
        var writer = SafeWriter(base: base)
        var skipped = SkippedElement()
        while let token = tokens.next() {
            switch token {
            case .text(let range), .raw(let range):
                if !skipped.isInside { writer.write(HTMLText.decode(tokens.bytes, range)) }
            case .start(let name, let range, let isSelfClosing):
                if skipped.start(name, isSelfClosing, isHidden: { false }) { continue }
                writer.start(name, HTMLAttributes(tokens.bytes, range))
            case .end(let name):
                if !skipped.end(name) { writer.end(name) }
            }
        }
        return writer.finish()
    }

    /// Attributes that hold one address.
    private static let addresses: Set<String> = [
        "href", "src", "cite", "poster", "longdesc", "background", "action", "formaction", "data", "codebase",
        "profile",
    ]

    fileprivate static func write(_ name: String, _ value: String, to output: inout [UInt8]) {
        output.append(contentsOf: " \(name)=\"\(MarkupEscape.attribute(value))\"".utf8)
    }
}

/// Writes only what the allow-list names.
private struct SafeWriter {
    /// Elements left open at most: deeper ones are written without tags.
    private static let depthLimit = 100

    private static let tags: Set<String> = [
        "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br",
        "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
        "dir", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main",
        "mark",
        "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt",
        "u", "ul", "var",
        "wbr",
    ]
    private static let attributes: Set<String> = [
        "abbr", "align", "alt", "axis", "bgcolor", "border", "cellpadding", "cellspacing", "char", "charoff",
        "cite", "clear", "color", "cols", "colspan", "compact", "datetime", "dir", "face", "frame", "headers",
        "height", "href", "hreflang", "hspace", "ismap", "label", "lang", "longdesc", "noshade", "nowrap",
        "open", "reversed", "rowspan", "rules", "scope", "size", "span", "src", "start", "summary", "title",
        "type", "valign", "value", "vspace", "width", "xml:lang",
    ]

    private let base: String
    private var output: [UInt8] = []
    private var open: [String] = []

    init(base: String) { self.base = base }

    mutating func write(_ text: String) {
        output.append(contentsOf: MarkupEscape.attribute(text).utf8)
    }

    mutating func start(_ name: String, _ attributes: HTMLAttributes) {
        let isVoid = HTMLNames.void.contains(name)
        guard Self.tags.contains(name), isVoid || open.count < Self.depthLimit else { return }
        output.append(contentsOf: "<\(name)".utf8)
        var written: Set<String> = []
        for (key, value, _) in attributes.pairs
        where Self.attributes.contains(key) && written.insert(key).inserted {
            guard let safe = safeValue(key, value) else { continue }
            HTMLRewriter.write(key, safe, to: &output)
        }
        // Well-formed, so that what was XHTML stays XHTML.
        output.append(isVoid ? " />" : ">")
        if !isVoid { open.append(name) }
    }

    /// Addresses must lead to the web (or to a mailbox); other values are only escaped.
    private func safeValue(_ key: String, _ value: String) -> String? {
        guard key == "href" || key == "src" || key == "cite" || key == "longdesc" else { return value }
        // An empty one leads to whatever page shows it.
        guard !value.isEmpty else { return nil }
        if let link = URLResolver.webLink(value, base: base) { return link }
        let resolved = URLResolver.resolve(value, base: nil)
        return key == "href" && URLResolver.scheme(of: resolved) == "mailto" ? resolved : nil
    }

    mutating func end(_ name: String) {
        guard let level = open.lastIndex(of: name) else { return }
        while open.count > level { closeInnermost() }
    }

    private mutating func closeInnermost() {
        if let name = open.popLast() { output.append(contentsOf: "</\(name)>".utf8) }
    }

    consuming func finish() -> String {
        while !open.isEmpty { closeInnermost() }
        return String(decoding: output, as: UTF8.self)
    }
}
