import Testing

@testable import campwatch

@Suite struct CLITextTests {
    @Test(arguments: [
        ("", 0), ("plain", 5), ("Żółć", 4), ("e\u{301}", 1), ("合作", 4), ("ソフト", 6), ("한국", 4), ("ﾊﾝｶｸ", 4),
        ("🙂", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("❤\u{FE0F}", 2), ("€½…", 3), ("\u{200B}", 0), ("ยิ่ง", 2),
    ])
    func widthCountsColumnsNotCharacters(text: String, columns: Int) {
        #expect(TextWidth.columns(text) == columns)
    }

    @Test(arguments: [
        ("short", 5, "short"), ("longer", 5, "long…"), ("合作協議", 8, "合作協議"), ("合作協議", 7, "合作協…"),
        ("合作協議", 6, "合作…"), ("a\u{301}bcd", 2, "a\u{301}…"), ("abc", 1, "…"), ("abc", 0, ""),
    ])
    func cutTextEndsWithAnEllipsisAndNeverHalfACharacter(text: String, limit: Int, cut: String) {
        #expect(TextWidth.cut(text, to: limit) == cut)
        #expect(TextWidth.columns(TextWidth.cut(text, to: limit)) <= limit)
    }

    @Test func runningTextIsFoldedAtSpaces() {
        #expect(
            TextWrap.lines("one two three four", width: 11, indent: "  ") == [
                "  one two", "  three", "  four",
            ])
    }

    @Test func textWithoutSpacesIsFoldedBetweenWideCharacters() {
        #expect(TextWrap.lines("阿里巴巴开源新模型", width: 10) == ["阿里巴巴开", "源新模型"])
    }

    @Test func aWordLongerThanTheLineIsParted() {
        let lines = TextWrap.lines(String(repeating: "x", count: 100), width: 40)

        #expect(lines.joined() == String(repeating: "x", count: 100))
        #expect(lines.allSatisfy { $0.count <= 40 })
    }

    @Test func colourIsOnlyWrittenWhereItIsWanted() {
        #expect(Style(isColoured: true)("open", .green) == "\u{1B}[32mopen\u{1B}[0m")
        #expect(Style(isColoured: true)("open", nil) == "open")
        #expect(Style.plain("open", .green) == "open")
    }

    @Test(arguments: [
        (["COLUMNS": "72"], 72), (["COLUMNS": "0"], nil), (["COLUMNS": "wide"], nil), ([:], nil),
    ])
    func columnsOfTheEnvironmentSetTheWidthOfAPipe(environment: [String: String], width: Int?) {
        let terminal = Terminal.described(environment, windowColumns: nil)

        #expect(terminal.width == width)
        #expect(!terminal.style.isColoured)
    }

    @Test(arguments: [
        ([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
    ])
    func colourNeedsATerminalThatMayHaveIt(environment: [String: String], isColoured: Bool) {
        #expect(Terminal.described(environment, windowColumns: 80).style.isColoured == isColoured)
    }
}
