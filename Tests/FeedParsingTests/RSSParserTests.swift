import Foundation
import Testing

@testable import FeedParsing

@Suite struct RSSParserTests {
    @Test func readsTheChannel() throws {
        let feed = try Documents.parse(
            Documents.rss(
                """
                <description>Deals &amp;amp; models</description><language>en-us</language>
                <copyright>© 2026 Camp</copyright><managingEditor>ed@news.example (Ed Itor)</managingEditor>
                <lastBuildDate>Thu, 01 Jan 2026 10:00:00 GMT</lastBuildDate><ttl>60</ttl>
                <generator>Hand 1.0</generator><category>ai</category><category>ai</category>
                <image><url>/logo.png</url><title>Logo</title><link>https://elsewhere.example/</link></image>
                <skipHours><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>
                <atom:link href="https://news.example/feeds/all.xml" rel="self" type="application/rss+xml"/>
                <atom:link href="https://hub.example/" rel="hub"/>
                <textInput><title>Search</title><link>https://news.example/search</link></textInput>
                """))

        #expect(feed.format == .rss)
        #expect(feed.version == "2.0")
        #expect(feed.encoding == "utf-8")
        #expect(!feed.bozo)
        #expect(feed.feed.title == "Camp notes")
        #expect(feed.feed.subtitle == "Deals &amp; models")
        #expect(feed.feed.link == "https://news.example/")
        #expect(feed.feed.language == "en-us")
        #expect(feed.feed.rights == "© 2026 Camp")
        #expect(feed.feed.authors == [ParsedAuthor(name: "Ed Itor", email: "ed@news.example")])
        #expect(feed.feed.updated == DateParser.parse("2026-01-01T10:00:00Z"))
        #expect(feed.feed.updatedRaw == "Thu, 01 Jan 2026 10:00:00 GMT")
        #expect(feed.feed.ttl == 60)
        #expect(feed.feed.generator == "Hand 1.0")
        #expect(feed.feed.categories == ["ai"])
        #expect(feed.feed.image == "https://news.example/logo.png")
        #expect(feed.feed.skipHours == [0, 3])
        #expect(feed.feed.skipDays == ["Sunday"])
        #expect(feed.feed.links.map(\.rel) == ["alternate", "self", "hub"])
    }

