/// What the elements of pages do, for building their tree and finding its text.
enum PageNames {
    /// Hold no text of the page.
    static let dropped: Set<String> = [
        "style", "template", "iframe", "object", "svg", "noscript", "noframes", "canvas", "audio", "video",
        "select", "textarea", "button", "applet", "datalist", "amp-ad", "amp-sidebar", "amp-consent",
    ]

    /// Begin a new line: text inside belongs to them, not to what is around them.
    static let blocks: Set<String> = HTMLNames.paragraphs.union(HTMLNames.lines).union([
        "td", "th", "form", "dialog", "menu", "hgroup", "search", "dir",
    ]).subtracting(["br"])

    /// Close a paragraph that is still open when they begin.
    static let endsParagraph: Set<String> = blocks.subtracting([
        "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "body", "html", "option", "title", "legend",
    ])

    static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]
    static let lists: Set<String> = ["ul", "ol", "dl"]

    /// Blocks that hold one paragraph: their score counts for the element around them.
    static let paragraphs: Set<String> = ["p", "pre", "li", "dd", "dt", "blockquote", "tr", "td", "th"]

    static func isBlock(_ name: String) -> Bool {
        // Elements with a hyphen are the page's own, and hold blocks more often than words.
        blocks.contains(name) || name.utf8.contains(UInt8(ascii: "-"))
    }
}
