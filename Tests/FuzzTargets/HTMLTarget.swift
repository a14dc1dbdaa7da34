import FeedParsing

extension FuzzTarget {
    /// HTML as text and made safe: bounded, stable, and nothing in it that runs.
    static let html = FuzzTarget("html", seeds: ["Tests/FeedParsingTests/Fixtures/pages"]) {
        bytes throws(BrokenPromise) in
        let html = String(decoding: bytes, as: UTF8.self)
        let plain = PlainText.convert(html: html)
        try promiseText(plain, "the text")
        try promise(plain.utf8.count <= 2 * html.utf8.count + 16, "the text grows twofold at most", html)
        let clean = PlainText.clean(html)
        try promiseText(clean, "the cleaned text", controls: [0x0A])
        try promise(PlainText.clean(clean) == clean, "cleaning twice is cleaning once", clean)
        let title = PlainText.line(html, type: .html)
        try promiseText(title, "the line", controls: [])

        let resolved = HTMLRewriter.resolvingLinks(html, base: base)
        try promise(
            HTMLRewriter.resolvingLinks(resolved, base: base) == resolved, "resolved links stay", resolved)
        let safe = HTMLRewriter.sanitized(html, base: base)
        try promise(safe.utf8.count <= 16 * html.utf8.count + 64, "safe HTML grows in proportion", html)
        try SafeMarkup.check(safe)
        let again = HTMLRewriter.sanitized(safe, base: base)
        try promise(again == safe, "safe HTML stays as it is", "\(safe)\n\(again)")
        try promise(
            PlainText.convert(html: safe).utf8.count <= 2 * html.utf8.count + 16, "safe text is bounded", html
        )
    }

    private static let base = "https://news.example/a/"
}

/// A reader of what the sanitizer may write, and of nothing else: it shares no code with the tokenizer.
private enum SafeMarkup {
    /// Attributes that run, load or style something; those of events begin with "on".
    private static let dangerous: Set<String> = [
        "action", "background", "class", "code", "codebase", "data", "dynsrc", "formaction", "http-equiv",
        "id",
        "lowsrc", "manifest", "name", "ping", "poster", "profile", "rel", "srcdoc", "srcset", "style",
        "target",
        "usemap", "xlink:href", "xmlns",
    ]
    private static let forbidden: Set<String> = [
        "script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "base", "meta",
        "link",
        "template", "frame", "frameset", "video", "audio", "textarea", "noscript", "xmp", "plaintext",
    ]

    static func check(_ html: String) throws(BrokenPromise) {
        var rest = Array(html.utf8)[...]
        var open: [String] = []
        while let less = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(less + 1)...]
            let isEnd = rest.first == UInt8(ascii: "/")
            if isEnd { rest = rest.dropFirst() }
            let name = take(&rest) { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 }
            try promise(!name.isEmpty && !forbidden.contains(name), "only safe elements are left", name)
            if isEnd {
                try promise(open.popLast() == name, "tags are balanced", html)
            } else {
                while rest.first == 0x20, !rest.starts(with: " />".utf8) { try readAttribute(&rest, html) }
                if rest.first == 0x20 { rest = rest.dropFirst(2) } else { open.append(name) }
            }
            try promise(rest.popFirst() == UInt8(ascii: ">"), "tags are regular", html)
        }
        try promise(open.isEmpty, "all tags are closed", html)
    }

    private static func readAttribute(_ rest: inout ArraySlice<UInt8>, _ html: String) throws(BrokenPromise) {
        rest = rest.dropFirst()
        let name = take(&rest) { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") }
        let isSafe = !name.isEmpty && !name.hasPrefix("on") && !dangerous.contains(name)
        try promise(isSafe, "only safe attributes are left", html)
        try promise(rest.starts(with: "=\"".utf8), "values are quoted", html)
        rest = rest.dropFirst(2)
        let value = take(&rest) { $0 != UInt8(ascii: "\"") }
        try promise(rest.popFirst() == UInt8(ascii: "\""), "quotes are closed", html)
        if ["href", "src", "cite", "longdesc"].contains(name) {
            let leadsToWeb = ["http://", "https://", "mailto:"].contains { value.lowercased().hasPrefix($0) }
            try promise(leadsToWeb, "only web addresses are left", value)
        }
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, while belongs: (UInt8) -> Bool) -> String {
        let part = rest.prefix(while: belongs)
        rest = rest[part.endIndex...]
        return String(decoding: part, as: UTF8.self)
    }
}
