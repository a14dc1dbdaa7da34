import NewsModel
import TestSupport
import Testing

@testable import Analysis

@Suite struct GapWordsTests {
    private func part(_ word: String) -> CuePattern.Part {
        CuePattern.Part(bytes: Array(word.utf8)[...], isOpenEnded: false, followsGap: true)
    }

    private func sign(_ word: String) -> GapWords.Sign { GapWords.Sign(of: Array(word.utf8)[...]) }

    @Test(arguments: [
        ("acme took a large stake in beta", "stake in"), ("acme took stake", "stake"),
        ("acme took: a stake; more", "stake"), ("把全部股份卖给软银", "股份"), ("把股份", "股份"), ("把卖给软银", "软银"),
        ("acme took 5% of beta", "% of"), ("acme took it", "it"), ("бета купила долю в альфе", "долю"),
    ])
    func aPartThatStandsInAGapIsNeverHidden(text: String, word: String) {
        let bytes = Array(text.utf8)

        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
            var gap = GapWords()
            let isFound = Borders.next(bytes, part(word), after: index, in: bytes.indices) != nil
            #expect(!isFound || gap.mayHold(sign(word), after: index, bytes, in: bytes.indices))
        }
    }

    @Test func aPartThatStandsNowhereIsMostlyNotLookedFor() {
        let bytes = Array("acme took a large share of beta".utf8)
        var gap = GapWords()

        let looks = ["stake", "control", "over", "aim", "part"].count {
            gap.mayHold(sign($0), after: 9, bytes, in: bytes.indices)
        }

        #expect(looks < 3)
    }
}

@Suite struct PhraseCountTests {
    @Test func spellingsAndHeadsOfCuesAreCounted() throws {
        let lexicon = try Lexicon.load(directory: Repository.path("config"))

        #expect(lexicon.countPhrases(in: FoldedText("Mistral AI"), language: .english) > 0)
        #expect(lexicon.countPhrases(in: FoldedText(""), language: .english) == 0)
    }
}
