import Testing

@testable import Analysis

@Suite struct NameWordsTests {
    @Test func aWordIsFoundInAllItsListsAndNoOtherIs() {
        let many = Set((0..<2_000).map { Array("word\($0)".utf8) })
        let words = NameWords(
            NameLists(organisation: [Array("lab".utf8)], common: many, endings: [Array("lab".utf8)]))
        let text = Array("a lab of word77".utf8)

        #expect(words.lists(of: 2..<5, in: text) == [.organisation, .endings])
        #expect(words.lists(of: 9..<15, in: text) == .common)
        #expect(words.lists(of: 2..<4, in: text) == [])
        #expect(many.allSatisfy { words.lists(of: $0.indices, in: $0) == .common })
    }
}
