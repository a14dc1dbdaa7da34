import FeedParsing

extension FuzzTarget {
    /// Article pages: bounded, clean and the same every time, with addresses of the web only.
    static let page = FuzzTarget("page", seeds: ["Tests/FeedParsingTests/Fixtures/pages"]) {
        bytes throws(BrokenPromise) in
        for candidate in FeedDiscovery.candidates(bytes, contentType: nil, url: pageURL) {
            try promise(isWebAddress(candidate.url), "feeds are found on the web", candidate.url)
        }
        let article = ArticleExtractor.extract(bytes, contentType: nil, url: pageURL)
        let again = ArticleExtractor.extract(bytes, contentType: nil, url: pageURL)
        try promise(article == again, "a page is read the same twice")
        guard let article else { return }
        try promise(!article.text.isEmpty, "an article has a text")
        try promiseText(article.text, "the text")
        try promiseText(article.title, "the title", controls: [])
        try promiseText(article.siteName, "the site", controls: [])
        for author in article.authors { try promiseText(author, "an author", controls: []) }
        // Each byte of a page is three of UTF-8 at most, and an item adds its "- ".
        try promise(article.text.utf8.count <= 4 * bytes.count + 16, "the text is bounded", article.text)
        try promise(article.url.map(isWebAddress) ?? true, "the address is one of the web", article.url ?? "")
    }

    private static let pageURL = "https://news.example/2025/story.html"

    private static func isWebAddress(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("http://") || start == "https://"
    }
}
