import NewsModel
import Testing

@testable import Analysis

@Suite struct FoldedTextTests {
    @Test(arguments: [
        ("OpenAI – “Größe”", "openai - \"größe\""),
        ("ＯｐｅｎＡＩ　１００", "openai 100"),
        ("ｿﾆｰ", "ソニー"),
        ("Всё ещё", "все еще"),
        ("輝達與軟銀", "辉达与软银"),
        ("a\u{200B}b\u{AD}c\u{FEFF}", "abc"),
        ("AT&amp;T &#8211; &quot;x&quot;", "at&t - \"x\""),
        ("&unknown; & &#x110000;", "&unknown; & &#x110000;"),
        ("", ""),
    ])
    func oneSpellingIsMadeOfMany(text: String, folded: String) {
        #expect(String(decoding: FoldedText(text).bytes, as: UTF8.self) == folded)
    }

    @Test func everyFoldedByteKnowsItsOriginal() {
        let text = FoldedText("Das “Größte” &amp; 輝達")

        let start = text.bytes.firstIndex(of: UInt8(ascii: "&")) ?? 0

        #expect(text.originalString(start..<(start + 1)) == "&amp;")
        #expect(text.source.count == text.bytes.count + 1)
        #expect(text.originalString(0..<text.bytes.count) == "Das “Größte” &amp; 輝達")
    }

    @Test func capitalsAreSeenInTheOriginal() {
        let text = FoldedText("Meta meta Яндекс яндекс Éco éco")

        let starts = [0, 5, 10, 23, 36, 41]

        #expect(starts.map { text.isCapitalized(at: $0) } == [true, false, true, false, true, false])
    }
}

@Suite struct SentenceTests {
    private func sentences(_ text: String) -> [String] {
        let folded = FoldedText(text)
        return SentenceSplitter.split(folded, titleEnd: 0).map { folded.originalString($0.range) }
    }

    @Test(arguments: [
        ("One ends. Two starts.", ["One ends.", "Two starts."]),
        ("It raised $1.5 billion. Then it stopped.", ["It raised $1.5 billion.", "Then it stopped."]),
        ("OpenAI Inc. and U.S. firms agreed. Done.", ["OpenAI Inc. and U.S. firms agreed.", "Done."]),
        (
            "Компания получит 1,3 млрд. евро. Сделка закрыта.",
            ["Компания получит 1,3 млрд. евро.", "Сделка закрыта."]
        ),
        ("软银投资了。OpenAI回应！好吗？", ["软银投资了。", "OpenAI回应！", "好吗？"]),
        ("阿里發布模型.騰訊也來了.", ["阿里發布模型.", "騰訊也來了."]),
        ("A line\nAnother line", ["A line", "Another line"]),
        ("\"It is done.\" He left.", ["\"It is done.\"", "He left."]),
        ("   ", []),
    ])
    func sentencesEndWhereReadersStop(text: String, expected: [String]) {
        #expect(sentences(text) == expected)
    }

    @Test func theTitleIsSentenceZeroAndParagraphsCount() {
        let folded = FoldedText("Title here\nFirst. Second.\n\nThird.")

        let split = SentenceSplitter.split(folded, titleEnd: 10)

        #expect(split.map(\.index) == [0, 1, 2, 3])
        #expect(split.map(\.paragraph) == [0, 1, 1, 2])
    }
}
