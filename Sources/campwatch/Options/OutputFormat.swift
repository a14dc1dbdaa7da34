import ArgumentParser

/// How a list is printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, jsonl, csv, tsv, markdown

    /// Whether it has the fields of the records as columns, or columns that can be chosen.
    var hasColumns: Bool { self != .json && self != .jsonl }
}

/// How one thing is printed.
enum PageFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// How a list is printed, and what of it.
struct ListOptions: ParsableArguments {
    @Option(help: "How to print them.")
    var format: ListFormat = .table

    @Option(
        help: ArgumentHelp(
            "Only these columns, in this order, by their names in --format csv.", valueName: "names"))
    var columns: ColumnChoice?

    func validate() throws {
        guard columns == nil || format.hasColumns else {
            throw ValidationError("--columns is not for JSON: choose its fields with jq.")
        }
    }
}

/// Names of columns, parted by commas.
struct ColumnChoice: ExpressibleByArgument {
    var names: [String]

    init?(argument: String) {
        names = argument.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace).lowercased() }
        if names.isEmpty { return nil }
    }
}
