import ArgumentParser

/// How a list is printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, jsonl, csv
}

/// How one thing is printed.
enum PageFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}
