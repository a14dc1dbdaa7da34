import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// Names that several finders claim: each letter belongs to one name, whatever stands beside it.
@Suite struct MixedNameTests {
    private static let languages: [Language] = [
        .english, .german, .french, .russian, .korean, .japanese, .chineseSimplified, .chineseTraditional,
    ]

    private func ranges(_ title: String, _ text: String, _ language: Language) throws -> [Range<Int>] {
        let detail = try #require(Shipped.analyzer).detail(title: title, text: text, language: language)
        return detail.mentions.map { $0.span.start..<$0.span.end }
    }

    @Test(arguments: [
        (
            "Zorba AI Pin: what is left of the badge",
            "The AI of a listed AI Pin is no end of the name before it."
        ),
        ("新興ヴェルノLabs Groupが資金調達", "The ending of a name in katakana opens a name in Latin letters."),
        ("스타트업 Zorba코리아연구소, 투자 유치", "A Korean name begins with a Latin one."),
        ("公司青岚科技集团科技宣布融资，青岚科技集团科技", "Endings that follow each other end names that overlap."),
    ])
    func namesDoNotOverlap(title: String, shows: String) throws {
        for language in Self.languages {
            let ranges = try ranges(title, title + ". OpenAI buys it.", language)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(shows)")
        }
    }

    /// Listed names, endings, titles and scripts side by side as no writer would put them.
    @Test(arguments: languages) func namesThrownTogetherDoNotOverlap(language: Language) throws {
        let analyzer = try #require(Shipped.analyzer)
        let listed = analyzer.lexicon.entities.map(\.name)
        let others = [
            "Zorba", "AI", "Labs", "Capital", "Group", "Inc", "startup", "CEO", "Фонд", "Компания", "스타트업",
            "연구소",
            "新興", "カタリナ", "公司", "科技", "集团", "\"", "AI Pin",
        ]
        var dice = Randomness(seed: 7)
        for _ in 0..<60 {
            let pieces = (0..<40).compactMap { _ in
                (Bool.random(using: &dice) ? listed : others).randomElement(using: &dice)
            }
            let text = pieces.reduce("") {
                $0 + $1 + (["", " ", "-", ". "].randomElement(using: &dice) ?? "")
            }
            let ranges = try ranges(String(text.prefix(60)), text, language)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(text)")
            _ = analyzer.analyze(
                title: String(text.prefix(60)), text: text, language: language, published: .distantPast)
        }
    }
}
