import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

@Suite struct PhraseTrieTests {
    private func trie(of words: [String]) -> PhraseTrie {
        var list = PhraseList()
        for word in words { list.append(word.utf8) }
        return PhraseTrie(list, list.indices)
    }

    private func phrases(_ words: [String], in text: String, at start: Int = 0) -> [String] {
        let trie = trie(of: words)
        var found: [String] = []
        let bytes = Array(text.utf8)
        trie.forEachPhrase(in: bytes, at: start, PhraseOpenings.Place(bytes, at: start)) { phrase, end in
            found.append("\(words[phrase])@\(end)")
        }
        return found
    }

    @Test func allPhrasesFromOnePlaceAreFoundShortestFirst() {
        #expect(
            phrases(["open", "openai", "opera", "o"], in: "openai lab") == ["o@1", "open@4", "openai@6"])
    }

    @Test func equalPhrasesAreAllFound() {
        #expect(Set(phrases(["ai", "ai", "a"], in: "ai")) == ["ai@2", "a@1"])
        #expect(phrases(["ai", "ai"], in: "ai").count == 2)
    }

    @Test func nothingIsFoundWhereNothingStarts() {
        #expect(phrases(["open"], in: "xopen") == [])
        #expect(phrases(["open"], in: "xopen", at: 1) == ["open@5"])
        #expect(phrases([], in: "x") == [])
        #expect(phrases(["软银"], in: "软") == [])
    }

    @Test func phrasesThatShareABeginningPartWays() {
        let words = ["deal", "deal with", "deal worth", "dealer", "deal with"]
        #expect(phrases(words, in: "deal with it") == ["deal@4", "deal with@9", "deal with@9"])
        #expect(phrases(words, in: "deal wit") == ["deal@4"])
        #expect(phrases(words, in: "dealers") == ["dealer@6", "deal@4"].reversed())
    }

    @Test func shortPhrasesAreFoundAtTheEndOfATextAndBefore() {
        #expect(phrases(["a", "ai"], in: "ai") == ["a@1", "ai@2"])
        #expect(phrases(["a", "ai"], in: "ain't") == ["a@1", "ai@2"])
    }

    /// Words over few letters, so that many are equal, or begin as others do, and some long as no node holds.
    @Test func whatComparisonFindsTheTreeFinds() {
        var seed: UInt64 = 7
        func next(_ bound: UInt64) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33 % bound)
        }
        func word(_ most: UInt64) -> String {
            String((0...next(most)).map { _ in ["a", "b", "é", "软", "🙂"][next(5)] })
        }
        let words = (0..<400).map { _ in word(5) } + (0..<4).map { _ in word(400) }
        let trie = trie(of: words)

        for text in words.suffix(4) + (0..<200).map({ _ in word(8) }) {
            let bytes = Array(text.utf8)
            var found: [Int] = []
            trie.forEachPhrase(in: bytes, at: 0, PhraseOpenings.Place(bytes, at: 0)) { phrase, end in
                #expect(end == words[phrase].utf8.count)
                found.append(phrase)
            }
            #expect(found.sorted() == words.indices.filter { bytes.starts(with: words[$0].utf8) })
            #expect(found.map { words[$0].utf8.count } == found.map { words[$0].utf8.count }.sorted())
        }
    }

    @Test func aLargeVocabularyKeepsEveryPhrase() {
        let words = (0..<5_000).map { "w\($0 * 7_919 % 100_000)x\($0)" }
        let trie = trie(of: words)

        let lost = words.indices.filter { index in
            var isFound = false
            let bytes = Array(words[index].utf8)
            trie.forEachPhrase(in: bytes, at: 0, PhraseOpenings.Place(bytes, at: 0)) { phrase, _ in
                if phrase == index { isFound = true }
            }
            return !isFound
        }

        #expect(lost.isEmpty)
    }
}

