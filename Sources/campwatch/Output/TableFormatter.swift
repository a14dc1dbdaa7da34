/// Lays out rows in columns that fit the terminal.
///
/// Every row is one line whatever its cells contain: a column that does not fit is cut with …, the widest flexible
/// column first, so that short facts (ids, dates, camps) stay whole.
struct TableFormatter {
    struct Column {
        var title: String
        var isRightAligned = false
        /// Flexible columns give way first, down to this many columns; nil for a column that is kept whole.
        var flexibleTo: Int?
        /// Left out on a terminal narrower than this; nil for a column that always appears.
        var dropsBelow: Int?
    }

    struct Cell {
        var text: String
        var paint: Paint?

        init(_ text: String, _ paint: Paint? = nil) {
            self.text = text
            self.paint = paint
        }
    }

    var columns: [Column]

    private static let gap = "  "

    /// A heading and one line for every row, without a newline at the end; a row has a cell for each column.
    func format(_ rows: [[Cell]], for terminal: Terminal) -> String {
        let kept = columns.indices.filter { (columns[$0].dropsBelow ?? 0) <= terminal.width ?? Int.max }
        guard kept.count == columns.count else {
            return TableFormatter(columns: kept.map { columns[$0] })
                .format(rows.map { row in kept.map { row[$0] } }, for: terminal)
        }
        let rows = rows.map { row in row.map { Cell(TableFormatter.oneLine($0.text), $0.paint) } }
        let widths = fittedWidths(naturalWidths(rows), total: terminal.width)
        let heading = columns.map { Cell($0.title, .bold) }
        return ([heading] + rows)
            .map { line($0, widths: widths, style: terminal.style) }
            .joined(separator: "\n")
    }

    /// Whether nothing has to be cut or left out.
    func fits(_ rows: [[Cell]], _ terminal: Terminal) -> Bool {
        guard let width = terminal.width else { return true }
        return naturalWidths(rows).reduce(0, +) + TableFormatter.gap.count * (columns.count - 1) <= width
    }

    private func line(_ cells: [Cell], widths: [Int], style: Style) -> String {
        let parts = zip(cells, zip(columns, widths)).map { cell, place -> String in
            let (column, width) = place
            let cut = TextWidth.cut(cell.text, to: width)
            let padding = String(repeating: " ", count: max(0, width - TextWidth.columns(cut)))
            return column.isRightAligned
                ? padding + style(cut, cell.paint) : style(cut, cell.paint) + padding
        }
        var line = parts.joined(separator: TableFormatter.gap)
        while line.last == " " { line.removeLast() }
        return line
    }

    private func naturalWidths(_ rows: [[Cell]]) -> [Int] {
        columns.indices.map { index in
            rows.reduce(TextWidth.columns(columns[index].title)) { widest, row in
                max(widest, TextWidth.columns(row[index].text))
            }
        }
    }

    /// Takes columns from the widest flexible one until the line fits; what cannot give way is cut at the very end.
    private func fittedWidths(_ natural: [Int], total: Int?) -> [Int] {
        guard let total else { return natural }
        var widths = natural
        var excess = widths.reduce(0, +) + TableFormatter.gap.count * (columns.count - 1) - total
        let floors = [columns.map(\.flexibleTo), columns.map { _ in 1 }]
        for floor in floors {
            while excess > 0 {
                let candidates = widths.indices.filter { widths[$0] > floor[$0] ?? Int.max }
                guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[widest] -= 1
                excess -= 1
            }
        }
        return widths
    }

    /// Tabs and line breaks would tear the row apart.
    private static func oneLine(_ text: String) -> String {
        text.contains { $0.isNewline || $0 == "\t" }
            ? text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ") : text
    }
}
