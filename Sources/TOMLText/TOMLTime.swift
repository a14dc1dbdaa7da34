/// Dates and times as TOML 1.0 takes them over from RFC 3339.
enum TOMLTime {
    /// Which of the four kinds a word is; nil when it is none, or no day of the calendar.
    static func kind(of word: ArraySlice<UInt8>) -> TOMLTimeKind? {
        guard isDate(word.prefix(10)) else {
            return clock(word)?.isEmpty == true ? .time : nil
        }
        guard let separator = word.dropFirst(10).first else { return .date }
        guard separator | 0x20 == UInt8(ascii: "t") || separator == 0x20,
            let rest = clock(word.dropFirst(11))
        else { return nil }
        if rest.isEmpty { return .dateTime }
        return isOffset(rest) ? .instant : nil
    }

    /// A day of the Gregorian calendar: 2026-11-22.
    static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count == 10, let year = number(word.prefix(4), in: 0...9_999),
            let month = number(word.dropFirst(5).prefix(2), in: 1...12),
            number(word.dropFirst(8), in: 1...days(of: month, year)) != nil
        else { return false }
        return word.dropFirst(4).first == UInt8(ascii: "-") && word.dropFirst(7).first == UInt8(ascii: "-")
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// What follows a time of day, 08:30:00 or 08:30:00.125 or a leap second; nil when there is none.
    private static func clock(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard isHourAndMinute(word.prefix(5)), word.dropFirst(5).first == UInt8(ascii: ":"),
            number(word.dropFirst(6).prefix(2), in: 0...60) != nil
        else { return nil }
        let rest = word.dropFirst(8)
        guard rest.first == UInt8(ascii: ".") else { return rest }
        let after = rest.dropFirst().drop(while: TOMLNumber.isDigit)
        return after.count < rest.count - 1 ? after : nil
    }

    private static func isOffset(_ word: ArraySlice<UInt8>) -> Bool {
        switch word.first {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): word.count == 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"): isHourAndMinute(word.dropFirst())
        default: false
        }
    }

    private static func isHourAndMinute(_ word: ArraySlice<UInt8>) -> Bool {
        word.count == 5 && number(word.prefix(2), in: 0...23) != nil
            && word.dropFirst(2).first == UInt8(ascii: ":")
            && number(word.dropFirst(3), in: 0...59) != nil
    }

    /// A number of two digits, or of four.
    private static func number(_ digits: ArraySlice<UInt8>, in range: ClosedRange<Int>) -> Int? {
        guard digits.count == 2 || digits.count == 4, digits.allSatisfy(TOMLNumber.isDigit) else {
            return nil
        }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return range.contains(value) ? value : nil
    }
}
