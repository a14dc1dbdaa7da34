import Testing

@testable import FeedParsing

@Suite struct OPMLTests {
    @Test func readsFoldersAsPaths() throws {
        let document = try OPML.parse(
            Array(
                """
                <?xml version="1.0"?><opml version="1.0"><head><title>My feeds</title></head><body>
                <outline text="AI &amp; more"><outline text="Labs"><outline type="rss" text="A" title="Feed A"
                  xmlUrl="https://a.example/f?x=1&amp;y=2" htmlUrl="https://a.example/" language="de"/></outline>
                <outline text="B" xmlUrl="https://b.example/f"/></outline>
                <outline xmlurl="http://c.example/f"/><outline text="bad" xmlUrl="javascript:alert(1)"/>
                <outline text="a/b"><outline text="D" xmlUrl="https://d.example/f"/></outline></body></opml>
                """.utf8))

        #expect(document.title == "My feeds")
        #expect(
            document.subscriptions == [
                .init(
                    title: "Feed A", url: "https://a.example/f?x=1&y=2", pageURL: "https://a.example/",
                    folder: "AI & more/Labs", language: "de"),
                .init(title: "B", url: "https://b.example/f", folder: "AI & more"),
                .init(title: "http://c.example/f", url: "http://c.example/f"),
                .init(title: "D", url: "https://d.example/f", folder: "a∕b"),
            ])
        #expect(document.complaint?.contains("neither http nor https") == true)
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        let subscriptions: [OPML.Subscription] = [
            .init(title: "A \"quoted\" <feed> & more", url: "https://a.example/f?x=1&y=2", folder: "One/Two"),
            .init(
                title: "日本", url: "https://b.example/", pageURL: "https://b.example/p", language: "ja",
                fullText: "never"),
        ]
        let text = OPML.render(title: "T & t", subscriptions)
        let read = try OPML.parse(Array(text.utf8))

        #expect(read.subscriptions == subscriptions)
        #expect(read.title == "T & t")
        #expect(read.complaint == nil)
        #expect(text.contains("<opml version=\"2.0\">"))
    }

    @Test func otherDocumentsAreRefused() {
        #expect(throws: FeedParsingError.notAFeed(.xml)) { try OPML.parse(Array("<rss/>".utf8)) }
        #expect(throws: FeedParsingError.notAFeed(.text)) { try OPML.parse(Array("hello".utf8)) }
        #expect(throws: FeedParsingError.notAFeed(.empty)) { try OPML.parse([]) }
        #expect(throws: FeedParsingError.declaredEntities) {
            try OPML.parse(
                Array("<!DOCTYPE o [<!ENTITY a 'b'>]><opml><body><outline text='&a;'/></body></opml>".utf8))
        }
    }

    @Test func deepAndLongListsAreBounded() {
        let deep = "<opml><body>" + String(repeating: "<outline text='x'>", count: 10_000)

        #expect(throws: FeedParsingError.tooDeep(limit: 100)) { try OPML.parse(Array(deep.utf8)) }
    }
}
