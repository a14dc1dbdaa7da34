import FeedParsing
import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Watch

@Suite struct TeaserRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let isSummary: Bool
        let isTeaser: Bool
    }

    private static let sentence = "Nvidia invests two billion dollars in Mistral AI, the company said. "
    private static let long = String(repeating: sentence, count: 12)

    static let cases: [Case] = [
        Case(testDescription: "nothing", text: "", isSummary: true, isTeaser: true),
        Case(testDescription: "a lead", text: sentence, isSummary: true, isTeaser: true),
        Case(testDescription: "a lead as content", text: sentence, isSummary: false, isTeaser: true),
        Case(testDescription: "a medium summary", text: long, isSummary: true, isTeaser: true),
        Case(testDescription: "a medium content", text: long, isSummary: false, isTeaser: false),
        Case(testDescription: "a long summary", text: long + long, isSummary: true, isTeaser: false),
        Case(
            testDescription: "an ellipsis", text: long + "and then [&hellip;]", isSummary: false,
            isTeaser: false),
        Case(
            testDescription: "an ellipsis in brackets", text: long + "and […]", isSummary: false,
            isTeaser: true),
        Case(testDescription: "three dots", text: long + "and ...", isSummary: false, isTeaser: true),
        Case(
            testDescription: "an offer", text: long + "Continue reading →", isSummary: false, isTeaser: true),
        Case(testDescription: "an offer in Chinese", text: long + "阅读全文 >", isSummary: false, isTeaser: true),
        Case(
            testDescription: "a long text that ends in dots",
            text: long + long + long + long + long + long + "…",
            isSummary: false, isTeaser: false),
        Case(
            testDescription: "a Chinese item", text: String(repeating: "英伟达向米斯特拉尔投资二十亿美元。", count: 8),
            isSummary: false, isTeaser: false),
    ]

    @Test(arguments: cases)
    func teaser(_ example: Case) {
        let entry = Entry(key: "1", title: "T", text: example.text, isSummary: example.isSummary)

        #expect(TeaserRule.isTeaser(entry) == example.isTeaser)
    }

    private func better(_ text: String, title: String, teaser: String) -> String? {
        let article = Article(
            title: title, text: text, published: nil, publishedRaw: nil, authors: [], language: nil,
            siteName: nil, url: nil, method: .density)
        return TeaserRule.better(article, than: Entry(key: "1", title: title, text: teaser))
    }

    @Test func textOfTheSameStoryInAnyScriptIsBetter() {
        #expect(better(Self.long, title: "Nvidia invests in Mistral", teaser: "") != nil)
        let chinese = String(repeating: "英伟达周一表示，将向法国公司投资二十亿美元，用于建设数据中心。", count: 4)
        #expect(better(chinese, title: "英伟达向法国公司投资", teaser: "二十亿美元") != nil)
        #expect(better(chinese, title: "天气预报", teaser: "明天下雨，请带伞") == nil)
    }

    @Test func pageTitleBecomesTheHeadlineOfAnEntryWithoutOne() {
        let article = Article(
            title: "Nvidia invests in Mistral", text: Self.long, published: nil, publishedRaw: nil,
            authors: [],
            language: nil, siteName: nil, url: nil, method: .density)

        let text = TeaserRule.better(article, than: Entry(key: "1", title: "", text: Self.sentence))

        #expect(text?.hasPrefix("Nvidia invests in Mistral\n\nNvidia") == true)
    }

    /// Every page of the extractor's fixtures that has more than a teaser, with its own title and first words as the
    /// feed's entry.
    @Test func pagesOfEveryKindAreBetterThanTheirFirstWords() throws {
        let folder = URL(filePath: Repository.path("Tests/FeedParsingTests/Fixtures/pages"))
        let pages = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "html" }
        var kept: [String] = []
        for page in pages {
            let bytes = [UInt8](try Data(contentsOf: page))
            let article = try #require(
                ArticleExtractor.extract(bytes, contentType: "text/html", url: "https://a.example/1"))
            guard article.text.count > 250 else { continue }
            let lead = String(article.text.prefix(60))
            let entry = Entry(key: "1", title: article.title ?? "", text: lead, isSummary: true)
            if TeaserRule.better(article, than: entry) == nil { kept.append(page.lastPathComponent) }
        }

        #expect(pages.count >= 20)
        #expect(kept == [])
    }

    @Test func shortPageWithAWallIsNotBetter() {
        let wall = Self.sentence + Self.sentence + Self.sentence + "Jetzt abonnieren und weiterlesen."
        #expect(better(wall, title: "Nvidia invests in Mistral", teaser: Self.sentence) == nil)
    }
}
