import Testing

@testable import FeedParsing

@Suite struct MalformedFeedTests {
    @Test func strayAmpersandsAndHTMLEntitiesSurvive() throws {
        let feed = try Documents.parse(
            Documents.rss(
                """
                <item><title>AT&T &amp; R&D &nbsp;caf&eacute; &unknown; &#8217;&#x2019; &lt;b&gt; &copy</title>
                <link>https://n.example/?a=1&b=2&amp;c=3</link></item>
                """))
        let entry = try Documents.onlyEntry(feed)

        #expect(entry.title == "AT&T & R&D \u{A0}café &unknown; ’’ <b> &copy")
        #expect(entry.link == "https://n.example/?a=1&b=2&c=3")
        #expect(feed.bozoReason?.contains("stray ampersand") == true)
        #expect(feed.bozoReason?.contains("undeclared entity &nbsp;") == true)
    }

    @Test func referencesInsideCDATAStayAsTheyAre() throws {
        let entry = try Documents.item("<description><![CDATA[a &nbsp; b & c &amp; <br>]]></description>")

        #expect(entry.summary == "a &nbsp; b & c &amp; <br>")
    }

    @Test func unclosedTagsEndWithTheirParent() throws {
        let feed = try Documents.parse(
            Documents.rss(
                """
                <item><title>One<description>text<br>more<p>and</description><link>https://n.example/1</link></item>
                <item><title>Two</title></item>
                """))

        #expect(feed.entries.count == 2)
        #expect(feed.entries.last?.title == "Two")
        #expect(feed.bozo)
    }

    @Test func inlineHTMLWithoutEndTagsIsKept() throws {
        let entry = try Documents.item("<description>a<br>b<hr>c</description><title>T</title>")

        #expect(entry.title == "T")
        #expect(entry.summary.map { PlainText.convert(html: $0) } == "a\nb\n\nc")
    }

    @Test func missingEndOfItemStartsTheNext() throws {
        let feed = try Documents.parse(
            Documents.rss("<item><title>One</title><item><title>Two</title></item>"))

        #expect(feed.entries.map(\.title) == ["One", "Two"])
    }

    @Test func strayEndTagsAreIgnored() throws {
        let feed = try Documents.parse(
            Documents.rss("<item><title>One</b></title></p></item><item><title>Two</title></item>"))

        #expect(feed.entries.map(\.title) == ["One", "Two"])
        #expect(feed.bozoReason?.contains("end tag without a start tag") == true)
    }

    @Test func truncationKeepsWhatIsThere() throws {
        let whole = Documents.rss("<item><title>One</title></item><item><title>Two</title><description>half")
        let feed = try Documents.parse(String(whole.prefix(whole.utf8.count - 17)))

        #expect(feed.entries.map(\.title) == ["One", "Two"])
        #expect(feed.bozoReason?.contains("ends before its root element") == true)
    }

    @Test func everyTruncationIsSurvived() {
        let whole = Array(
            Documents.rss(
                """
                <item><title>A &amp; <![CDATA[b]]></title><!-- c --><link>https://n.example/é</link>
                <enclosure url="x" type='y' length=3 /></item>
                """
            ).utf8)
        for end in whole.indices {
            let feed = try? FeedParser.parse(Array(whole[..<end]), contentType: nil, url: Documents.url)
            #expect(feed.map { $0.entries.count <= 1 } ?? true)
        }
    }

    @Test func everyFlippedByteIsSurvived() {
        let whole = Array(Documents.rss("<item><title>A &amp; <![CDATA[b]]></title><a b=\"c\"/></item>").utf8)
        for index in whole.indices {
            for value: UInt8 in [0, 0x3C, 0x26, 0xFF, 0x22, 0x3E] {
                var broken = whole
                broken[index] = value
                _ = try? FeedParser.parse(broken, contentType: nil, url: Documents.url)
            }
        }
    }

    @Test func anySplitOfTheBytesReadsTheSame() throws {
        let whole = Array(
            Documents.rss("<item><title>é &amp; b&nbsp;c <![CDATA[d]]]]></title><!-- x --><a b='c'/></item>")
                .utf8)
        let expected = try normalized([whole])
        for cut in 1..<whole.count where whole[cut] & 0xC0 != 0x80 {
            let cutInTwo = try normalized([Array(whole[..<cut]), Array(whole[cut...])])
            #expect(cutInTwo == expected, "cut at \(cut)")
        }
    }

