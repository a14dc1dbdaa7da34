import Testing

@testable import FeedParsing

@Suite struct FeedDiscoveryTests {
    private func candidates(_ html: String) -> [FeedDiscovery.Candidate] {
        FeedDiscovery.candidates(
            Array(html.utf8), contentType: "text/html", url: "https://site.example/blog/")
    }

    @Test func declaredFeedsComeFirstAndCommentsLast() {
        let found = candidates(
            """
            <html><head><a href="/rss">RSS</a>
            <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
            <LINK REL='alternate' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml' title='A &amp; B'>
            <link rel="stylesheet" type="text/css" href="x.css">
            <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">
            <link rel="alternate" hreflang="de" href="/de"></head></html>
            """)

        #expect(
            found == [
                .init(url: "https://site.example/blog/atom.xml", title: "A & B", isDeclared: true),
                .init(url: "https://site.example/comments/feed", title: "Comments", isDeclared: true),
                .init(url: "https://site.example/rss", title: nil, isDeclared: false),
            ])
    }

    @Test func theBaseOfThePageCounts() {
        let found = candidates("<base href='https://cdn.example/x/'><link rel=feed href=f.xml>")

        #expect(found.map(\.url) == ["https://cdn.example/x/f.xml"])
    }

    @Test func onlyWebAddressesAreOffered() {
        #expect(candidates("<link rel=feed href='javascript:alert(1)'><a href='feed:x/rss'>x</a>").isEmpty)
    }
}
