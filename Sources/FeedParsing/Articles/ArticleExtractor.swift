/// Finds the article in a web page: its text, title, date, authors and language.
///
/// DESIGN. The page becomes a tree of bounded depth; furniture is cut off by element, role and class, by the
/// headings over it and where teasers stand in rows; the part where prose is densest, near the headline, with what
/// goes on in other containers, is read as blocks, and the blocks lose what still is no article. JSON-LD decides where
/// the page shows less than it says (teasers before a paywall, pages drawn by scripts), and where the article ends.
/// If little is found the paragraphs of the whole page are taken, then all its text. Every pass is linear in
/// the page and none recurs.
package enum ArticleExtractor {
    /// Bytes of a page looked at; the longest real articles come in pages of 2 to 5 MB, mostly scripts.
    package static let byteLimit = 10 << 20

    /// Weight below which a text is too short to trust the way it was found.
    private static let shortText = 140
    /// Weight below which furniture is looked through for the article.
    private static let leastText = 80

    /// Reads a page found at `url`; nil when it has no text at all.
    package static func extract(_ bytes: [UInt8], contentType: String?, url: String?) -> Article? {
        let page = PageDecoder.decode(
            bytes.count > byteLimit ? Array(bytes[..<byteLimit]) : bytes, contentType: contentType)
        let builder = PageTreeBuilder(page)
        let linked = LinkedData(builder.head.linkedData)
        let metadata = ArticleMetadata(builder.tree, builder.head, linked, url: url)
        let title = metadata.title
        guard let found = text(builder.tree, linked, title: title) else { return nil }
        let published = metadata.published
        return Article(
            title: title, text: found.text, published: published.date, publishedRaw: published.raw,
            authors: metadata.authors, language: metadata.language, siteName: metadata.siteName,
            url: metadata.url, method: found.method)
    }

    private static func text(_ tree: PageTree, _ linked: LinkedData, title: String?)
        -> (text: String, method: Article.Method)?
    {
        let measures = PageMeasures(tree, cutting: true, title: title)
        var blocks = dense(tree, measures, title)
        if weight(blocks) < leastText {
            let uncut = PageMeasures(tree, cutting: false)
            let second = dense(tree, uncut, title)
            if weight(second) > 2 * weight(blocks), weight(second) >= shortText { blocks = second }
        }
        let body = StatedBody(linked.body)
        if let body, body.isFuller(than: weight(blocks)) { return (body.text, .linkedData) }
        if let body { blocks = body.trimmed(blocks) }
        if weight(blocks) >= shortText { return (render(blocks), .density) }
        let paragraphs = ArticleCleaner.clean(prose(tree, measures), title: title)
        if weight(paragraphs) > weight(blocks) * 3 / 2 { return (render(paragraphs), .paragraphs) }
        if !blocks.isEmpty { return (render(blocks), .density) }
        let all = BlockReader(tree, PageMeasures(tree, cutting: false), roots: [0]).blocks
        return all.isEmpty ? nil : (render(all), .page)
    }

    private static func dense(_ tree: PageTree, _ measures: PageMeasures, _ title: String?) -> [ArticleBlock]
    {
        let roots = ArticleFinder(tree, measures, title: title).roots()
        return ArticleCleaner.clean(BlockReader(tree, measures, roots: roots).blocks, title: title)
    }

    /// Every block of the page that reads like prose.
    private static func prose(_ tree: PageTree, _ measures: PageMeasures) -> [ArticleBlock] {
        BlockReader(tree, measures, roots: [0]).blocks.filter { block in
            let isSentence = block.text.contains { ".!?。！？".contains($0) }
            return block.kind != .heading && block.weight >= 60 && block.linkDensity < 0.3 && isSentence
        }
    }

    private static func weight(_ blocks: [ArticleBlock]) -> Int { blocks.reduce(0) { $0 + $1.weight } }

    private static func render(_ blocks: [ArticleBlock]) -> String {
        var text = ""
        var last: ArticleBlock?
        for block in blocks {
            if let last {
                let isSameList = block.group > 0 && block.group == last.group
                text += isSameList && block.kind != .paragraph ? "\n" : "\n\n"
            }
            if block.kind == .item { text += "- " }
            text += block.text
            last = block
        }
        return text
    }
}
