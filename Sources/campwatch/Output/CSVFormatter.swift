import Alerting

/// Comma-separated values as RFC 4180 has them: CRLF line ends, a quote inside quotes doubled.
///
/// Every field is made safe for a terminal first, which also takes line breaks away: one record is always one line.
/// A field that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
enum CSVFormatter {
    /// Longer fields are cut; no title or address is meant to be.
    private static let longestField = 8_000

    static func format(header: [String], rows: [[String]]) -> String {
        ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        let visible = SafeText.line(text, maxBytes: longestField)
        let isFormula = visible.first.map { "=+-@".contains($0) } ?? false
        let clean = isFormula && Double(visible) == nil ? "'" + visible : visible
        guard clean.contains(where: { $0 == "," || $0 == "\"" }) else { return clean }
        return "\"" + clean.replacing("\"", with: "\"\"") + "\""
    }
}
