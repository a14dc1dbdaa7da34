/// The element names of HTML that reading feeds and pages needs to know, by what they do to text.
enum HTMLNames {
    /// Have no end tag.
    static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ]

    /// Their content is no text for readers.
    static let dropped: Set<String> = [
        "script", "style", "template", "iframe", "object", "svg", "math", "noscript", "noframes", "canvas",
        "audio", "video", "select", "textarea", "button", "head", "applet",
    ]

    /// Stand apart from what is around them by an empty line.
    static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre", "figure",
        "section", "article", "header", "footer", "aside", "nav", "main", "hr", "fieldset", "address",
    ]

    /// Begin and end a line.
    static let lines: Set<String> = [
        "div", "li", "tr", "dt", "dd", "br", "figcaption", "caption", "thead", "tbody", "tfoot", "body",
        "html", "center", "details", "summary", "legend", "option", "title",
    ]

    /// Names whose presence before any root shows that a document is a web page.
    static let known = void.union(dropped).union(paragraphs).union(lines)
        .union(["a", "b", "i", "font", "span", "strong", "em", "body", "html", "head", "title"])
}
