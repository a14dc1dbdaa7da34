import Alerting

/// Records with one field beside the other, as spreadsheets and shell tools read them.
///
/// Every field is made safe for a terminal first, which also takes line breaks and tabs away: one record is always one
/// line. A field that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
enum SeparatedValues {
    /// Longer fields are cut; no title or address is meant to be.
    private static let longestField = 8_000

    /// RFC 4180: CRLF line ends, a quote inside quotes doubled.
    static func commas(header: [String], rows: [[String]]) -> String {
        lines(header, rows, separator: ",", end: "\r\n") { field in
            guard field.contains(where: { $0 == "," || $0 == "\"" }) else { return field }
            return "\"" + field.replacing("\"", with: "\"\"") + "\""
        }
    }

    /// Rows that follow others of the same document.
    static func commas(rows: [[String]]) -> String {
        rows.first.map { commas(header: $0, rows: Array(rows.dropFirst())) } ?? ""
    }

    /// The text/tab-separated-values of IANA: no field has a tab, so none needs quotes.
    static func tabs(header: [String], rows: [[String]]) -> String {
        lines(header, rows, separator: "\t", end: "\n") { $0 }
    }

    private static func lines(
        _ header: [String], _ rows: [[String]], separator: String, end: String, quoted: (String) -> String
    ) -> String {
        ([header] + rows).map { $0.map { quoted(clean($0)) }.joined(separator: separator) + end }.joined()
    }

    private static func clean(_ text: String) -> String {
        let visible = SafeText.line(text, maxBytes: longestField)
        let isFormula = visible.first.map { "=+-@".contains($0) } ?? false
        return isFormula && Double(visible) == nil ? "'" + visible : visible
    }
}
