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

        #expect(entry.content.first?.value == "<p>1 &lt; 2 <br /><img src=\"a&amp;b\" /></p>\n<div>in</div>")
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

    @Test func picturesStayInBase64() throws {
        let entry = try Documents.atomEntry("<content type='image/png'>iVBORw0KGgoAAAAN</content>")

        #expect(entry.content.first?.value == "iVBORw0KGgoAAAAN")
    }

    @Test func aDivAroundEscapedHTMLIsDropped() throws {
        let entry = try Documents.atomEntry(
            "<content type='html'><div xmlns='http://www.w3.org/1999/xhtml'>&lt;p>C&lt;/p></div></content>")

        #expect(entry.content.first?.value == "<p>C</p>")
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
        // Atom 0.3 does not set the div apart from the text.
        #expect(entry.content.first?.value == "<div>x</div>")
        #expect(entry.summary == "<b>x</b>")
    }

    @Test func prefixedAndUnprefixedRootsRead() throws {
        let prefixed = try Documents.parse(
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>T</a:title></a:entry></a:feed>")
        let bare = try Documents.parse("<feed><entry><title>T</title></entry></feed>")

        #expect(prefixed.entries.map(\.title) == ["T"])
        #expect(bare.entries.map(\.title) == ["T"])
    }

    @Test func titlesOfFeedAndEntryHaveTheirOwnBases() throws {
        let feed = try Documents.parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/a/">
            <title type="html" xml:base="t/">&lt;a href='1'>T&lt;/a></title>
            <subtitle type="html">&lt;a href='2'>S&lt;/a></subtitle>
            <entry><title type="html" xml:base="/e/">&lt;a href='3'>E&lt;/a></title></entry></feed>
            """
        ).treated(.keep, url: Documents.url)

        #expect(feed.feed.title == "<a href=\"https://x.example/a/t/1\">T</a>")
        #expect(feed.feed.subtitle == "<a href=\"https://x.example/a/2\">S</a>")
        #expect(feed.entries.first?.title == "<a href=\"https://x.example/e/3\">E</a>")
    }

    @Test func markupInsideATextMaySetItsOwnBase() throws {
        let entry = try Documents.atomEntry(
            """
            <content type="xhtml" xml:base="https://x.example/a/"><div xml:base="b/"><a href="1">l</a>
            <p xml:base="/c/"><img src="2" srcset="3 1x, 4 2x"/></p><q cite="5">q</q></div></content>
            """)

        #expect(
            entry.content.first?.value == """
                <a href="https://x.example/a/b/1">l</a>
                <p xml:base="/c/"><img src="https://x.example/c/2" srcset="https://x.example/c/3 1x, https://x.example/c/4 2x" /></p><q cite="https://x.example/a/b/5">q</q>
                """)
    }

    @Test func drawingsKeepTheCaseAndPrefixesOfTheirNames() throws {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><linearGradient id=\"g\"></linearGradient><a xlink:href=\"https://x.example/\"></a></svg>"
        let entry = try Documents.atomEntry("<content type='xhtml'><div>\(svg)</div></content>")

        #expect(entry.content.first?.value == svg)
    }

    @Test func languagesComeFromTheScopeElseFromTheAnswer() throws {
        func languages(_ feed: String, _ entry: String) throws -> [String?] {
            let text = "<feed\(feed)><title>T</title><entry><content\(entry)>C</content></entry></feed>"
            let parsed = try FeedParser.parse(
                Array(text.utf8), contentType: nil, contentLanguage: "de_AT, fr", url: Documents.url)
            let item = try Documents.onlyEntry(parsed)
            return [parsed.feed.language, item.language, item.content.first?.lang]
        }

        #expect(try languages("", "") == ["de-AT", "de-AT", "de-AT"])
        #expect(try languages(" xml:lang='pt_BR'", "") == ["pt-BR", "pt-BR", "pt-BR"])
        #expect(try languages(" xml:lang='en'", " xml:lang='ja'") == ["en", "en", "ja"])
        #expect(try languages(" xml:lang='en'", " xml:lang=''") == ["en", "en", nil])
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
