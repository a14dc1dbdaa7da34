import Analysis

/// A list in any of the formats that every listing command offers.
struct Listing {
    var table: TableFormatter
    var rows: [[TableFormatter.Cell]]
    var csvHeader: [String]
    var csvRows: [[String]]
    var json: [OrderedJSON]

    /// The text for standard output, with its last newline.
    func text(_ format: ListFormat, for terminal: Terminal) -> String {
        switch format {
        case .table: table.format(rows, for: terminal) + "\n"
        case .json: OrderedJSON.array(json).pretty + "\n"
        case .jsonl: json.map { $0.compact + "\n" }.joined()
        case .csv: CSVFormatter.format(header: csvHeader, rows: csvRows)
        }
    }

    /// The text, or, of an empty list, only what is valid in the format, with a failure that says so.
    func output(_ format: ListFormat, for terminal: Terminal, ifEmpty message: String) -> CommandOutput {
        guard rows.isEmpty else { return CommandOutput(text(format, for: terminal)) }
        return CommandOutput(
            format == .table ? "" : text(format, for: terminal), failure: Failure(.nothing, message))
    }
}
