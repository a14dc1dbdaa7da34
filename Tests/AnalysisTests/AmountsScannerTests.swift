import NewsModel
import Testing

@testable import Analysis

@Suite struct AmountsScannerTests {
    private func scan(_ text: String, _ language: Language = .english) -> [AmountMention] {
        AmountScanner.scan(FoldedText(text), language: language)
    }

    /// Found by fuzzing: the second sum took the currency, too, and began before the first one's end.
    @Test(arguments: ["AI sammelt 1,7 Milliarden Eur 1,7 Mo ein.", "2 Mio Eur 3 Mio."])
    func aCurrencyBetweenTwoSumsBelongsToTheFirst(text: String) {
        let mentions = AmountScanner.scan(FoldedText(text), language: .german)

        #expect(mentions.count == 2)
        #expect(zip(mentions, mentions.dropFirst()).allSatisfy { $0.range.upperBound < $1.range.lowerBound })
    }

    @Test func rangeCoversCurrencyNumberAndMultiplier() throws {
        let folded = FoldedText("It raised up to US$1.5 billion today.")

        let mention = try #require(AmountScanner.scan(folded, language: .english).first)

        #expect(String(decoding: folded.bytes[mention.range], as: UTF8.self) == "us$1.5 billion")
    }

    @Test func mentionsConvertToTheVocabulary() throws {
        let mentions = scan("Up to $3bn buys 2 GW and a 5% stake.")

        #expect(mentions.map(\.amount) == [Amount(value: 3e9, currency: "USD", bound: .upTo), nil, nil])
        #expect(mentions.map(\.quantity) == [nil, Quantity(value: 2, unit: "GW"), nil])
    }

    @Test func headlineBorrowsTheCurrencyOfTheText() {
        let title = scan("34,5 Milliarden für Chrome", .german)
        let text = scan("Die Firma, mit 18 Mrd. Euro bewertet, bietet 34,5 Milliarden Dollar.", .german)

        let lent = AmountScanner.lendCurrencies(from: text, to: title)

        #expect(title.map(\.currency) == [""])
        #expect(lent.map(\.currency) == ["USD"])
        #expect(lent.allSatisfy { $0.isCurrencyImplied })
    }

    @Test func headlineWithoutALenderKeepsNoCurrency() {
        let title = scan("34,5 Milliarden für Chrome", .german)

        #expect(AmountScanner.lendCurrencies(from: [], to: title) == title)
        #expect(title.map(\.amount) == [nil])
    }

    @Test func mentionsAreOrderedAndDisjoint() {
        let mentions = scan("$1bn to $2bn, €3m ($4m), 5%, 6 GW, 7,000 GPUs and ten million dollars")

        #expect(mentions.count == 7)
        for (earlier, later) in zip(mentions, mentions.dropFirst()) {
            #expect(earlier.range.upperBound <= later.range.lowerBound)
        }
    }

    @Test(arguments: Language.allCases) func emptyAndBareTextsHaveNoMentions(_ language: Language) {
        for text in ["", " ", "$", "5", "$$$", "()", "%", "億", "-", "2025", "1.", ".1.", "ы", "一"] {
            #expect(scan(text, language).filter { $0.kind == .money } == [], "\(text)")
        }
    }

    /// Each text repeats what makes a scanner look back or ahead; a scanner that does not advance hangs here.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "1", "1.", "1,", "1 ", "1-", "$1-", "$", "one ", "one-", "ten hundred ", "一", "十", "百万", "1亿",
            "数",
            "千瓦", "1 000 ", "between ", "about ", "(", "$1(", "5%~", "миллиард ", "두억", "1만 ", "a ", "1'000",
        ])
    func hostileRepetitionEnds(_ unit: String) {
        let text = FoldedText(String(repeating: unit, count: 12_000 / unit.utf8.count))

        for language in [Language.english, .russian, .korean] {
            let mentions = AmountScanner.scan(text, language: language)
            #expect(mentions.count <= text.bytes.count)
        }
    }

    /// Every truncation and many single-byte changes of a rich text leave the scanner standing.
    @Test func damagedTextsAreSurvived() {
        let text = "Up to $1.5bn (€1.4bn), 四二○億元, 4억 2천만 달러, от 1 до 2 млрд евро, 1兆5000億円, 12 000 GPUs, 5%"
        let scalars = Array(text.unicodeScalars)

        for cut in scalars.indices {
            var part = String.UnicodeScalarView()
            part.append(contentsOf: scalars[..<cut])
            part.append(contentsOf: scalars[cut...].dropFirst())
            for language in Language.allCases {
                let folded = FoldedText(String(part))
                let mentions = AmountScanner.scan(folded, language: language)
                #expect(mentions.allSatisfy { $0.range.upperBound <= folded.bytes.count && $0.value > 0 })
            }
        }
    }
}
