/// Builds the tree of a page from its tags as browsers do, forgiving what is left open or closed twice.
///
/// Linear: depth and nodes are bounded, so that closing a tag looks at no more than `depthLimit` elements.
/// Deeper elements are read through, their text stays.
struct PageTreeBuilder {
    /// Deeper than any page made by people; the deepest of news sites reach about 60.
    private static let depthLimit = 256
    /// Nodes kept; a page of 10 MB of the smallest tags has more, no article does.
    private static let nodeLimit = 500_000

    private(set) var tree = PageTree()
    private(set) var head = PageHead()
    private var open = [0]
    /// How many elements of each name are open, so that closing one that is not costs nothing.
    private var openCounts: [String: Int] = [:]
    /// Elements open beyond the depth limit.
    private var beyond: [String] = []
    private var isInTitle = false

    init(_ bytes: [UInt8]) {
        tree.nodes.append(.init(name: "body", parent: 0, end: 0, attributes: nil, range: 0..<0))
        var tokens = HTMLTokenizer(bytes)
        var skipped = Skipped()
        while tree.nodes.count < Self.nodeLimit, let token = tokens.next() {
            switch token {
            case .text(let range): if !skipped.isInside { text(bytes, range) }
            case .raw(let range): if skipped.takesData { head.addLinkedData(bytes[range]) }
            case .start(let name, let range, let isSelfClosing):
                let takesData =
                    name == "script" && HTMLAttributes(bytes, range)["type"]?.contains("ld+") == true
                if skipped.start(name, isSelfClosing, takesData: takesData) { continue }
                start(name, HTMLAttributes(bytes, range))
            case .end(let name): if !skipped.end(name) { end(name) }
            }
        }
        for node in open { tree.nodes[node].end = tree.nodes.count }
    }

    private mutating func text(_ bytes: [UInt8], _ range: Range<Int>) {
        if isInTitle {
            if head.title.count < 1_024 { HTMLText.append(bytes, range, to: &head.title) }
            return
        }
        let start = tree.text.count
        HTMLText.append(bytes, range, to: &tree.text)
        append("", nil, start..<tree.text.count)
    }

    private mutating func append(_ name: String, _ attributes: PageAttributes?, _ range: Range<Int>) {
        let index = tree.nodes.count
        let parent = open.last ?? 0
        tree.nodes.append(
            .init(name: name, parent: parent, end: index + 1, attributes: attributes, range: range))
    }

    private mutating func start(_ name: String, _ attributes: HTMLAttributes) {
        switch name {
        case "html", "body": head.addRoot(attributes)
        case "head": break
        case "title": isInTitle = head.title.isEmpty
        case "meta": addMeta(attributes)
        case "link": head.addLink(attributes)
        default: open(name, attributes)
        }
    }

    /// Meta elements inside the text carry microdata: they stay in the tree too.
    private mutating func addMeta(_ attributes: HTMLAttributes) {
        head.addMeta(attributes)
        if attributes["itemprop"] != nil { append("meta", PageAttributes(attributes), 0..<0) }
    }

    private mutating func open(_ name: String, _ attributes: HTMLAttributes) {
        isInTitle = false
        closeImplied(before: name)
        let isVoid = HTMLNames.void.contains(name)
        guard open.count < Self.depthLimit else {
            if !isVoid { beyond.append(name) }
            return
        }
        append(name, attributes.pairs.isEmpty ? nil : PageAttributes(attributes), 0..<0)
        if !isVoid {
            open.append(tree.nodes.count - 1)
            openCounts[name, default: 0] += 1
        }
    }

    /// Closes what HTML closes by itself when `name` begins.
    private mutating func closeImplied(before name: String) {
        if PageNames.endsParagraph.contains(name) {
            close(["p"], within: ["td", "th", "table", "caption", "button"])
        }
        switch name {
        case "li": close(["li"], within: ["ul", "ol", "menu"])
        case "dt", "dd": close(["dt", "dd"], within: ["dl"])
        case "tr": close(["tr"], within: ["table"])
        case "td", "th": close(["td", "th"], within: ["tr", "table"])
        case "tbody", "thead", "tfoot": close(["tbody", "thead", "tfoot"], within: ["table"])
        case "a": close(["a"], within: PageNames.blocks)
        case _ where PageNames.headings.contains(name): close(PageNames.headings, within: PageNames.blocks)
        default: break
        }
    }

    private mutating func end(_ name: String) {
        if name == "title" { isInTitle = false }
        if name == "br" { append("br", nil, 0..<0) }
        if let last = beyond.last {
            if last == name { beyond.removeLast() }
            if last == name || !PageNames.isBlock(name) { return }
            beyond.removeAll()
        }
        switch name {
        case "table": close([name], within: [])
        case "tr", "tbody", "thead", "tfoot", "td", "th": close([name], within: ["table"])
        case "li": close([name], within: ["ul", "ol", "td", "th"])
        // Any end tag of a heading ends the open one, as in HTML.
        case _ where PageNames.headings.contains(name): close(PageNames.headings, within: ["td", "th"])
        case _ where PageNames.isBlock(name): close([name], within: ["td", "th"])
        default: close([name], within: PageNames.blocks)
        }
    }

    /// Ends the innermost open element of these names, unless one of `borders` is open inside it.
    private mutating func close(_ names: Set<String>, within borders: Set<String>) {
        guard names.contains(where: { openCounts[$0, default: 0] > 0 }) else { return }
        var level = open.count - 1
        while level > 0 {
            let name = tree.nodes[open[level]].name
            if names.contains(name) { break }
            if borders.contains(name) { return }
            level -= 1
        }
        guard level > 0 else { return }
        for node in open[level...] {
            tree.nodes[node].end = tree.nodes.count
            openCounts[tree.nodes[node].name, default: 1] -= 1
        }
        open.removeSubrange(level...)
    }
}

/// Follows one element whose content is no text of the page.
private struct Skipped {
    private var name = ""
    private var depth = 0
    /// True inside a script that holds JSON-LD.
    private(set) var takesData = false

    var isInside: Bool { depth > 0 }

    /// True when the start tag belongs to what is skipped.
    mutating func start(_ tag: String, _ isSelfClosing: Bool, takesData: Bool) -> Bool {
        if depth > 0 {
            if tag == name, !isSelfClosing { depth += 1 }
            return true
        }
        guard tag == "script" || PageNames.dropped.contains(tag) else { return false }
        // A script is raw text to its end tag, even when it looks closed.
        if !isSelfClosing || tag == "script" {
            name = tag
            depth = 1
            self.takesData = takesData
        }
        return true
    }

    mutating func end(_ tag: String) -> Bool {
        guard depth > 0 else { return false }
        if tag == name { depth -= 1 }
        if depth == 0 { takesData = false }
        return true
    }
}
