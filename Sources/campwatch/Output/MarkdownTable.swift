/// A table of GitHub Flavored Markdown (spec 0.29, section 4.10).
enum MarkdownTable {
    static func format(header: [String], rows: [[String]]) -> String {
        ([header, header.map { _ in "---" }] + rows.map { $0.map(escaped) })
            .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    /// A title may hold what Markdown takes for a link, a picture or HTML; a backslash makes it plain (section 2.4).
    private static func escaped(_ text: String) -> String {
        text.safe.reduce(into: "") { escaped, character in
            if "\\`*_[]<>|#!&~".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
    }
}
