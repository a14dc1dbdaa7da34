import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import campwatch

/// The contract of `feeds parse`, which scripts rely on.
@Suite struct CLIFeedsParseTests {
    private static let atom = """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><id>tag:w,1</id>
        <updated>2026-11-02T10:00:00+01:00</updated>
        <entry><id>tag:w,2</id><title type="html">&lt;b&gt;Openfox&lt;/b&gt; opens</title>
        <link href="/openfox"/><published>2026-11-02T09:00:00+01:00</published>
        <content type="html" xml:base="https://wire.example/a/">&lt;p onclick="x()"&gt;&lt;a href="b"&gt;Weights&lt;/a&gt;
        &lt;script&gt;steal()&lt;/script&gt;&lt;/p&gt;</content></entry></feed>
        """

    private func output(_ text: String, _ arguments: [String] = []) throws -> CommandOutput {
        let directory = try TemporaryDirectory()
        try Data(text.utf8).write(to: URL(filePath: directory.file("feed.xml")))
        let command = try FeedsParseCommand.parse(arguments + [directory.file("feed.xml")])
        return try command.output(of: directory.file("feed.xml"))
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func everyKeyOfTheContractIsThere() throws {
        let feed = try object(try output(Self.atom, ["--base-url", "https://wire.example/feed"]).text)
        let info = try #require(feed["feed"] as? [String: Any])
        let entry = try #require((feed["entries"] as? [[String: Any]])?.first)
        let content = try #require((entry["content"] as? [[String: Any]])?.first)

        #expect(
            Set(feed.keys).isSuperset(of: [
                "format", "version", "encoding", "bozo", "bozo_reason", "feed", "entries",
            ]))
        #expect(
            Set(info.keys).isSuperset(of: [
                "title", "subtitle", "link", "links", "id", "updated", "updated_raw", "author", "authors",
                "language", "rights", "ttl", "image", "generator", "categories",
            ]))
        #expect(
            Set(entry.keys).isSuperset(of: [
                "id", "id_source", "title", "title_type", "link", "links", "published", "published_raw",
                "updated", "updated_raw", "summary", "content", "author", "authors", "enclosures",
                "categories", "language",
            ]))
        #expect(Set(content.keys) == ["type", "value", "lang", "base"])
        #expect(info["ttl"] is NSNull && info["categories"] as? [String] == [])
        #expect(entry["published"] as? String == "2026-11-02T08:00:00Z")
        #expect(entry["link"] as? String == "https://wire.example/openfox")
    }

    @Test func markupIsKeptWithItsLinksMadeAbsolute() throws {
        #expect(try output(Self.atom).text.contains(#"<a href=\"https://wire.example/a/b\">Weights</a>"#))
    }

    @Test func markupIsMadeSafeOnRequest() throws {
        let text = try output(Self.atom, ["--html", "sanitize"]).text

        #expect(!text.contains("onclick") && !text.contains("script") && !text.contains("steal"))
        #expect(text.contains("https://wire.example/a/b"))
    }

    @Test func markupIsTurnedIntoTextOnRequest() throws {
        let text = try output(Self.atom, ["--html", "text"]).text

        #expect(text.contains(#""title": "Openfox opens""#) && text.contains(#""value": "Weights""#))
        #expect(!text.contains("text/html"))
    }

    @Test func entriesComeOneALineOrAsANumber() throws {
        #expect(try output(Self.atom, ["--format", "jsonl"]).text.hasPrefix(#"{"id": "tag:w,2", "#))
        #expect(try output(Self.atom, ["--format", "jsonl"]).text.split(separator: "\n").count == 1)
        #expect(try output(Self.atom, ["--format", "count"]).text == "1\n")
        #expect(try output(Self.atom, ["--format", "count", "--no-limits"]).text == "1\n")
    }

    @Test func contentLocationIsTheBase() throws {
        let headers = ["--header", "Content-Location: https://else.example/x/"]
        let entry = try object(try output(Self.atom, ["--format", "jsonl"] + headers).text)

        #expect(entry["link"] as? String == "https://else.example/openfox")
    }

    @Test func otherFieldsOfTheAnswerCountWhereTheDocumentIsSilent() throws {
        let headers = ["--header", "Content-Language: pt_BR", "--header", "Content-Location: javascript:x()"]
        let base = ["--base-url", "https://wire.example/a/"]
        let silent = Self.atom.replacing(" xml:lang=\"en\"", with: "")
        let entry = try object(try output(silent, ["--format", "jsonl"] + headers + base).text)

        #expect(entry["language"] as? String == "pt-BR")
        #expect(entry["link"] as? String == "https://wire.example/openfox")
    }

    @Test func contentTypeNamesTheEncoding() throws {
        let rss = Data("<rss version='2.0'><channel><title>".utf8) + [0xCF, 0xF0, 0xE8]
        let bytes = rss + Data("</title></channel></rss>".utf8)
        let directory = try TemporaryDirectory()
        try bytes.write(to: URL(filePath: directory.file("feed.xml")))
        let command = try FeedsParseCommand.parse([
            "--header", "Content-Type: text/xml; charset=windows-1251", directory.file("feed.xml"),
        ])

        #expect(try command.output(of: directory.file("feed.xml")).text.contains("\"При\""))
    }

    @Test(arguments: ["--format=json", "--format=jsonl", "--format=count"])
    func aPageIsRefusedWithItsFeeds(_ format: String) throws {
        let page = """
            <html><head><link rel="alternate" type="application/rss+xml" href="/rss" title="News"></head></html>
            """
        let refused = try output(page, [format, "--base-url", "https://wire.example/"])
        let json = try object(refused.text)

        #expect(refused.failure?.code == .refused)
        #expect(json["format"] is NSNull && json["error"] as? String == "not-a-feed/html")
        #expect((json["reason"] as? String)?.isEmpty == false)
        #expect(
            (json["candidates"] as? [[String: Any]])?.first?["url"] as? String == "https://wire.example/rss")
    }

    @Test func aMissingFileIsNoInput() throws {
        let command = try FeedsParseCommand.parse(["/nowhere/feed.xml"])

        #expect(throws: Failure.self) { try command.output(of: "/nowhere/feed.xml") }
    }

    @Test func aBatchGoesOnAfterABadFile() throws {
        let directory = try TemporaryDirectory()
        try Data(Self.atom.utf8).write(to: URL(filePath: directory.file("good.xml")))
        try Data("plain".utf8).write(to: URL(filePath: directory.file("bad.xml")))
        let batch = FeedBatch(job: try FeedsParseCommand.parse(["--batch"]).job, onlyCounts: false)
        let lines = ["missing.xml", "bad.xml", "good.xml"].map { batch.line(for: directory.file($0)) }
        let objects = try lines.map(object)

        #expect(lines.allSatisfy { $0.hasSuffix("\n") && $0.count { $0 == "\n" } == 1 })
        #expect(objects.map { $0["error"] as? String } == ["unreadable", "not-a-feed/text", nil])
        #expect(objects[2]["format"] as? String == "atom")
        #expect(objects.map { ($0["path"] as? String)?.hasPrefix(directory.path) } == [true, true, true])
    }

    @Test func aBatchTakesNoFile() {
        #expect(throws: (any Error).self) { try FeedsParseCommand.parse(["--batch", "feed.xml"]) }
        #expect(throws: (any Error).self) { try FeedsParseCommand.parse([]) }
    }
}
