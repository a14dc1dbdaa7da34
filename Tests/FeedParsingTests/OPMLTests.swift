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
            document.subscriptions.map(Self.unplaced) == [
                .init(
                    title: "Feed A", url: "https://a.example/f?x=1&y=2", pageURL: "https://a.example/",
                    folder: "AI & more/Labs", language: "de"),
                .init(title: "B", url: "https://b.example/f", folder: "AI & more"),
                .init(title: "", url: "http://c.example/f"),
                .init(title: "D", url: "https://d.example/f", folder: "a∕b"),
            ])
        #expect(document.subscriptions.map(\.line) == [2, 4, 5, 6])
        #expect(
            document.complaints == [
                .init(
                    line: 5,
                    message: "\"javascript:alert(1)\" is neither http nor https, so it is no feed")
            ])
    }

    @Test func anAddressIsNoTitle() throws {
        let untitled = OPML.Subscription(title: "", url: "https://a.example/f?x=1&y=2")

        let text = OPML.render(title: "", [untitled])

        #expect(text.contains("text=\"https://a.example/f?x=1&amp;y=2\""))
        #expect(try OPML.parse(Array(text.utf8)).subscriptions.map(Self.unplaced) == [untitled])
    }

    private static func unplaced(_ subscription: OPML.Subscription) -> OPML.Subscription {
        var subscription = subscription
        subscription.line = nil
        return subscription
    }

    @Test(arguments: [
        ("<outline xmlUrl='https://b.example/?a=1&b=2'/>", 5, "stray ampersand"),
        ("<outline text='Folder'>", 7, "unclosed tag"),
        ("<outline xmlUrl=https://b.example/f />", 5, "irregular attribute"),
        ("<outline type='rss' text='B' xmlUlr='https://b.example/f'/>", 5, "without xmlUrl"),
        ("<outline text='B' xmlUrl='ftp://b.example/f'/>", 5, "\"ftp://b.example/f\" is neither"),
        ("</outline>", 5, "end tag without a start tag"),
    ])
    func complaintsNameTheirLine(fifth: String, line: Int, message: String) throws {
        let document = try OPML.parse(
            Array(
                """
                <opml version="2.0"><body>
                <!-- <outline xmlUrl="https://old.example/f"/>
                -->
                <outline xmlUrl="https://a.example/f"/>
                \(fifth)
                <outline text="C" xmlUrl="https://c.example/f"/>
                </body></opml>
                """.utf8))

        #expect(document.complaints.map(\.line) == [line])
        #expect(document.complaints.first?.message.contains(message) == true)
        #expect(document.subscriptions.last?.line == 6)
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        let subscriptions: [OPML.Subscription] = [
            .init(title: "A \"quoted\" <feed> & more", url: "https://a.example/f?x=1&y=2", folder: "One/Two"),
            .init(
                title: "日本", url: "https://b.example/", pageURL: "https://b.example/p", language: "ja",
                fullText: "never"),
            .init(
                title: "C", url: "http://10.1.2.3/", allow: ["10.1.0.0/16", "fd00::/8"], isPaused: true),
        ]
        let text = OPML.render(title: "T & t", subscriptions)
        let read = try OPML.parse(Array(text.utf8))

        #expect(read.subscriptions.map(Self.unplaced) == subscriptions)
        #expect(read.title == "T & t")
        #expect(read.complaints.isEmpty)
        #expect(text.contains("<opml version=\"2.0\" xmlns:campwatch=\"urn:campwatch:opml\">"))
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
