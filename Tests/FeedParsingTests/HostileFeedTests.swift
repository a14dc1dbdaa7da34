import Foundation
import Testing

@testable import FeedParsing

/// Documents made to hurt: the numbers are the rows of the threat table they answer.
@Suite struct HostileFeedTests {
    /// Runs a parse and returns how long it took, whatever came of it.
    private func duration(_ bytes: [UInt8], limits: ParsingLimits = .standard) -> Duration {
        ContinuousClock().measure {
            _ = try? FeedParser.parse(bytes, contentType: nil, url: Documents.url, limits: limits)
        }
    }

    @Test(arguments: [
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"http://127.0.0.1:1/\">]>",
        "<!DOCTYPE r [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\"> %p;]>",
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
        "<!doctype r [<!-- x --> <!entity a 'b'>]>",
        "<!DOCTYPE r [<!ELEMENT r ANY>\n<!ENTITY\tx 'y'>]>",
    ]) func declaredEntitiesRefuseTheFeed(_ declaration: String) {
        #expect(throws: FeedParsingError.declaredEntities) {
            try Documents.parse(
                "<?xml version='1.0'?>\(declaration)<rss><channel><title>&x;</title></channel></rss>")
        }
    }

    @Test(arguments: [
        "<!DOCTYPE rdf:RDF [<!ENTITY % HTMLlat1 PUBLIC \"-//W3C//ENTITIES Latin 1 for XHTML//EN\" \"http://127.0.0.1:1/\"> %HTMLlat1; ]>",
        "<!DOCTYPE rss [<!ENTITY nbsp '&#38;bomb;&#38;bomb;'><!-- don't ]> --><!ENTITY eacute \"]>\"><?p ]?>]>",
        "<!DOCTYPE rss [<!ENTITY bomb 'never referred to'>]>",
    ]) func declaredEntitiesCountForNothing(_ declaration: String) throws {
        let feed = try Documents.parse(
            "<?xml version='1.0'?>\(declaration)<rss><channel><title>caf&eacute;&nbsp;&lt;</title></channel></rss>"
        )

        #expect(feed.feed.title == "café\u{A0}<")
    }

    @Test func aDeclaredEntityInAnAttributeRefusesTheFeed() {
        #expect(throws: FeedParsingError.declaredEntities) {
            try Documents.parse(
                "<!DOCTYPE r [<!ENTITY e 'x'>]><rss><channel><item><enclosure url='&e;'/></item></channel></rss>"
            )
        }
    }

    @Test func billionLaughsIsRefusedInEveryEncoding() throws {
        let text = "<!DOCTYPE r [<!ENTITY a \"ha\">]><rss><channel><title>&a;</title></channel></rss>"
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }

        #expect(throws: FeedParsingError.declaredEntities) {
            try FeedParser.parse(wide, contentType: nil, url: Documents.url)
        }
    }

    @Test func externalEntitiesAreNeverRead() throws {
        let secret = FileManager.default.temporaryDirectory.appendingPathComponent(
            "campwatch-xxe-\(UUID().uuidString)")
        try Data("SECRET".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        // The declaration comes after the root began, where a document type has no business.
        let feed = try Documents.parse(
            "<rss><!DOCTYPE r SYSTEM \"\(secret.absoluteString)\"><channel><title>a&x;b</title></channel></rss>"
        )

        #expect(feed.feed.title == "a&x;b")
    }

    @Test func aHundredThousandAttributesAreRefusedFast() {
        let attributes = (0..<100_000).map { "a\($0)=\"1\"" }.joined(separator: " ")
        let bytes = Array("<rss \(attributes)><channel><title>T</title></channel></rss>".utf8)

        #expect(throws: FeedParsingError.tooLarge(what: "one tag", limit: 65_536)) {
            try FeedParser.parse(bytes, contentType: nil, url: Documents.url)
        }
        #expect(duration(bytes) < .seconds(1))
    }

    @Test func manyTagsWithManyAttributesCostLittle() {
        let attributes = (0..<4_000).map { "a\($0)='1'" }.joined(separator: " ")
        let bytes = Array(
            "<rss><channel>\(String(repeating: "<x \(attributes)/>", count: 200))</channel></rss>".utf8)

        #expect(duration(bytes) < .seconds(10))
    }

    @Test func manyNamespacesCostLittle() {
        let items = (0..<100_000).map { "<n\($0):a xmlns:n\($0)=\"u\($0)\"/>" }.joined()

        #expect(duration(Array("<rss><channel>\(items)</channel></rss>".utf8)) < .seconds(10))
    }

    @Test func aMillionNestedElementsAreRefused() {
        let bytes = Array("<rss>".utf8) + Array(String(repeating: "<a>", count: 1_000_000).utf8)

        #expect(throws: FeedParsingError.tooDeep(limit: 100)) {
            try FeedParser.parse(bytes, contentType: nil, url: Documents.url)
        }
    }

    @Test func nestedDivsInContentAreText() throws {
        let html = String(repeating: "<div>", count: 200_000) + "deep"

        #expect(PlainText.convert(html: html) == "deep")
    }

    @Test(arguments: ["<", "<a", "<!--", "&", "&#", "<a b='", "</", "<script>", "<a <", "<![CDATA["])
    func repeatedFragmentsTakeLinearTime(_ fragment: String) {
        let html = String(repeating: fragment, count: 200_000)

        #expect(ContinuousClock().measure { _ = PlainText.convert(html: html) } < .seconds(5))
        #expect(duration(Array("<rss><channel><title>\(html)".utf8)) < .seconds(5))
    }

    @Test func aHugeTitleIsCut() throws {
        let feed = try Documents.parse(
            Documents.rss("<item><title>\(String(repeating: "x", count: 5_000_000))</title></item>"))

        #expect(feed.entries.first?.title?.utf8.count == ParsingLimits.standard.textBytes)
    }

    @Test func aHugeCommentCostsNothing() throws {
        let feed = try Documents.parse(
            "<!--\(String(repeating: "x", count: 2_000_000))-->" + Documents.rss(""))

        #expect(feed.feed.title == "Camp notes")
    }

    @Test func tooManyBytesAreRefused() {
        var limits = ParsingLimits.standard
        limits.documentBytes = 100

        #expect(throws: FeedParsingError.tooLarge(what: "the document", limit: 100)) {
            try Documents.parse(Documents.rss(""), limits: limits)
        }
    }

    @Test func controlCharactersNeverArrive() throws {
        let feed = try Documents.parse(
            Documents.rss("<item><title>a\u{0}b\u{1B}c\u{7F}d&#0;e&#27;f\u{1C}g</title></item>"))
        let title = try #require(feed.entries.first?.title)

        #expect(title.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        #expect(title.hasPrefix("abcd"))
        #expect(feed.bozo)
    }

    @Test func referencesBeyondUnicodeAreReplaced() throws {
        #expect(
            try Documents.item("<title>a&#x110000;b&#xD800;c&#99999999999;</title>").title
                == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    }

    @Test func aMegabyteGuidIsCut() throws {
        let entry = try Documents.item("<guid>\(String(repeating: "g", count: 1_000_000))</guid>")

        #expect(entry.id.utf8.count == ParsingLimits.standard.fieldBytes)
    }

    @Test func longAttributesAreCutAndLongLinksDropped() throws {
        let long = String(repeating: "x", count: 9_000)
        let entry = try Documents.atomEntry(
            """
            <link href="https://n.example/\(long)"/><link href="/b" rel="\(long)" type="\(long)"/><id>1</id>
            <category term="\(long)"/><content type="html" xml:base="/\(long)/" xml:lang="\(long)">c</content>
            """)
        let limit = ParsingLimits.standard.fieldBytes

        #expect(entry.link == nil)
        #expect(entry.links.map(\.href) == ["https://news.example/b"])
        #expect(entry.links.map(\.rel.utf8.count) == [limit])
        #expect(entry.links.map(\.type?.utf8.count) == [limit])
        #expect(entry.categories.map(\.utf8.count) == [limit])
        #expect(entry.content.map(\.base) == [Documents.url])
        #expect(entry.content.map(\.lang?.utf8.count) == [limit])
    }

    @Test func encodedContentThatIsNoTextIsMendedAndCut() throws {
        var limits = ParsingLimits.standard
        limits.textBytes = 40
        let bytes = Data([0x00, 0x41] + [UInt8](repeating: 0xFF, count: 28)).base64EncodedString()
        let feed = try Documents.parse(
            Documents.atom(
                "<entry><id>1</id><content type='text/plain' mode='base64'>\(bytes)</content></entry>"),
            limits: limits)

        #expect(feed.entries.first?.content.map(\.value) == ["A" + String(repeating: "\u{FFFD}", count: 13)])
    }

    @Test func fieldsOfJSONAreBoundedToo() throws {
        let long = String(repeating: "x", count: 9_000)
        let entry = try Documents.onlyEntry(
            Documents.parse(
                """
                {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1",
                "url": "https://n.example/\(long)", "external_url": "/b", "date_published": "\(long)",
                "authors": ["\(long)"]}]}
                """))
        let limit = ParsingLimits.standard.fieldBytes

        #expect(entry.links.map(\.href) == ["https://news.example/b"])
        #expect(entry.publishedRaw?.utf8.count == limit)
        #expect(entry.authors.map(\.name?.utf8.count) == [limit])
    }

    @Test func tooManyEntriesAreCapped() throws {
        let items = String(repeating: "<item><title>t</title></item>", count: 30_000)
        let feed = try Documents.parse(Documents.rss(items))

        #expect(feed.entries.count == 2_000)
        #expect(feed.droppedEntries == 28_000)
    }

    @Test func streamingGivesEntriesAsTheyCome() throws {
        var seen = 0
        let stream = FeedStream(contentType: nil, url: Documents.url, limits: .unlimited) { _ in seen += 1 }
        try stream.append(Array("<rss><channel>".utf8).span)
        let items = Array(String(repeating: "<item><title>t</title></item>", count: 1_000).utf8)
        for _ in 0..<20 { try stream.append(items.span) }
        #expect(seen > 15_000)
        let feed = try stream.finish()

        #expect(seen == 20_000)
        #expect(feed.bozoReason == "the document ends before its root element does")
    }

    @Test func aTextIsCutAtItsLimitAndNothingFollowsTheGap() throws {
        var limits = ParsingLimits.standard
        limits.textBytes = 40
        let cases = [
            (
                "<p>Two firms share <b class='\(String(repeating: "x", count: 50))'>a</b> model</p>",
                "<p>Two firms share"
            ),
            (
                "<p>Two firms share one single model &amp; more</p> and",
                "<p>Two firms share one single model"
            ),
            ("Two firms now share one single open Größe model", "Two firms now share one single open Grö"),
        ]
        for (markup, kept) in cases {
            let feed = try Documents.parse(
                Documents.rss("<item><description>\(markup)</description></item>"), limits: limits)
            let summary = try #require(feed.entries.first?.summary)
            #expect(summary.utf8.count <= 40)
            #expect(summary.hasPrefix(kept), "\(summary)")
        }
    }
}
