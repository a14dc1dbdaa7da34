import Testing

@testable import FeedParsing

@Suite struct AtomParserTests {
    @Test func readsAFeedAndAnEntry() throws {
        let feed = try Documents.parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://atom.example/blog/">
            <title type="html">A &lt;b&gt;bold&lt;/b&gt; feed</title><subtitle>Sub</subtitle>
            <link rel="self" href="feed.atom"/><link href="."/><id>urn:feed</id>
            <updated>2026-01-02T03:04:05Z</updated><rights>CC</rights><generator uri="x">Gen</generator>
            <logo>logo.png</logo><author><name>Ann</name><email>a@x.example</email><uri>/ann</uri></author>
            <category term="ai" label="AI"/>
            <entry><title>One</title><id>urn:1</id><link rel="alternate" type="text/html" href="1.html"/>
            <link rel="enclosure" href="1.mp3" type="audio/mpeg" length="9"/><link rel="replies" href="c"/>
            <published>2026-01-01T00:00:00Z</published><updated>2026-01-02T00:00:00Z</updated>
            <summary>S</summary><content type="html">&lt;p&gt;C&lt;/p&gt;</content>
            <category term="deal"/></entry></feed>
            """)
        let entry = try Documents.onlyEntry(feed)

        #expect(feed.format == .atom)
        #expect(feed.version == "1.0")
        #expect(feed.feed.title == "A <b>bold</b> feed")
        #expect(feed.feed.titleType == .html)
        #expect(feed.feed.link == "https://atom.example/blog/")
        #expect(feed.feed.id == "urn:feed")
        #expect(feed.feed.language == "en")
        #expect(feed.feed.image == "https://atom.example/blog/logo.png")
        #expect(feed.feed.generator == "Gen")
        #expect(feed.feed.categories == ["ai"])
        #expect(
            feed.feed.authors == [
                ParsedAuthor(name: "Ann", email: "a@x.example", uri: "https://atom.example/ann")
            ])
        #expect(entry.link == "https://atom.example/blog/1.html")
        #expect(
            entry.enclosures == [
                ParsedEnclosure(url: "https://atom.example/blog/1.mp3", type: "audio/mpeg", length: 9)
            ])
        #expect(entry.author == "Ann")
        #expect(entry.language == "en")
        #expect(entry.published == DateParser.parse("2026-01-01T00:00:00Z"))
        #expect(entry.updated == DateParser.parse("2026-01-02T00:00:00Z"))
        #expect(
            entry.content == [
                ParsedContent(type: .html, value: "<p>C</p>", lang: "en", base: "https://atom.example/blog/")
            ])
        #expect(!feed.bozo)
    }

    @Test func xhtmlLosesItsWrapperAndKeepsItsMarkup() throws {
        let entry = try Documents.atomEntry(
            """
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2 <br/><img src="a&amp;b"/></p>
            <div>in</div></div></content>
            """)

        #expect(entry.content.first?.value == "<p>1 &lt; 2 <br><img src=\"a&amp;b\"></p>\n<div>in</div>")
        #expect(entry.content.first?.type == .xhtml)
    }

    @Test func onlyTheWrapperOfXHTMLIsDropped() throws {
        let rss = try Documents.item("<description><div>a</div><div>b</div></description>")
        let encoded = try Documents.item("<content:encoded>1 &lt; 2 <b>x</b> &amp; y</content:encoded>")

        #expect(rss.summary == "<div>a</div><div>b</div>")
        #expect(encoded.content.first?.value == "1 &lt; 2 <b>x</b> &amp; y")
    }

    @Test func textTypesAreKept() throws {
        let plain = try Documents.atomEntry("<title>1 &lt; 2</title>")
        let html = try Documents.atomEntry("<title type='html'>1 &amp;lt; 2</title>")

        #expect(plain.title == "1 < 2")
        #expect(plain.titleType == .plain)
        #expect(html.plainTitle == "1 < 2")
        #expect(html.titleType == .html)
    }

    @Test func unescapedHTMLInHTMLContentIsForgiven() throws {
        let entry = try Documents.atomEntry("<content type='html'>&lt;i&gt;a&lt;/i&gt;<b>c</b></content>")

        #expect(entry.content.first?.value == "<i>a</i><b>c</b>")
        #expect(entry.content.first?.type == .html)
    }

    @Test func authorsComeFromEntryElseSourceElseFeed() throws {
        let own =
            "<entry><author><name>Own</name></author><source><author><name>Src</name></author></source></entry>"
        let source = "<entry><source><title>X</title><author><name>Src</name></author></source></entry>"
        let feed = try Documents.parse(
            Documents.atom(own + source + "<entry><id>3</id></entry><author><name>Late</name></author>"))

        #expect(feed.entries.map(\.author) == ["Own", "Src", "Late"])
        #expect(feed.entries[1].title == nil)
    }

    @Test func contributorsAreNoAuthors() throws {
        let entry = try Documents.atomEntry("<contributor><name>C</name></contributor>")

        #expect(entry.authors.isEmpty)
    }

    @Test func contentElsewhereBecomesALink() throws {
        let entry = try Documents.atomEntry("<content type='video/mp4' src='https://x.example/v.mp4'/>")

        #expect(entry.content.isEmpty)
        #expect(
            entry.links == [
                ParsedLink(href: "https://x.example/v.mp4", rel: "content", type: "video/mp4")
            ])
        #expect(entry.link == "https://x.example/v.mp4")
    }

    @Test func base64ContentIsDecoded() throws {
        let entry = try Documents.atomEntry("<content type='application/octet-stream'>aGVsbG8=</content>")

        #expect(entry.content.first?.value == "hello")
    }

    @Test func pageLinkPrefersHTMLAndFallsBackToTheID() throws {
        let both = try Documents.atomEntry(
            "<link type='application/json' href='https://x.example/j'/><link type='text/html' href='https://x.example/h'/>"
        )
        let none = try Documents.atomEntry("<id>https://x.example/1</id>")

        #expect(both.link == "https://x.example/h")
        #expect(none.link == "https://x.example/1")
    }

    @Test func readsAtom03() throws {
        let feed = try Documents.parse(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><tagline>Sub</tagline>
            <modified>2004-01-01T00:00:00Z</modified><copyright>c</copyright>
            <entry><title mode="escaped">A &lt;i&gt;b&lt;/i&gt;</title><issued>2004-01-01</issued>
            <modified>2004-01-02</modified><link rel="alternate" href="https://o.example/1"/>
            <content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">x</div></content>
            <summary mode="base64" type="text/html">PGI+eDwvYj4=</summary></entry></feed>
            """)
        let entry = try Documents.onlyEntry(feed)

