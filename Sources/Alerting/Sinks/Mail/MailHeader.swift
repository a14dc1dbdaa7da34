import Foundation

/// Header fields of a message (RFC 5322) with any text in them (RFC 2047).
enum MailHeader {
    /// Bytes of text in one encoded word: in base64 and with `=?UTF-8?B?…?=` around it, at most 75 characters.
    private static let wordBytes = 45
    /// Longer lines are to be folded (RFC 5322, 2.1.1).
    private static let longestLine = 76

    /// One field with its line end; `text` may be anything, and no line break of it gets through.
    static func text(_ name: String, _ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !text.contains("=?")
        if isPlain, name.utf8.count + 2 + text.utf8.count <= longestLine { return "\(name): \(text)\r\n" }
        let words = words(text).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
        // The first word gets a line of its own unless the name is short, so that no line is too long.
        let first = name.utf8.count > 1 ? "\(name):\r\n " : "\(name): "
        return first + words.joined(separator: "\r\n ") + "\r\n"
    }

    /// Pieces that end between characters, as RFC 2047, section 5 wants it.
    private static func words(_ text: String) -> [String] {
        var words = [""]
        for scalar in text.unicodeScalars {
            if words[words.count - 1].utf8.count + UTF8.width(scalar) > wordBytes { words.append("") }
            words[words.count - 1].unicodeScalars.append(scalar)
        }
        return words
    }

    /// A date as mail has it, in UTC: `Sat, 21 Nov 2026 09:14:03 +0000` (RFC 5322, 3.3).
    static func date(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        func two(_ number: Int?) -> String { String(format: "%02d", number ?? 0) }
        let day = weekdays[(parts.weekday ?? 1) - 1]
        let month = months[(parts.month ?? 1) - 1]
        let time = [parts.hour, parts.minute, parts.second].map(two).joined(separator: ":")
        return "\(day), \(two(parts.day)) \(month) \(parts.year ?? 1970) \(time) +0000"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension UTF8 {
    /// Bytes of one character.
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { UTF8.encode(scalar)?.count ?? 0 }
}
