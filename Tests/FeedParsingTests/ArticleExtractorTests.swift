import Foundation
import Testing

@testable import FeedParsing

/// Pages of many templates, each beside the text that a reader would call its article.
@Suite struct ArticleExtractorTests {
    /// The mean that the extractor must keep; published extractors reach 0.95 to 0.97 on pages of the web.
    private static let meanFloor = 0.95
    private static let pageFloor = 0.85

    @Test func theMeanOfAllPagesStaysHigh() throws {
        let names = try ArticlePages.names()
        let scores = try names.map { name in
            NGramScore(try ArticlePages.article(name)?.text ?? "", try ArticlePages.expected(name)).f1
        }

        #expect(names.count >= 25)
        #expect(scores.reduce(0, +) / Double(scores.count) >= Self.meanFloor)
        for (name, score) in zip(names, scores) { #expect(score >= Self.pageFloor, "\(name)") }
    }

    @Test(arguments: [
        ("wordpress-post", "Fernhill to open the weights of its next models", ["Runa Vale"], "en-US"),
        ("news-cms", "Harbour Bank signs $600m contract with Quill", ["Tomas Reid", "Uma Castell"], "en"),
        (
            "paywall-json-ld", "Osprey offers free machines to open groups", ["Aino Salmi", "Peter Wray"],
            "en-GB"
        ),
        (
            "hashed-classes", "Basalt and Vesper will train a flood model together",
            ["Nia Bell", "Owen Tarr"], "en"
        ),
        ("russian-news", "«Северный код» продаст пятую часть фонду «Ладога»", ["Мария Лескова"], "ru"),
        ("taiwan-news", "海岬收購迴聲實驗室", ["羅以安"], "zh-Hant-TW"),
        ("magazine-feature", "The village that owns a supercomputer", ["Frieda Holm"], "en"),
    ]) func titleAuthorsAndLanguageAreFound(
        _ name: String, _ title: String, _ authors: [String], _ language: String
    ) throws {
        let article = try #require(try ArticlePages.article(name))

        #expect(article.title == title)
        #expect(article.authors == authors)
        #expect(article.language == language)
    }

    @Test(arguments: [
        ("wordpress-post", "2026-11-02T09:15:00Z"), ("news-cms", "2026-10-14T06:00:00Z"),
        ("paywall-json-ld", "2026-09-30T08:20:00Z"), ("chinese-portal", "2026-11-03T08:42:00Z"),
        ("russian-news", "2026-04-13T07:05:00Z"), ("plain-blog", "2026-05-25T00:00:00Z"),
        ("huge-comments", "2026-11-05T00:00:00Z"), ("table-layout", "2026-02-12T00:00:00Z"),
        ("div-soup", "2026-03-03T14:05:00Z"),
    ]) func theDateOfPublicationIsFound(_ name: String, _ date: String) throws {
        #expect(try ArticlePages.article(name)?.published == DateParser.parse(date))
    }

    @Test func whatAPaywallHidesComesFromLinkedData() throws {
        let article = try #require(try ArticlePages.article("paywall-json-ld"))

        #expect(article.method == .linkedData)
        #expect(article.url == "https://record.example/osprey")
        #expect(article.siteName == "Northern Record")
    }

    @Test(arguments: [
        ("chinese-portal", "utf-8"), ("russian-news", "utf-8"), ("japanese-eucjp", "iso-8859-1x"),
        ("korean-euckr", "euc-kr"), ("japanese-news", "shift_jis"),
    ]) func theEncodingIsFoundWhateverTheHeaderSays(_ name: String, _ charset: String) throws {
        let article = try ArticlePages.article(name, contentType: "text/html; charset=\(charset)")

        #expect(NGramScore(article?.text ?? "", try ArticlePages.expected(name)).f1 > 0.9)
    }

    @Test func aPageWithoutTextHasNoArticle() {
        #expect(ArticleExtractor.extract([], contentType: nil, url: nil) == nil)
        #expect(
            ArticleExtractor.extract(
                Array("<html><script>var a = '<p>no</p>'</script></html>".utf8), contentType: nil, url: nil)
                == nil)
    }

    @Test func listsQuotesAndTablesKeepTheirShape() throws {
        let release = try #require(try ArticlePages.article("press-release"))
        let post = try #require(try ArticlePages.article("wordpress-post"))

        #expect(release.text.contains("Phase\tPower\tStart\nFirst\t90 MW\tQ3 2027\n"))
        #expect(
            post.text.contains("What comes\n\n- Weights and tokenizer under the Apache licence\n- A report"))
    }
}

/// The pages beside these tests.
enum ArticlePages {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/pages")

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".html") }
            .map { String($0.dropLast(5)) }.sorted()
    }

    static func article(_ name: String, contentType: String? = nil) throws -> Article? {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name + ".html")))
        return ArticleExtractor.extract(bytes, contentType: contentType, url: "https://news.example/story")
    }

    static func expected(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name + ".txt"), encoding: .utf8)
    }
}

/// How well one text agrees with another: F1 over runs of four words, repeated ones counted.
///
/// This is the measure of the public benchmarks of article extraction; East Asian characters count as words.
struct NGramScore {
    var precision = 0.0
    var recall = 0.0
    var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }

    init(_ found: String, _ expected: String) {
        let found = Self.runs(found)
        let expected = Self.runs(expected)
        let common = Double(found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) })
        precision = common / Double(max(1, found.values.reduce(0, +)))
        recall = common / Double(max(1, expected.values.reduce(0, +)))
    }

    private static func runs(_ text: String) -> [[String]: Int] {
        let words = words(text)
        guard words.count > 4 else { return words.isEmpty ? [:] : [words: 1] }
        return words.indices.dropLast(3).reduce(into: [:]) { $0[Array(words[$1..<$1 + 4]), default: 0] += 1 }
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in (text.lowercased() + " ").unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isWord, scalar.value < 0x2E80 {
                word.unicodeScalars.append(scalar)
                continue
            }
            if !word.isEmpty { words.append(word) }
            word = ""
            if isWord { words.append(String(scalar)) }
        }
        return words
    }
}
