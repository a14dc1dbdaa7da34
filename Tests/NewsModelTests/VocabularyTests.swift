import FoundationEssentials
import NewsModel
import Testing

@Suite struct VocabularyTests {
    @Test(arguments: [
        ("en-US", Language.english), ("pt_BR", .portuguese), ("zh", .chineseSimplified),
        ("zh-CN", .chineseSimplified),
        ("zh-TW", .chineseTraditional), ("zh_HK", .chineseTraditional), ("zh-Hant", .chineseTraditional),
        ("ZH-HANS", .chineseSimplified), ("ru", .russian),
    ])
    func languageTagsOfFeedsAreUnderstood(tag: String, language: Language) {
        #expect(Language(tag: tag) == language)
    }

    @Test(arguments: ["", "sv", "klingon", "-"])
    func otherLanguageTagsAreNone(tag: String) {
        #expect(Language(tag: tag) == nil)
    }

    @Test func anAmountWithoutABoundIsExact() throws {
        let amount = try JSONDecoder().decode(
            Amount.self, from: Data(#"{"value": 5e8, "currency": "USD"}"#.utf8))

        #expect(amount == Amount(value: 500_000_000, currency: "USD", bound: .exact))
    }

    @Test func identifiersTravelAsPlainNumbers() throws {
        let data = try JSONEncoder().encode([DealID(rawValue: 7)])

        #expect(String(decoding: data, as: UTF8.self) == "[7]")
        #expect(try JSONDecoder().decode([DealID].self, from: data) == [DealID(rawValue: 7)])
    }

    @Test func aDealChangeSurvivesItsJSON() throws {
        let change = DealChange(
            kind: .update,
            details: [
                .status(from: .rumoured, to: .announced),
                .amount(from: nil, to: Amount(value: 2e9, currency: "EUR", bound: .upTo)),
                .party(Party(id: "nvidia", role: Role(rawValue: "investor"))),
            ])

        let data = try JSONEncoder().encode(change)

        #expect(try JSONDecoder().decode(DealChange.self, from: data) == change)
    }

    @Test(arguments: [
        ("A title", "Some text.", "A title"), ("", "\n  First line.\nSecond.", "First line."), ("", "", ""),
        ("", String(repeating: "ab", count: 80), String(repeating: "ab", count: 49) + "a…"),
    ])
    func anUntitledStoryIsHeadedByItsBeginning(title: String, text: String, headline: String) {
        let story = Story(
            id: StoryID(rawValue: 1), feed: FeedID(rawValue: 1), feedTitle: "Example", title: title,
            text: text,
            link: nil, published: Date(timeIntervalSince1970: 0), firstSeen: Date(timeIntervalSince1970: 0),
            revision: 1, analysis: StoryAnalysis(language: .english, lexiconVersion: "1"))

        #expect(story.headline == headline)
    }

    @Test func hashIsThePublishedOne() {
        // Test vectors of the FNV reference code.
        #expect(StableHash.of("".utf8) == 0xcbf2_9ce4_8422_2325)
        #expect(StableHash.of("foobar".utf8) == 0x8594_4171_f739_67e8)
    }
}
