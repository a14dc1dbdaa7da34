import Foundation
import FoundationXML
import NewsModel
import TestSupport
import Testing

@testable import Alerting

@Suite struct FeedSinkTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.file("deals.atom") }

    init() throws { directory = try TemporaryDirectory() }

    private func sink(mostEntries: Int = 100) -> FeedSink {
        FeedSink(name: "atom", path: path, mostEntries: mostEntries)
    }

    private func alert(deal id: Int64, title: String = "Title", at seconds: Double = 0) -> Alert {
        var alert = Samples.alert(deal: Samples.deal(id: id), story: Samples.story(title: title))
        alert.time = Samples.time.addingTimeInterval(seconds)
        return alert
    }

    private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func matches(_ pattern: String) throws -> [String] {
        let text = try text()
        let regex = try NSRegularExpression(pattern: pattern)
        return regex.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
            Range(match.range(at: 1), in: text).map { String(text[$0]) }
        }
    }

    @Test func theFileIsWellFormedAtomWithWhatAtomRequires() async throws {
        try await sink().deliver([alert(deal: 1), alert(deal: 2, title: "A < B & \"C\" ]]> <script>", at: 5)])

        let document = try XMLFeed(path: path)
        #expect(document.isWellFormed)
        // RFC 4287, 4.1.1 and 4.1.2: exactly one id, title and updated each; an author for all.
        #expect(document.count("feed/id") == 1 && document.count("feed/title") == 1)
        #expect(document.count("feed/updated") == 1 && document.count("feed/author/name") == 1)
        for name in ["id", "title", "updated", "published", "link", "content"] {
            #expect(document.count("feed/entry/" + name) == 2, "\(name)")
        }
        #expect(document.texts["feed/entry/content"]?.contains { $0.contains("<script>") } == true)
    }

    @Test func anUpdateReplacesItsDealsEntryAndComesFirst() async throws {
        try await sink().deliver([alert(deal: 1), alert(deal: 2, at: 10)])
        let before = try matches("<id>(urn:uuid:[^<]*)</id>\n<title>")
        try await sink().deliver([alert(deal: 1, title: "It is official", at: 20)])
        let after = try matches("<id>(urn:uuid:[^<]*)</id>\n<title>NEW")

        #expect(after.count == 2 && Set(after).isSubset(of: before))
        #expect(try matches("(It is official)").count == 1 && !text().contains("> · Title"))
        #expect(try matches("<updated>([^<]*)</updated>").first == "2026-11-21T09:14:23Z")
    }

    @Test func aRepeatedAlertChangesNothing() async throws {
        try await sink().deliver([alert(deal: 1), alert(deal: 2)])
        let before = try text()
        try await sink().deliver([alert(deal: 1)])

        #expect(try text() == before)
    }

    @Test func theOldestLeave() async throws {
        try await sink(mostEntries: 3).deliver(
            (1...10).map { alert(deal: $0, title: "T\($0)", at: Double($0)) })

        #expect(try matches("text\">(T[0-9]+) ") == ["T10", "T9", "T8"])
    }

    @Test func aFileOfSomebodyElseIsNotTouched() async throws {
        try directory.write("<feed>mine</feed>\n", to: "deals.atom")

        await #expect(throws: SinkError.self) { try await sink().deliver([alert(deal: 1)]) }

        #expect(try text() == "<feed>mine</feed>\n")
    }

    @Test func noDraftIsLeft() async throws {
        try await sink().deliver([alert(deal: 1)])

        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["deals.atom"])
    }

    @Test(
        arguments: FormatTests.hostileTitles + [
            "</content></entry>", "\n<entry>\n", "</entry>", "\u{1B}[2J\u{0}",
        ])
    func hostileTextStaysText(title: String) async throws {
        try await sink().deliver([alert(deal: 1, title: title)])
        try await sink().deliver([alert(deal: 2)])

        let document = try XMLFeed(path: path)
        #expect(document.isWellFormed && document.count("feed/entry") == 2)
    }
}

/// A document as a strict XML parser sees it.
private struct XMLFeed {
    let isWellFormed: Bool
    let texts: [String: [String]]

    init(path: String) throws {
        let reader = Reader()
        let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: path)))
        parser.delegate = reader
        isWellFormed = parser.parse()
        texts = reader.texts
    }

    func count(_ path: String) -> Int { texts[path]?.count ?? 0 }

    private final class Reader: NSObject, XMLParserDelegate {
        var texts: [String: [String]] = [:]
        private var path: [(name: String, text: String)] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            path.append((name, ""))
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if !path.isEmpty { path[path.count - 1].text += string }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            let key = path.map(\.name).joined(separator: "/")
            if let last = path.popLast() { texts[key, default: []].append(last.text) }
        }
    }
}