        #expect(feed.version == "0.3")
        #expect(feed.feed.subtitle == "Sub")
        #expect(feed.feed.rights == "c")
        #expect(entry.titleType == .html)
        #expect(entry.published == DateParser.parse("2004-01-01"))
        #expect(entry.updated == DateParser.parse("2004-01-02"))
        #expect(entry.content.first?.value == "x")
        #expect(entry.summary == "<b>x</b>")
    }

    @Test func prefixedAndUnprefixedRootsRead() throws {
        let prefixed = try Documents.parse(
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>T</a:title></a:entry></a:feed>")
        let bare = try Documents.parse("<feed><entry><title>T</title></entry></feed>")

        #expect(prefixed.entries.map(\.title) == ["T"])
        #expect(bare.entries.map(\.title) == ["T"])
    }

    @Test func innerBasesAreRelativeToOuterOnes() throws {
        let entry = try Documents.onlyEntry(
            Documents.parse(
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/a/"><entry xml:base="b/">
                <link href="c"/><content type="html" xml:base="../d/" xml:lang="de">x</content></entry></feed>
                """))

        #expect(entry.link == "https://x.example/a/b/c")
        #expect(entry.content.first?.base == "https://x.example/a/d/")
        #expect(entry.content.first?.lang == "de")
    }
}
