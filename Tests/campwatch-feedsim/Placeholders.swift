import Foundation

/// Fills `{{base}}`, `{{rfc822-3h}}` and `{{iso-3h}}` in a feed file.
struct Placeholders {
    private static let secondsOfUnit: [Character: Double] = ["m": 60, "h": 3_600, "d": 86_400]

    let base: String
    let now: Date

    /// The text with every placeholder replaced; an unknown one is an error that names the file.
    func filled(_ text: String, file: String) throws -> String {
        var parts = text.components(separatedBy: "{{")
        var result = parts.removeFirst()
        for part in parts {
            guard let end = part.range(of: "}}"), let value = value(of: part[..<end.lowerBound]) else {
                throw Trouble("\(file): unknown placeholder {{\(part.prefix(20)); see --help")
            }
            result += value + part[end.upperBound...]
        }
        return result
    }

    private func value(of name: Substring) -> String? {
        if name == "base" { return base }
        let words = name.split(separator: "-")
        guard words.count == 2, let unit = words[1].last, let size = Self.secondsOfUnit[unit],
            let count = Double(words[1].dropLast())
        else { return nil }
        let date = now.addingTimeInterval(-count * size)
        switch words[0] {
        case "rfc822": return date.httpText
        case "iso": return date.formatted(.iso8601)
        default: return nil
        }
    }
}
