import Foundation
import Testing

@testable import FeedParsing

@Suite struct JSONFeedParserTests {
    @Test func readsAFeed() throws {
        let feed = try Documents.parse(
            #"""
            {"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://j.example/",
             "feed_url":"https://j.example/feed.json","description":"D","language":"en","icon":"/i.png",
             "authors":[{"name":"Ann","url":"https://j.example/ann"}],"hubs":[{"type":"WebSub","url":"https://hub.example/"}],
             "items":[{"id":"1","url":"/1","title":"O\u006ee \ud83d\ude00","content_html":"<p>x</p>","content_text":"x",
               "summary":"s","date_published":"2026-01-01T00:00:00Z","date_modified":"2026-01-02T00:00:00Z",
               "tags":["a","b"],"attachments":[{"url":"/1.mp3","mime_type":"audio/mpeg","size_in_bytes":12}]}]}
            """#)
        let entry = try Documents.onlyEntry(feed)

        #expect(feed.format == .json)
        #expect(feed.version == "1.1")
        #expect(feed.feed.link == "https://j.example/")
        #expect(feed.feed.image == "https://news.example/i.png")
        #expect(feed.feed.links.map(\.rel) == ["alternate", "self", "hub"])
        #expect(entry.id == "1")
        #expect(entry.title == "One 😀")
        #expect(entry.link == "https://news.example/1")
        #expect(entry.content.map(\.type) == [.html, .plain])
        #expect(entry.author == "Ann")
        #expect(entry.categories == ["a", "b"])
        #expect(
            entry.enclosures == [
                ParsedEnclosure(url: "https://news.example/1.mp3", type: "audio/mpeg", length: 12)
            ])
        #expect(entry.published == DateParser.parse("2026-01-01"))
    }

    @Test func wrongTypesAreTolerated() throws {
        let feed = try Documents.parse(
            """
            {"version":1,"title":5,"author":"Ann","items":[{"id":42,"tags":"one","title":null,
             "attachments":{"url":"https://x.example/a","size_in_bytes":"7"},"authors":"Bob","url":17},"junk",3,
             {"id":12345678901234567890,"content_text":["no"],"date_published":[]}]}
            """)

        #expect(feed.entries.map(\.id) == ["42", "12345678901234567890"])
        #expect(feed.entries.first?.categories == ["one"])
        #expect(feed.entries.first?.author == "Bob")
        #expect(feed.entries.first?.enclosures.first?.length == 7)
        #expect(feed.entries.last?.author == "Ann")
    }

    @Test func brokenJSONGivesWhatCanBeHad() throws {
        let feed = try Documents.parse(
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",},{\"id\":\"2\\q\",\"title\":\"cut o"
        )

        #expect(feed.entries.map(\.id) == ["1", "2q"])
        #expect(feed.bozo)
    }

    @Test func otherJSONIsNoFeed() {
        #expect(throws: FeedParsingError.notAFeed(.json)) { try Documents.parse("{\"a\":1}") }
    }

    @Test func deepNestingIsCutOff() throws {
        let deep = String(repeating: "[", count: 1_000_000)

        #expect(throws: FeedParsingError.notAFeed(.json)) { try Documents.parse("{\"a\":\(deep)") }
    }

    @Test func itemsMayStandBeforeWhatTheyTakeFromTheFeed() throws {
        let feed = try Documents.parse(
            #"{"items":[{"id":"1"},{"id":"2","author":{"name":"Bob"}}],"title":"T","language":"de","author":{"name":"Ann"}}"#
        )

        #expect(feed.entries.map(\.author) == ["Ann", "Bob"])
        #expect(feed.entries.map(\.language) == ["de", "de"])
        #expect(feed.bozo == false)
    }

    @Test(arguments: [
        #"{"title":"T","items":[{"id":"1","tags":["a"},{"id":"2"}]}"#,
        #"{"title":"T","items":[{"id":"1"}, , ,{"id":"2"},]}"#,
        #"{"title":"\"items\":[","items" : [{"id":"1","items":[{"id":"x"}]},{"id":"2"}]}"#,
        #"{"title":"T","items":[{"id":"1"},{"id":"2"}],"items":[{"id":"3"}]}"#,
    ])
    func findsTheItems(_ text: String) throws {
        #expect(try Documents.parse(text).entries.map(\.id) == ["1", "2"])
    }

    @Test func aLoneItemNeedsNoList() throws {
        #expect(try Documents.parse(#"{"title":"T","items":{"id":"1"}}"#).entries.map(\.id) == ["1"])
    }

    @Test(arguments: [1, 7, 4_096, 70_000])
    func piecesOfAnySizeGiveTheSameEntries(_ size: Int) throws {
        let items = (0..<400).map {
            #"{"id":"\#($0)","title":"Ü {\"[ \#($0)","content_html":"\#(String(repeating: "ж", count: 200))"}"#
        }
        let text = Array(#"{"title":"T","items":[\#(items.joined(separator: ",\n"))],"language":"en"}"#.utf8)
        var streamed: [ParsedEntry] = []
        let stream = FeedStream(contentType: nil, url: "https://news.example/", limits: .standard) {
            streamed.append($0)
        }
        for start in stride(from: 0, to: text.count, by: size) {
            try stream.append(text.span.extracting(start..<min(start + size, text.count)))
        }
        _ = try stream.finish()

        #expect(streamed.count == 400)
        #expect(streamed.last?.title == #"Ü {"[ 399"#)
        #expect(streamed.allSatisfy { $0.content.first?.value.utf8.count == 400 })
    }

    @Test func anItemOfMillionsOfValuesIsCutOff() throws {
        let numbers = String(repeating: "0,", count: 2_000_000)
        let feed = try Documents.parse(
            #"{"title":"T","items":[{"id":"1","tags":[\#(numbers)0]},{"id":"2"}]}"#)

        #expect(feed.entries.map(\.id) == ["1", "2"])
        #expect(feed.bozo)
    }

    @Test func encodesTheStableContract() throws {
        let feed = try Documents.parse(
            Documents.rss("<item><title>T</title><pubDate>2026-01-01</pubDate></item>"))
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys]
        let data = try encoder.encode(feed)
        let text = String(decoding: data, as: UTF8.self)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601

        #expect(text.contains("\"bozo\":false"))
        #expect(text.contains("\"published\":\"2026-01-01T00:00:00Z\""))
        #expect(text.contains("\"published_raw\":\"2026-01-01\""))
        #expect(text.contains("\"id_source\":\"content\""))
        #expect(try encoder.encode(decoder.decode(ParsedFeed.self, from: data)) == data)
    }
}
