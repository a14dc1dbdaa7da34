/// How much text each element of a page holds, and which elements are furniture.
///
/// Text is weighed, not counted: a letter weighs 1, a Chinese or Japanese character and a Korean syllable 2, as
/// they say as much. A full line of news weighs about 80, a paragraph 200 to 600.
struct PageMeasures {
    /// Text of the subtree, without what is cut.
    private(set) var text: [Int]
    /// Of it inside links.
    private(set) var links: [Int]
    /// Text of the block itself, its inline elements included, without the blocks inside it.
    private(set) var flow: [Int]
    private(set) var flowLinks: [Int]
    private(set) var flowCommas: [Int]
    /// Text of paragraphs in the subtree that read like prose.
    private(set) var prose: [Int]
    /// True for furniture and everything in it.
    private(set) var isCut: [Bool]
    private(set) var namesBody: [Bool]
    private(set) var words: [Int: ClassWords] = [:]

    /// Prose shorter than this is a label, a caption or a button.
    private static let shortestProse = 60

    init(_ tree: PageTree, cutting: Bool, title: String? = nil) {
        let count = tree.nodes.count
        text = Array(repeating: 0, count: count)
        links = text
        flow = text
        flowLinks = text
        flowCommas = text
        prose = text
        isCut = Array(repeating: false, count: count)
        namesBody = isCut
        var raw = text
        for index in 0..<count {
            if tree.nodes[index].isText { raw[index] = TextWeight.weight(tree.text, tree.nodes[index].range) }
            if let names = tree.nodes[index].attributes?.names, !names.isEmpty {
                words[index] = ClassWords(names)
            }
        }
        let own = raw
        var headlines = Array(repeating: 0, count: count)
        for index in stride(from: count - 1, to: 0, by: -1) {
            if tree.nodes[index].name == "h1", raw[index] > 8 { headlines[index] += 1 }
            if isMarkedBody(tree, index) { headlines[index] += 1 }
            let parent = tree.nodes[index].parent
            raw[parent] += raw[index]
            headlines[parent] += headlines[index]
        }
        if cutting { cut(tree, raw, headlines, Headline.node(in: tree, title: title)) }
        sum(tree, own)
    }

    /// The share of a subtree's text that is links.
    func linkDensity(_ node: Int) -> Double { text[node] == 0 ? 0 : Double(links[node]) / Double(text[node]) }

    private mutating func isMarkedBody(_ tree: PageTree, _ index: Int) -> Bool {
        let isMarked =
            tree.nodes[index].attributes?.property.contains("articlebody") == true
            || words[index]?.namesBody == true
        if isMarked { namesBody[index] = true }
        return isMarked
    }

    private mutating func cut(_ tree: PageTree, _ raw: [Int], _ headlines: [Int], _ headline: Int?) {
        let measures = RawMeasures(tree)
        let cards = TeaserCards.find(tree, measures, bodies: namesBody, headline: headline)
        let boxes = LabelledBoxes.find(tree, measures, headlines: headlines)
        let shares = proseShares(tree, measures)
        var article = Array(repeating: false, count: tree.nodes.count)
        for index in 1..<max(1, tree.nodes.count) {
            let node = tree.nodes[index]
            article[index] = article[node.parent] || node.name == "article" || node.name == "main"
            guard !isCut[node.parent], !cards[index], !boxes[index] else {
                isCut[index] = true
                continue
            }
            guard !node.isText else { continue }
            let furniture = Furniture(
                node: node, words: words[index], weight: raw[index], total: max(1, raw[0]),
                headlines: headlines[index] - (namesBody[index] ? 1 : 0),
                hasHeadlineOutside: headlines[0] > headlines[index], isInArticle: article[node.parent],
                isBody: namesBody[index], proseShare: shares[tree.nodes[index].attributes?.make ?? ""] ?? 0,
                linkDensity: measures.linkDensity(index))
            isCut[index] = furniture.goes
        }
    }

    /// The share of the page's prose in all elements of the same classes, such as the slides of a gallery.
    private func proseShares(_ tree: PageTree, _ raw: RawMeasures) -> [String: Double] {
        var shares: [String: Double] = [:]
        for (index, words) in words where words.isFurniture || words.isSmallPrint {
            guard let make = tree.nodes[index].attributes?.make else { continue }
            shares[make, default: 0] += Double(raw.prose[index]) / Double(max(1, raw.prose[0]))
        }
        return shares
    }

    private mutating func sum(_ tree: PageTree, _ own: [Int]) {
        let count = tree.nodes.count
        var block = Array(repeating: 0, count: count)
        var inLink = Array(repeating: false, count: count)
        for index in 1..<max(1, count) {
            let node = tree.nodes[index]
            block[index] = !node.isText && PageNames.isBlock(node.name) ? index : block[node.parent]
            inLink[index] = inLink[node.parent] || node.name == "a" && node.attributes?.isLink == true
            guard node.isText, !isCut[index] else { continue }
            text[index] = own[index]
            flow[block[index]] += own[index]
            flowCommas[block[index]] += TextWeight.commas(tree.text, node.range)
            if inLink[index] {
                links[index] = own[index]
                flowLinks[block[index]] += own[index]
            }
        }
        for index in 0..<count where flow[index] >= Self.shortestProse && flowLinks[index] * 2 < flow[index] {
            prose[index] = flow[index] - flowLinks[index]
        }
        for index in stride(from: count - 1, to: 0, by: -1) {
            let parent = tree.nodes[index].parent
            text[parent] += text[index]
            links[parent] += links[index]
            prose[parent] += prose[index]
        }
    }
}
