import FoundationEssentials
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// Names of Chinese characters, which no space sets apart.
@Suite struct HanBordersTests {
    private func names(_ text: String, _ language: Language) throws -> Set<String> {
        let analyzer = try #require(Shipped.analyzer)
        let reading = try #require(
            analyzer.reading(title: text, text: text, language: language, published: .distantPast))
        return Set(reading.scan.mentions.map { reading.scan.entity($0.entity).id })
    }

    @Test(arguments: [
        ("公司发布检索增强生成平台", "johnson-johnson"),
        ("公司发布平台大模型", "national-taiwan-university"),
        ("公司构建行业大模型", "china-construction-bank"),
        ("公司发布高通量人工智能平台", "qualcomm"),
        ("公司發布高通量平台", "qualcomm"),
    ])
    func charactersOfTwoWordsThatMeetAreNoName(text: String, id: String) throws {
        #expect(try !names(text, .chineseSimplified).contains(id))
    }

    @Test(arguments: [
        ("强生与华为签署合作协议", "johnson-johnson"), ("台大与联发科发布大模型", "national-taiwan-university"),
        ("高通发布人工智能平台", "qualcomm"), ("公司与高通合作", "qualcomm"),
    ])
    func theSameCharactersAreTheNameBesideOtherWords(text: String, id: String) throws {
        #expect(try names(text, .chineseSimplified).contains(id))
    }

    @Test func japaneseHasItsOwnWords() throws {
        #expect(try !names("物理研究に生成AIを使う", .japanese).contains("riken"))
        #expect(try names("理研が生成AIのモデルを公開した", .japanese).contains("riken"))
    }
}
