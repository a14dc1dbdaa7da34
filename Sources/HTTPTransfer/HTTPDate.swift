package import FoundationEssentials

/// The dates of HTTP header fields (RFC 9110, 5.6.7).
package enum HTTPDate {
    /// Reads the three forms of the standard, always as GMT.
    ///
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`; the
    /// weekday is not checked.
    package static func parse(_ text: String) -> Date? {
        guard text.utf8.count <= 64 else { return nil }
        let words = text.split { " ,-".contains($0) }.map(String.init)
        guard words.count >= 5 else { return nil }
        let isAsctime = month(words[1]) != nil
        let (day, monthName, year, time) =
            isAsctime ? (words[2], words[1], words[4], words[3]) : (words[1], words[2], words[3], words[4])
        guard let day = number(day, 1...31), let month = month(monthName), let year = fullYear(year),
            let seconds = secondsOfDay(time)
        else { return nil }
        let days = daysSince1970(year: year, month: month, day: day)
        return Date(timeIntervalSince1970: Double(days * 86_400 + seconds))
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func month(_ name: String) -> Int? {
        months.firstIndex(of: name.lowercased()).map { $0 + 1 }
    }

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let value = Int(text), range ~= value else {
            return nil
        }
        return value
    }

    /// Two digits mean 1970-2069, as in POSIX; what HTTP sends is never older than HTTP.
    private static func fullYear(_ text: String) -> Int? {
        guard let year = number(text, 0...9_999) else { return nil }
        return switch text.utf8.count {
        case 2: year < 70 ? 2_000 + year : 1_900 + year
        case 4: year > 0 ? year : nil
        default: nil
        }
    }

    private static func secondsOfDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59),
            let second = number(parts[2], 0...60)
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// Days in the proleptic Gregorian calendar, counted in years that begin in March.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