@Suite struct RussianFormsTests {
    @Test(arguments: [
        ("сбер", ["сбер", "сбера", "сберу", "сбером", "сбере"]),
        ("алиса", ["алиса", "алисы", "алисе", "алису", "алисой"]),
        ("нвидиа", ["нвидиа", "нвидии", "нвидию", "нвидией"]),
        ("волож", ["волож", "воложа", "воложу", "воложем", "воложе"]),
        ("илон маск", ["илон маск", "илона маска", "илону маску", "илоном маском", "илоне маске"]),
        ("open ai", ["open ai"]),
        ("самсунг", ["самсунг", "самсунга", "самсунгу", "самсунгом", "самсунге"]),
        ("авито", ["авито"]),
    ])
    func namesTakeTheirCaseEndings(name: String, forms: [String]) {
        #expect(
            Set(RussianForms.forms(of: Array(name.utf8)).map(\.form)) == Set(forms.map { Array($0.utf8) }))
    }

    @Test func theEndingTellsTheCase() {
        let cases = Dictionary(
            uniqueKeysWithValues: RussianForms.forms(of: Array("яндекс".utf8)).map {
                (String(decoding: $0.form, as: UTF8.self), $0.cases)
            })

        #expect(cases["яндексом"] == .instrumental)
        #expect(cases["яндекса"] == .genitive)
        #expect(cases["яндекс"] == [.nominative, .accusative])
    }
}

@Suite struct CuePatternTests {
    private func matches(_ cue: String, _ text: String) -> Bool {
        guard let pattern = CuePattern(cue, label: .relevant, weight: 1) else { return false }
        let bytes = FoldedText(text).bytes
        let whole = 0..<bytes.count
        for start in bytes.indices {
            let end = start + pattern.parts[0].bytes.count
            guard end <= bytes.count, bytes[start..<end] == pattern.parts[0].bytes,
                ScalarClass.before(start, in: bytes) == .space || ScalarClass.of(bytes, at: start).kind.isCJK,
                var at = Borders.end(
                    bytes, isOpenEnded: pattern.parts[0].isOpenEnded, at: end, in: whole)
            else { continue }
            let rest = pattern.parts.dropFirst().allSatisfy { part in
                guard let next = Borders.next(bytes, part, after: at, in: whole) else { return false }
                at = next.upperBound
                return true
            }
            if rest { return true }
        }
        return false
    }

    @Test(arguments: [
        ("invest*", "it invested much", true), ("invest*", "it reinvested", false),
        ("invest", "invested", false),
        ("large language model*", "Large Language Models", true),
        ("take* … stake in", "takes a 10 % stake in", true),
        ("искусственн* интеллект*", "об искусственном интеллекте", true),
        ("искусственн* интеллект*", "искусственный спутник", false), ("获 … 投资", "月之暗面获阿里巴巴投资", true),
        ("获 … 投资", "月之暗面获奖", false), ("开源", "全面开源模型", true),
    ])
    func writtenFormsMatchWhatTheyMean(cue: String, text: String, expected: Bool) {
        #expect(matches(cue, text) == expected)
    }

    @Test func aGapDoesNotSpanAWholeParagraph() {
        let filler = String(repeating: "word ", count: 20)

        #expect(!matches("take* … stake", "takes \(filler) stake"))
    }

    @Test func aCueWithoutWordsIsNone() {
        #expect(CuePattern(" … ", label: .relevant, weight: 1) == nil)
    }
}

@Suite struct CalendarDayTests {
    @Test(arguments: [
        (0.0, 1970, 1, 1), (951_782_400, 2000, 2, 29), (1_763_510_400, 2025, 11, 19), (-1, 1969, 12, 31),
        (253_402_300_799, 9999, 12, 31),
    ])
    func instantsFallOnTheirDay(seconds: Double, year: Int, month: Int, day: Int) {
        let date = CalendarDay(.init(timeIntervalSince1970: seconds))

        #expect(date == CalendarDay(year: year, month: month, day: day))
    }
}
