import Testing

@testable import campwatch

@Suite struct CLITableTests {
    private let table = TableFormatter(columns: [
        .init(title: "ID", isRightAligned: true), .init(title: "TITLE", flexibleTo: 6),
        .init(title: "FEED", flexibleTo: 4),
    ])

    private func rows(_ rows: [[String]]) -> [[TableFormatter.Cell]] {
        rows.map { row in row.map { TableFormatter.Cell($0) } }
    }

    @Test func columnsAreAlignedOverWideCharacters() {
        let text = table.format(
            rows([["7", "開源模型", "Wire"], ["12", "Open model", "Wire"]]), for: .file)

        #expect(
            text == """
                ID  TITLE       FEED
                 7  開源模型    Wire
                12  Open model  Wire
                """)
    }

    @Test func theWidestFlexibleColumnGivesWayFirst() {
        let long = rows([["1", "A title that goes on and on and on", "The Example Wire"]])

        let lines = table.format(long, for: Terminal(width: 40, style: .plain)).split(separator: "\n")

        #expect(lines.allSatisfy { TextWidth.columns(String($0)) <= 40 })
        #expect(lines.last == " 1  A title that goes…  The Example Wire")
    }

    @Test(arguments: [1, 5, 12, 20, 33, 80])
    func noLineIsEverWiderThanTheTerminal(width: Int) {
        let wide = rows([["1", "開源模型的合作協議與投資", "The Example Wire"], ["123456", "x", ""]])

        let lines = table.format(wide, for: Terminal(width: width, style: .plain)).split(separator: "\n")

        #expect(lines.count <= 3)
        #expect(lines.allSatisfy { TextWidth.columns(String($0)) <= max(width, 7) })
    }

    @Test func lineBreaksInACellStayInItsLine() {
        #expect(
            table.format(rows([["1", "two\nlines\tand tab", "F"]]), for: .file).split(separator: "\n").count
                == 2)
    }

    @Test func colourDoesNotCountAsWidth() {
        let coloured = TableFormatter(columns: [.init(title: "A"), .init(title: "B")])
        let text = coloured.format(
            [[.init("x", .red), .init("y")]], for: Terminal(width: 80, style: Style(isColoured: true)))

        #expect(text.split(separator: "\n").last == "\u{1B}[31mx\u{1B}[0m  y")
    }

    @Test func csvQuotesWhatItMustAndKeepsOneRecordOnOneLine() {
        let text = SeparatedValues.commas(
            header: ["id", "title"],
            rows: [["1", "plain"], ["2", "a, \"b\""], ["3", "two\r\nlines\u{1B}[2J"], ["4", "逗号，全角"]])

        #expect(
            text == "id,title\r\n1,plain\r\n2,\"a, \"\"b\"\"\"\r\n3,two lines\r\n4,逗号，全角\r\n")
    }
}
