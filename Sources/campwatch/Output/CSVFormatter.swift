import Alerting

/// Comma-separated values as RFC 4180 has them: CRLF line ends, a quote inside quotes doubled.
///
/// Every field is made safe for a terminal first, which also takes line breaks away: one record is always one line.
enum CSVFormatter {
    /// Longer fields are cut; no title or address is meant to be.
    private static let longestField = 8_000

    static func format(header: [String], rows: [[String]]) -> String {
        ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        let clean = SafeText.line(text, maxBytes: longestField)
        guard clean.contains(where: { $0 == "," || $0 == "\"" }) else { return clean }
        return "\"" + clean.replacing("\"", with: "\"\"") + "\""
    }
}