    /// Where libxml2 refuses a name, it reads the rest of the tag as text, which took the place of later texts.
    @Test(arguments: [
        "pubDate\u{201E}x", "pub\u{D7}", "dc:\u{2028}", "\u{2190}", "día", "dc:a:1", "a:b:c", "a:", ":1",
        "a::-",
    ])
    func namesThatLibxml2RefusesHarmNothingElse(_ name: String) throws {
        let document = Documents.rss(
            "<item><\(name) a='1' \(name)='2'>day</\(name)><title>One</title><link>https://n.example/1</link></item>"
        )
        let whole = try Documents.onlyEntry(Documents.parse(document))
        var entries: [ParsedEntry] = []
        let stream = FeedStream(contentType: nil, url: Documents.url, limits: .standard) {
            entries.append($0)
        }
        // The encoding is decided by the first 64 KiB; what comes in pieces must come after them.
        try stream.append([UInt8](repeating: 0x20, count: 64 << 10).span)
        for byte in document.utf8 { try stream.append([byte].span) }
        _ = try stream.finish()

        #expect(whole.title == "One")
        #expect(whole.link == "https://n.example/1")
        #expect(entries == [whole])
    }

    /// The markup with every text back in its place.
    private func normalized(_ parts: [[UInt8]]) throws -> String {
        var normalizer = MarkupNormalizer()
        var text = ""
        for (number, part) in parts.enumerated() {
            var markup = NormalMarkup()
            try normalizer.push(part.span, isLast: number == parts.count - 1, into: &markup)
            var isInTag = false
            for byte in markup.tags {
                if byte == UInt8(ascii: "<") { isInTag = true }
                if isInTag {
                    text.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    markup.fetch(1) { text += $0.string(0..<$0.count) }
                }
                if byte == UInt8(ascii: ">") { isInTag = false }
            }
        }
        return text
    }

    @Test func lineEndsAreOneLineFeed() throws {
        #expect(try Documents.item("<title><![CDATA[a\r\nb\rc\n]]></title>").title == "a\nb\nc")
    }

    @Test func textsOfManyChunksStayInOrder() throws {
        let words = (0..<20_000).map { "Wort\($0) 模型 <b>\($0)</b>" }.joined(separator: " ")
        let entry = try Documents.item(
            "<title>T</title><description><![CDATA[\(words)]]></description><author>A &amp; B</author>")

        #expect(entry.title == "T" && entry.author == "A & B")
        #expect(entry.summary == words)
    }

    @Test func junkAroundTheDocumentIsSkipped() throws {
        let feed = try Documents.parse(
            "\n\n<br />\n<b>Warning</b>: bad line 3<br>\n" + Documents.rss("<item><title>T</title></item>")
                + "<!-- 0.1 s --> x")

        #expect(feed.entries.map(\.title) == ["T"])
        #expect(feed.bozoReason?.contains("junk before the root") == true)
    }

    @Test func aDeclarationAfterWhiteSpaceIsNoted() throws {
        let feed = try Documents.parse("\n" + Documents.rss("<item><title>T</title></item>"))

        #expect(feed.entries.map(\.title) == ["T"])
        #expect(feed.bozoReason == "the XML declaration is not at the start")
    }

    @Test func aRelativeNamespaceIsNoDefect() throws {
        #expect(try !Documents.parse("<feed xmlns:d='derp'><entry><title>T</title></entry></feed>").bozo)
    }

    @Test func theFirstOfTwoRootsCounts() throws {
        let feed = try Documents.parse(
            "<rss><channel><title>A</title></channel></rss><rss><channel><title>B</title></channel></rss>")

        #expect(feed.feed.title == "A")
        #expect(feed.bozoReason == "content after the root element")
    }

    @Test func attributesMayBeBareOrUnquoted() throws {
        let entry = try Documents.item(
            "<enclosure url=https://n.example/a.mp3?x=1&y=2 length='5' checked type=\"audio/mpeg\"><guid isPermaLink=false>https://n.example/9</guid>"
        )

        #expect(
            entry.enclosures == [
                ParsedEnclosure(url: "https://n.example/a.mp3?x=1&y=2", type: "audio/mpeg", length: 5)
            ])
    }

    @Test func strayLessThanSignsAreText() throws {
        #expect(try Documents.item("<title>1 < 2 <3 <= 4</title>").title == "1 < 2 <3 <= 4")
    }

    @Test func commentsAndInstructionsVanish() throws {
        let entry = try Documents.item("<title>a<!-- & <b> -->b<?php echo 1 ?>c</title>")

        #expect(entry.title == "abc")
    }

    @Test(arguments: [
        (
            "<!DOCTYPE html><html><head><title>x</title></head><body>hi</body></html>",
            FeedParsingError.Lookalike.html
        ),
        ("<HTML><body>login</body></HTML>", .html), ("<p>Sorry</p>", .html), ("", .empty), (" \n ", .empty),
        ("hello", .text), ("<sitemap><url/></sitemap>", .xml), ("<opml><body/></opml>", .opml),
        ("\u{FEFF}", .empty), ("{}", .json), ("<?xml version='1.0'?>", .text),
    ]) func whatIsNoFeedIsNamed(_ text: String, _ lookalike: FeedParsingError.Lookalike) {
        #expect(throws: FeedParsingError.notAFeed(lookalike)) { try Documents.parse(text) }
    }
}
