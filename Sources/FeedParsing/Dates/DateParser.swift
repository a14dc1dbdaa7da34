package import FoundationEssentials

/// Reads the dates of feeds: RFC 822, 2822 and 3339, ISO 8601 and what people write instead.
///
/// Works on bytes by taking the text apart into numbers, words and marks; the year, month, day, time and zone are
/// told by their look, so one reader serves all layouts. Weekdays are ignored: they lie. A date that no calendar
/// has gives nil, never a guess. Without a zone the time counts as UTC, with Korean words as Korean.
package enum DateParser {
    /// Longer texts are no dates.
    private static let longest = 200

    /// The instant that `text` names, or nil when it names none.
    package static func parse(_ text: String) -> Date? {
        guard text.utf8.count <= longest else { return nil }
        return parse(Array(text.utf8))
    }

    /// As `parse(_:)`, for the bytes of the text in UTF-8.
    package static func parse(_ bytes: [UInt8]) -> Date? {
        guard bytes.count <= longest else { return nil }
        if let common = CommonDate.read(bytes) { return common.date }
        let scanner = DateScanner(bytes)
        guard !scanner.tokens.isEmpty else { return nil }
        if let date = UnixTime.read(scanner.tokens) { return date }
        var fields = ISODate.read(scanner.tokens) ?? WrittenDate.read(scanner.tokens)
        if isKoreanTime(scanner.tokens) { fields?.offset = 9 * 3_600 }
        return fields?.date
    }

    /// Whether the text has Korean words and names no zone.
    private static func isKoreanTime(_ tokens: [DateToken]) -> Bool {
        var isKorean = false
        for token in tokens {
            if token == .mark(UInt8(ascii: "+")) { return false }
            guard let word = token.word else { continue }
            if ZoneNames.offset(word) != nil, word != "t" { return false }
            isKorean = isKorean || DateNames.isKorean(word)
        }
        return isKorean
    }
}

/// A date and time in parts, checked when it becomes an instant.
struct DateFields {
    var year = 0
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var fraction = 0.0
    /// Seconds east of Greenwich.
    var offset = 0

    /// The instant, or nil when the calendar or the clock has no such time.
    var date: Date? {
        guard (1...9_999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        // "24:00" is the end of the day; a second of 60 is a leap second.
        guard (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
            hour < 24 || minute == 0 && second == 0 && fraction == 0, abs(offset) <= 15 * 3_600
        else { return nil }
        let seconds = Self.dayNumber(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    ///
    /// Source: Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Years of two digits mean 1950 to 2049, of three digits an offset from 1900 (RFC 2822 §4.3).
    static func fullYear(_ number: DateToken.Number) -> Int {
        switch number.digits {
        case 1, 2: number.value < 50 ? 2_000 + number.value : 1_900 + number.value
        case 3: 1_900 + number.value
        default: number.value
        }
    }
}

/// Seconds or milliseconds since 1970, which some publishers write.
private enum UnixTime {
    static func read(_ tokens: [DateToken]) -> Date? {
        guard tokens.count == 1, case .number(let number) = tokens[0] else { return nil }
        switch number.digits {
        case 9, 10: return Date(timeIntervalSince1970: Double(number.value))
        case 13: return Date(timeIntervalSince1970: Double(number.value) / 1_000)
        default: return nil
        }
    }
}
