import NewsModel
import Testing

@testable import Analysis

@Suite struct NameWordsTests {
    @Test func aWordIsFoundInAllItsListsAndNoOtherIs() {
        let many = (0..<2_000).map { Array("word\($0)".utf8) }
        let lists = NameLists(organisation: [Array("lab".utf8)], common: many, endings: [Array("lab".utf8)])
        let words = NameVocabulary([.english: lists])[.english]
        let text = Array("a lab of word77".utf8)

        #expect(words.lists(of: 2..<5, in: text) == [.organisation, .endings])
        #expect(words.lists(of: 9..<15, in: text) == .common)
        #expect(words.lists(of: 2..<4, in: text) == [])
        #expect(many.allSatisfy { words.lists(of: $0.indices, in: $0) == .common })
    }

    @Test func aLanguageHasItsOwnWordsAndThoseOfAll() {
        let lists = { (word: String) in NameLists(given: [Array(word.utf8)]) }
        let vocabulary = NameVocabulary([nil: lists("anna"), .german: lists("uwe"), .french: lists("yves")])
        let known = { (language: Language) in
            ["anna", "uwe", "yves"].filter { word in
                let word = Array(word.utf8)
                return !vocabulary[language].lists(of: word.indices, in: word).isEmpty
            }
        }

        #expect(known(.german) == ["anna", "uwe"])
        #expect(known(.french) == ["anna", "yves"])
        #expect(known(.japanese) == ["anna"])
    }

    /// Five bits of 64 for each language, and five for what all share.
    @Test func everyLanguageHasRoomInATable() {
        #expect((Set(Language.allCases.map(\.lexiconLanguage)).count + 1) * NameWords.Lists.width <= 64)
    }
}
