/// One paragraph, heading, list item, table row or the like of an article.
struct ArticleBlock {
    enum Kind {
        case paragraph, heading, item, row, quote, preformatted, caption
    }

    var kind: Kind
    var text: String
    /// Weights, see `PageMeasures`: of all text, of links, of `time` elements.
    var weight: Int
    var links: Int
    var time: Int
    /// The list or table the block belongs to; 0 for none.
    var group: Int

    var linkDensity: Double { weight == 0 ? 0 : Double(links) / Double(weight) }
}

/// Takes the blocks out of parts of a page, in document order and in one pass.
struct BlockReader {
    private let tree: PageTree
    private let measures: PageMeasures
    private(set) var blocks: [ArticleBlock] = []

    private var pending: [UInt8] = []
    private var weight = 0
    private var links = 0
    private var time = 0
    private var breaks = 0
    private var kinds: [(kind: ArticleBlock.Kind, end: Int)] = []
    private var groups: [(node: Int, end: Int)] = []
    private var preformattedEnd = 0
    private var linkEnd = 0
    private var timeEnd = 0
    /// Ends of the open blocks: text after them is not theirs.
    private var ends: [Int] = []

    init(_ tree: PageTree, _ measures: PageMeasures, roots: [Int]) {
        self.tree = tree
        self.measures = measures
        for root in roots { read(root) }
    }

    private mutating func read(_ root: Int) {
        var index = root
        while index < tree.nodes[root].end {
            close(before: index)
            let node = tree.nodes[index]
            if measures.isCut[index] && index != root || skips(index) {
                index = node.end
                continue
            }
            if node.isText { add(node.range, index) } else { enter(index) }
            index += 1
        }
        close(before: .max)
    }

    /// Pictures with their captions are no text of the article; figures also hold tables, code and quotations.
    private func skips(_ index: Int) -> Bool {
        guard tree.nodes[index].name == "figure" else { return false }
        return !tree.nodes[index..<tree.nodes[index].end].contains {
            ["table", "pre", "blockquote"].contains($0.name)
        }
    }

    private mutating func close(before index: Int) {
        while let end = ends.last, end <= index {
            flush()
            ends.removeLast()
        }
        while let last = kinds.last, last.end <= index { kinds.removeLast() }
        while let last = groups.last, last.node >= 0, last.end <= index { groups.removeLast() }
    }

    private mutating func enter(_ index: Int) {
        let node = tree.nodes[index]
        switch node.name {
        case "br": lineBreak(index)
        case "a": if node.attributes?.isLink == true { linkEnd = max(linkEnd, node.end) }
        case "time": timeEnd = max(timeEnd, node.end)
        case "td", "th": if !pending.isEmpty, ends.last.map({ $0 > index }) == true { pending.append(0x09) }
        case _ where PageNames.isBlock(node.name):
            flush()
            ends.append(node.end)
            if let kind = kind(node.name) { kinds.append((kind, node.end)) }
            if PageNames.lists.contains(node.name) || node.name == "table" {
                groups.append((index, node.end))
            }
            if node.name == "pre" { preformattedEnd = max(preformattedEnd, node.end) }
        default: break
        }
    }

    private func kind(_ name: String) -> ArticleBlock.Kind? {
        switch name {
        case "li", "dt", "dd": .item
        case "tr": .row
        case "blockquote": .quote
        case "pre": .preformatted
        case "figcaption", "caption": .caption
        case _ where PageNames.headings.contains(name): .heading
        default: nil
        }
    }

    /// One break ends a line, two in a row end a paragraph, as pages without paragraphs write it.
    private mutating func lineBreak(_ index: Int) {
        breaks += 1
        if breaks >= 2 { flush() } else if !pending.isEmpty { pending.append(0x0A) }
    }

    private mutating func add(_ range: Range<Int>, _ index: Int) {
        let added = TextWeight.weight(tree.text, range)
        if added <= 1, tree.text[range].allSatisfy(\.isASCIIWhitespace) {
            if !pending.isEmpty { pending.append(0x20) }
            return
        }
        breaks = 0
        if index < preformattedEnd {
            pending.append(contentsOf: tree.text[range])
        } else {
            // Line ends inside running text are only layout.
            for byte in tree.text[range] { pending.append(byte.isASCIIWhitespace ? 0x20 : byte) }
        }
        weight += added
        if index < linkEnd { links += added }
        if index < timeEnd { time += added }
    }

    private mutating func flush() {
        defer {
            pending.removeAll(keepingCapacity: true)
            (weight, links, time, breaks) = (0, 0, 0, 0)
        }
        guard weight > 0 else { return }
        // Tabs part the cells of a row.
        let cells = pending.split(separator: 0x09).map {
            PlainText.clean(String(decoding: $0, as: UTF8.self)).trimming(\.isWhitespace)
        }
        let text = cells.filter { !$0.isEmpty }.joined(separator: "\t")
        guard !text.isEmpty else { return }
        blocks.append(
            ArticleBlock(
                kind: kinds.last?.kind ?? .paragraph, text: text, weight: weight, links: links, time: time,
                group: groups.last?.node ?? 0))
    }
}
