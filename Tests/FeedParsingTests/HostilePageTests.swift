import Testing

@testable import FeedParsing

/// Pages made to hurt: all of them give an answer, and soon.
@Suite struct HostilePageTests {
    private static let prose =
        "<p>The two companies said on Monday that they will train the model together, and publish it.</p>"

    private func extract(_ page: String) -> Article? {
        ArticleExtractor.extract(Array(page.utf8), contentType: nil, url: nil)
    }

    @Test func aMillionNestedElementsAreRead() {
        let page = String(repeating: "<div>", count: 1_000_000) + Self.prose
        #expect(extract(page)?.text.hasPrefix("The two companies") == true)
    }

    @Test(arguments: ["span", "b", "li", "td", "p", "a href=x", "ul><li", "table><tr><td", "x-y"])
    func deepNestingOfAnyElementEndsSoon(_ name: String) {
        let page = String(repeating: "<\(name)>", count: 20_000) + Self.prose
        #expect(extract(page)?.text.contains("train the model together") == true)
    }

    @Test func endTagsWithoutStartsCostNothing() {
        let page =
            String(repeating: "<div>", count: 20_000) + String(repeating: "</span></p></td>", count: 20_000)
            + Self.prose
        #expect(extract(page)?.text.contains("train the model together") == true)
    }

    @Test(arguments: ["<h2>Comments</h2>", "<div><h3><a href=x>A story with a headline</a></h3></div>"])
    func manyFurnitureHeadingsAreRead(_ heading: String) {
        let page = Self.prose + String(repeating: heading, count: 20_000)
        #expect(extract(page)?.text.contains("train the model together") == true)
    }

    @Test func tenMegabytesOfTextAreRead() {
        let long = String(repeating: Self.prose.dropLast(4) + " ", count: 1_000)
        let page = "<article>" + String(repeating: long, count: 110) + "</article>"
        #expect(page.utf8.count > 10_000_000)
        #expect((extract(page)?.text.utf8.count ?? 0) > 8_000_000)
    }

    @Test func aHundredThousandLinkedDataObjectsAreRead() {
        let item = #"{"@type":"NewsArticle","headline":"x","articleBody":"y"},"#
        let page =
            "<script type='application/ld+json'>[" + String(repeating: item, count: 60_000) + "{}]</script>"
            + Self.prose
        #expect(extract(page)?.text.contains("train the model together") == true)
    }

    @Test func deepLinkedDataIsRead() {
        let page =
            "<script type='application/ld+json'>" + String(repeating: "[{\"@graph\":", count: 100_000)
            + "</script>" + Self.prose
        #expect(extract(page)?.text.contains("train the model together") == true)
    }

    @Test(arguments: [
        "<!--", "<script>", "<p", "<p class=\"", "&#x110000;", "<![CDATA[", "<title>", "</", "<a <a <a",
        "<style>p{", "<p>\u{0}\u{1}",
    ])
    func brokenMarkupIsRead(_ end: String) {
        #expect(extract(Self.prose + end)?.text.contains("train the model together") == true)
    }

    @Test func everyPrefixOfAPageIsRead() throws {
        let bytes = Array(Self.prose.utf8) + Array("<ul><li>a<li>b</ul><table><tr><td>c</table>".utf8)
        for count in 0...bytes.count {
            _ = ArticleExtractor.extract(Array(bytes[..<count]), contentType: nil, url: nil)
        }
    }

    @Test func whatAPageSaysOfItselfIsOneLine() throws {
        let page = "<meta property='og:site_name' content='Lamp\n\t&#10;Loom'>" + Self.prose
        #expect(extract(page)?.siteName == "Lamp Loom")
    }
}
