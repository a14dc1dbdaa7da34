import Analysis

/// A list in any of the formats that every listing command offers.
struct Listing {
    var table: TableFormatter
    var rows: [[TableFormatter.Cell]]
    /// The whole of each record, for programs and spreadsheets.
    var csvHeader: [String]
    var csvRows: [[String]]
    var json: [OrderedJSON]
    /// A limit has left out others.
    var isCut = false

    /// The text for standard output, with its last newline.
    func text(_ format: ListFormat, for terminal: Terminal) -> String {
        switch format {
        case .table: table.format(rows, for: terminal) + "\n" + remainder(terminal)
        case .json: OrderedJSON.array(json).pretty + "\n"
        case .jsonl: json.map { $0.compact + "\n" }.joined()
        case .csv: SeparatedValues.commas(header: csvHeader, rows: csvRows)
        case .tsv: SeparatedValues.tabs(header: csvHeader, rows: csvRows)
        case .markdown:
            MarkdownTable.format(header: table.columns.map(\.title), rows: rows.map { $0.map(\.text) })
        }
    }

    /// What people are told below a table that a limit has cut; programs get rows and nothing else.
    private func remainder(_ terminal: Terminal) -> String {
        guard isCut, terminal.height != nil else { return "" }
        return terminal.style("  only the first \(rows.count); --limit 0 shows all", .dim) + "\n"
    }

    /// The text, or, of an empty list, only what is valid in the format, with a failure that says so.
    func output(
        _ format: ListFormat, for terminal: Terminal, ifEmpty message: String
    ) -> CommandOutput {
        guard rows.isEmpty else {
            return CommandOutput(text(format, for: terminal), isLong: format == .table)
        }
        let isSilent = format == .table || format == .markdown
        return CommandOutput(
            isSilent ? "" : text(format, for: terminal), failure: Failure(.nothing, message))
    }

    /// The same as options ask for it; a column that does not exist is an error that names those that do.
    func output(
        _ options: ListOptions, for terminal: Terminal, ifEmpty message: String
    ) throws -> CommandOutput {
        try choosing(options.columns).output(options.format, for: terminal, ifEmpty: message)
    }

    /// Only the columns that a person names.
    func choosing(_ choice: ColumnChoice?) throws -> Listing {
        guard let choice else { return self }
        let numbers = try choice.names.map { name in
            guard let number = csvHeader.firstIndex(of: name) else {
                throw Failure(
                    .usage, "--columns: no column “\(name)”; there are \(csvHeader.joined(separator: ", "))")
            }
            return number
        }
        var chosen = self
        chosen.csvHeader = numbers.map { csvHeader[$0] }
        chosen.csvRows = csvRows.map { row in numbers.map { row[$0] } }
        chosen.table = TableFormatter(
            columns: chosen.csvHeader.map { .init(title: $0.uppercased(), flexibleTo: 8) })
        chosen.rows = chosen.csvRows.map { $0.map { .init($0.safe) } }
        return chosen
    }
}