    @Test func readsAnItem() throws {
        let entry = try Documents.item(
            """
            <title>Lab &amp; partner sign</title><link>https://news.example/a?x=1&amp;y=2</link>
            <guid isPermaLink="false">tag:1</guid><pubDate>Thu, 01 Jan 2026 10:00:00 +0100</pubDate>
            <author>w@news.example (W. Riter)</author><dc:creator>Co Author</dc:creator>
            <category domain="x">deals</category><dc:subject>models</dc:subject>
            <description>&lt;p&gt;Short&lt;/p&gt;</description>
            <content:encoded><![CDATA[<p>Long &amp; full</p>]]></content:encoded>
            <enclosure url="/a.mp3?b=1&amp;c=2" type="audio/mpeg" length="1234"/>
            <enclosure url="/b.mp3" type="audio/mpeg" length="-1"/>
            <source url="https://other.example/feed">Other</source>
            """)

        #expect(entry.title == "Lab & partner sign")
        #expect(entry.titleType == .plain)
        #expect(entry.link == "https://news.example/a?x=1&y=2")
        #expect(entry.id == "tag:1")
        #expect(entry.idSource == .guid)
        #expect(entry.published == DateParser.parse("2026-01-01T09:00:00Z"))
        #expect(entry.authors.map(\.name) == ["W. Riter", "Co Author"])
        #expect(entry.author == "W. Riter")
        #expect(entry.categories == ["deals", "models"])
        #expect(entry.summary == "<p>Short</p>")
        #expect(entry.summaryType == .html)
        #expect(
            entry.content == [
                ParsedContent(type: .html, value: "<p>Long &amp; full</p>", lang: nil, base: Documents.url)
            ])
        #expect(entry.plainBody == "Long & full")
        #expect(
            entry.enclosures == [
                ParsedEnclosure(url: "https://news.example/a.mp3?b=1&c=2", type: "audio/mpeg", length: 1234),
                ParsedEnclosure(url: "https://news.example/b.mp3", type: "audio/mpeg"),
            ])
    }

    @Test func guidIsThePageUnlessItSaysNo() throws {
        #expect(try Documents.item("<guid>https://news.example/1</guid>").link == "https://news.example/1")
        #expect(try Documents.item("<guid isPermaLink='false'>https://news.example/1</guid>").link == nil)
        #expect(try Documents.item("<guid>12</guid>").link == nil)
        let relative = try Documents.item("<guid isPermaLink='true'>/12</guid>")
        #expect(relative.link == "https://news.example/12")
        #expect(relative.links == [ParsedLink(href: "https://news.example/12", rel: "alternate")])
        let both = try Documents.item(
            "<guid>https://news.example/1</guid><link>https://news.example/2</link>")
        #expect(both.link == "https://news.example/2")
    }

    @Test func originalLinkOfFeedBurnerWins() throws {
        let entry = try Documents.item(
            """
            <link>https://proxy.example/~r/1</link>
            <feedburner:origLink>https://news.example/1</feedburner:origLink>
            """)

        #expect(entry.link == "https://news.example/1")
    }

    @Test func onlyWebAddressesBecomeLinks() throws {
        #expect(try Documents.item("<link>javascript:alert(1)</link>").link == nil)
        #expect(try Documents.item("<link> data:text/html,x</link>").link == nil)
        #expect(try Documents.item("<link>file:///etc/passwd</link>").link == nil)
        #expect(try Documents.item("<link>/story/1</link>").link == "https://news.example/story/1")
        #expect(try Documents.item("<link>//cdn.example/x</link>").link == "https://cdn.example/x")
    }

    @Test func entriesWithoutGuidAreKnownByLinkElseByText() throws {
        let linked = try Documents.item("<link>https://news.example/1</link><title>T</title>")
        let bare = try Documents.item("<title>T</title><description>D</description>")
        let other = try Documents.item("<title>T</title><description>E</description>")

        #expect(linked.id == "https://news.example/1")
        #expect(linked.idSource == .link)
        #expect(bare.idSource == .content)
        #expect(bare.id != other.id)
    }

    @Test func repeatedGuidsAreToldApart() throws {
        let feed = try Documents.parse(
            Documents.rss(
                (1...3).map {
                    "<item><guid isPermaLink='false'>same</guid><link>https://n.example/\($0)</link></item>"
                }
                .joined()))

        #expect(Set(feed.entries.map(\.id)).count == 3)
        #expect(feed.entries.allSatisfy { $0.idSource == .guidAndLink })
    }

    @Test func versionsAreReported() throws {
        for version in ["0.91", "0.92", "0.93", "0.94", "2.0", "2.01", "9.9"] {
            let feed = try Documents.parse(
                "<rss version='\(version)'><channel><item><title>a</title></item></channel></rss>")
            #expect(feed.version == version)
            #expect(feed.entries.count == 1)
        }
        #expect(try Documents.parse("<rss><channel><title>a</title></channel></rss>").version == nil)
    }

    @Test func externalDocumentTypeOfRSS091IsAllowedAndNotLoaded() throws {
        let feed = try Documents.parse(
            """
            <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
             "http://127.0.0.1:1/rss-0.91.dtd">
            <rss version="0.91"><channel><title>Old</title></channel></rss>
            """)

        #expect(feed.feed.title == "Old")
        #expect(!feed.bozo)
    }

    @Test func readsItemsBesideTheChannelInRDF() throws {
        let feed = try Documents.parse(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
            <channel rdf:about="https://rdf.example/feed"><title>R</title><link>https://rdf.example/</link>
            <description>D</description><dc:date>2026-01-02</dc:date><sy:updatePeriod>daily</sy:updatePeriod>
            <sy:updateFrequency>4</sy:updateFrequency>
            <image rdf:resource="https://rdf.example/i.png"/>
            <items><rdf:Seq><rdf:li rdf:resource="https://rdf.example/1"/></rdf:Seq></items></channel>
            <image rdf:about="x"><url>https://rdf.example/i.png</url><title>I</title></image>
            <item rdf:about="https://rdf.example/1"><title>One</title><link>https://rdf.example/1</link>
            <dc:creator>Ann</dc:creator><dc:date>2026-01-02T10:00:00+09:00</dc:date></item>
            </rdf:RDF>
            """)
        let entry = try Documents.onlyEntry(feed)

        #expect(feed.format == .rdf)
        #expect(feed.version == "1.0")
        #expect(feed.feed.title == "R")
        #expect(feed.feed.id == "https://rdf.example/feed")
        #expect(feed.feed.image == "https://rdf.example/i.png")
        #expect(feed.feed.updateSeconds == 21_600)
        #expect(entry.id == "https://rdf.example/1")
        #expect(entry.author == "Ann")
        #expect(entry.published == DateParser.parse("2026-01-02T01:00:00Z"))
    }

    @Test func readsRDFOfVersion090() throws {
        let feed = try Documents.parse(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
             xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Old</title></channel>
            <item><title>One</title><link>https://o.example/1</link></item></rdf:RDF>
            """)

        #expect(feed.version == "0.90")
        #expect(feed.entries.map(\.title) == ["One"])
    }

    @Test func prefixesMayBeAnything() throws {
        let feed = try Documents.parse(
            """
            <rss version="2.0" xmlns:x="http://purl.org/dc/elements/1.1/" xmlns:y="http://search.yahoo.com/mrss"
             xmlns:dc="http://something.example/else">
            <channel><item><title>T</title><x:creator>Ann</x:creator><dc:creator>Not me</dc:creator>
            <y:group><y:content url="https://m.example/v.mp4" type="video/mp4" fileSize="5"><y:title>M</y:title>
            </y:content></y:group></item></channel></rss>
            """)
        let entry = try Documents.onlyEntry(feed)

        #expect(entry.authors.map(\.name) == ["Ann"])
        #expect(entry.title == "T")
        #expect(
            entry.enclosures == [
                ParsedEnclosure(url: "https://m.example/v.mp4", type: "video/mp4", length: 5)
            ])
    }

    @Test func undeclaredPrefixesMeanWhatTheyUsuallyMean() throws {
        let feed = try Documents.parse(
            "<rss><channel><item><dc:creator>Ann</dc:creator><content:encoded>x</content:encoded></item></channel></rss>"
        )
        let entry = try Documents.onlyEntry(feed)

        #expect(entry.author == "Ann")
        #expect(entry.content.map(\.value) == ["x"])
        #expect(feed.bozo)
    }

    @Test func aWrongDefaultNamespaceOnTheRootDoesNotMatter() throws {
        let feed = try Documents.parse(
            """
            <rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel><title>T</title>
            <link>https://n.example/</link><item><title>One</title><link>https://n.example/1</link>
            <pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>
            """)

        #expect(feed.feed.link == "https://n.example/")
        #expect(feed.entries.map(\.link) == ["https://n.example/1"])
        #expect(feed.entries.first?.published != nil)
    }

    @Test func unknownExtensionsAreSkippedWithAllTheyHold() throws {
        let entry = try Documents.item(
            """
            <shop:product xmlns:shop="http://shop.example/ns"><title>Not the title</title>
            <shop:title>Nor this</shop:title><link>https://shop.example/</link></shop:product>
            <title>The title</title>
            """)

        #expect(entry.title == "The title")
        #expect(entry.link == nil)
    }

    @Test func tagNamesMayBeOfAnyCase() throws {
        let feed = try Documents.parse(
            "<RSS version='2.0'><Channel><Item><Title>T</Title><pubdate>2026-01-01</pubdate></Item></Channel></RSS>"
        )

        #expect(feed.entries.map(\.title) == ["T"])
        #expect(feed.entries.first?.published != nil)
    }

    @Test func inlineMarkupIsKept() throws {
        let entry = try Documents.item(
            """
            <title>One <b>bold</b> &amp; more</title><description>a &lt; b<br/>c</description>
            <body xmlns="http://www.w3.org/1999/xhtml"><p class="x">Full <a href="/s?a=1&amp;b=2">story</a></p></body>
            """)

        #expect(entry.title == "One <b>bold</b> &amp; more")
        #expect(entry.titleType == .xhtml)
        #expect(entry.summary.map { PlainText.convert(html: $0) } == "a < b\nc")
        #expect(
            entry.content.map(\.value) == [
                "<p class=\"x\">Full <a href=\"/s?a=1&amp;b=2\">story</a></p>"
            ])
    }

    @Test func bestElementWinsInAnyOrder() throws {
        let entry = try Documents.item(
            """
            <media:title>M</media:title><dc:date>2020-01-01</dc:date><itunes:summary>I</itunes:summary>
            <dc:title>D</dc:title><description>S</description><title>T</title>
            <pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate>
            """)

        #expect(entry.title == "T")
        #expect(entry.summary == "S")
        #expect(entry.publishedRaw == "Thu, 01 Jan 2026 10:00:00 GMT")
    }

    @Test func relativeLinksCountFromThePageWhenTheAddressIsUnknown() throws {
        let text =
            "<rss><channel><link>https://n.example/news/</link><item><link>1.html</link><description>&lt;img src='/a.png'&gt;</description></item></channel></rss>"
        let feed = try FeedParser.parse(Array(text.utf8), contentType: nil, url: "").treated(.keep, url: "")

        #expect(feed.entries.first?.link == "https://n.example/news/1.html")
        #expect(feed.entries.first?.summary == "<img src=\"https://n.example/a.png\">")
    }

    @Test(arguments: [
        ("<link><![CDATA[https://n.example/?a=1&amp;b=2]]></link>", "https://n.example/?a=1&b=2"),
        ("<link>https://n.example/?a=1&amp;amp;b=2</link>", "https://n.example/?a=1&b=2"),
    ]) func linksEscapedTwiceAreMended(_ element: String, _ expected: String) throws {
        #expect(try Documents.item(element).link == expected)
    }

    @Test func aDateMayBeWrappedInHTML() throws {
        let entry = try Documents.item(
            "<pubDate>&lt;time datetime=\"2026-11-16T08:00:00Z\"&gt;Mon, 16 Nov 2026 08:00:00 +0000&lt;/time&gt;</pubDate>"
        )

        #expect(entry.published == DateParser.parse("2026-11-16T08:00:00Z"))
    }

    @Test func contentWithoutANamespaceIsTheBody() throws {
        let entry = try Documents.item("<description>D</description><content>&lt;p&gt;C&lt;/p&gt;</content>")

        #expect(entry.summary == "D")
        #expect(entry.content.map(\.value) == ["<p>C</p>"])
    }

    @Test func theLanguageOfTheChannelIsThatOfItsTexts() throws {
        let entry = try Documents.onlyEntry(
            Documents.parse(
                Documents.rss("<language>pt_BR</language><item><content:encoded>C</content:encoded></item>")))

        #expect(entry.language == "pt-BR")
        #expect(entry.content.first?.lang == "pt-BR")
    }

    @Test func theOnlyDateOfAnRDFItemIsBothDates() throws {
        let entry = try Documents.item("<dc:date>2026-11-16</dc:date>")

        #expect(entry.published == DateParser.parse("2026-11-16"))
        #expect(entry.updated == entry.published)
    }

    @Test func impossibleDatesAreReportedRawOnly() throws {
        let entry = try Documents.item("<pubDate>Thu, 32 Foo 2026</pubDate>")
        let spare = try Documents.item("<pubDate>soon</pubDate><dc:date>2026-01-01</dc:date>")

        #expect(entry.published == nil)
        #expect(entry.publishedRaw == "Thu, 32 Foo 2026")
        #expect(spare.publishedRaw == "2026-01-01")
    }

    @Test(arguments: ["1e30", "-1", "", "abc", "99999999999999999999", "6.5"])
    func numbersThatAreNoneAreIgnored(_ text: String) throws {
        #expect(try Documents.parse(Documents.rss("<ttl>\(text)</ttl>")).feed.ttl == nil)
    }

    @Test func languageIsInherited() throws {
        let feed = try Documents.parse(
            Documents.rss(
                "<language>de</language><item><title>a</title></item><item xml:lang='fr'><title>b</title></item>"
            ))

        #expect(feed.entries.map(\.language) == ["de", "fr"])
    }

    @Test func keepsTheNewestEntriesOfTooMany() throws {
        var limits = ParsingLimits.standard
        limits.entries = 10
        let items = (1...95).map {
            "<item><guid>\($0)</guid><pubDate>2026-01-01T00:\($0 % 60):\($0 / 60)Z</pubDate></item>"
        }
        let feed = try Documents.parse(Documents.rss(items.joined()), limits: limits)

        #expect(feed.entries.count == 10)
        #expect(feed.droppedEntries == 85)
        #expect(feed.entries.map(\.id) == (50...59).map(String.init))
    }

    @Test func longFieldsAreCutBetweenCharacters() throws {
        var limits = ParsingLimits.standard
        limits.textBytes = 10
        let feed = try Documents.parse(Documents.rss("<item><title>ééééééééé</title></item>"), limits: limits)

        #expect(feed.entries.first?.title == "ééééé")
    }

    @Test func idsStayWhatTheyWereWhenARepetitionBeginsAndEnds() throws {
        func items(_ numbers: [Int]) -> [UInt8] {
            let items = numbers.map { number in
                "<item><title>Story \(number)</title><guid isPermaLink='false'>same</guid>"
                    + "<pubDate>2026-06-0\(number)T00:00:00Z</pubDate></item>"
            }
            return Array("<rss version='2.0'><channel>\(items.joined())</channel></rss>".utf8)
        }
        func parse(_ numbers: [Int], _ known: [String: Bool]) throws -> ParsedFeed {
            try FeedParser.parse(
                items(numbers), contentType: nil, url: "https://n.example/f", repeatedIDs: known)
        }

        let both = try parse([1, 2], [:])
        let one = try parse([2], both.repeatedIDs)
        let other = try parse([3, 2], one.repeatedIDs)

        #expect(Set(both.entries.map(\.id)).count == 2)
        #expect(one.entries[0].id == both.entries[1].id)
        #expect(other.entries[1].id == both.entries[1].id)
        #expect(try parse([2], [:]).entries[0].id == "same")
    }
}
