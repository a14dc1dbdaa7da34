import FoundationEssentials

/// ISO 8601 and RFC 3339: the year first, in numbers.
enum ISODate {
    /// The parts of a text that begins as ISO does; nil when it does not or is cut in a way that says nothing.
    static func read(_ tokens: [DateToken]) -> DateFields? {
        var tokens = tokens
        // "-0312" and "--12" (ISO 8601:1988) leave out the century or the year: only the former says something.
        if tokens.first == .mark(UInt8(ascii: "-")) {
            tokens.removeFirst()
            if let date = withoutCentury(tokens) { return date }
        }
        guard let first = tokens.first?.number else { return nil }
        var fields = DateFields()
        var index = 1
        switch first.digits {
        case 4:
            fields.year = first.value
            guard readAfterYear(tokens, &index, &fields) else { return nil }
        case 8:
            fields.year = first.value / 10_000
            fields.month = first.value / 100 % 100
            fields.day = first.value % 100
        case 5 where tokens.count == 1:
            fields.year = DateFields.fullYear(.init(value: first.value / 1_000, digits: 2))
            setDayOfYear(first.value % 1_000, &fields)
        case 7:
            fields.year = first.value / 1_000
            setDayOfYear(first.value % 1_000, &fields)
        case 6 where tokens.count == 1:
            fields.year = DateFields.fullYear(.init(value: first.value / 10_000, digits: 2))
            fields.month = first.value / 100 % 100
            fields.day = first.value % 100
        case 12, 14:
            splitLong(first, &fields)
        case 2:
            guard readShort(tokens, &index, &fields) else { return nil }
        default: return nil
        }
        guard readTime(tokens, index, &fields) else { return nil }
        return fields
    }

    /// Reads "YYMM" and "YY-MM", which stand after a hyphen for the century.
    private static func withoutCentury(_ tokens: [DateToken]) -> DateFields? {
        guard let first = tokens.first?.number else { return nil }
        var fields = DateFields()
        if tokens.count == 1, first.digits == 4 {
            fields.year = DateFields.fullYear(.init(value: first.value / 100, digits: 2))
            fields.month = first.value % 100
            return fields
        }
        guard tokens.count == 3, first.digits == 2, tokens[1] == .mark(UInt8(ascii: "-")),
            let month = tokens[2].number, month.digits == 2
        else { return nil }
        fields.year = DateFields.fullYear(first)
        fields.month = month.value
        return fields
    }

    /// Reads "-MM-DD", "/MM/DD", ".MM.DD", "-DDD", "-Www-D" or nothing after a year of four digits.
    private static func readAfterYear(_ tokens: [DateToken], _ index: inout Int, _ fields: inout DateFields)
        -> Bool
    {
        guard index < tokens.count else { return true }
        guard case .mark(let mark) = tokens[index], "-/.:".utf8.contains(mark), index + 1 < tokens.count
        else {
            return tokens[index] == .word("t") || tokens[index] == .word("z")
        }
        if let word = tokens[index + 1].word {
            guard word == "w", index + 2 < tokens.count, let week = tokens[index + 2].number else {
                return false
            }
            return readWeek(week, tokens, &index, &fields)
        }
        guard let second = tokens[index + 1].number else { return false }
        index += 2
        // "2003-012-31" has a zero too many, "2003-335" is a day of the year.
        let isDayOfYear = second.digits == 3 && !(index < tokens.count && tokens[index] == .mark(mark))
        if isDayOfYear {
            setDayOfYear(second.value, &fields)
            return true
        }
        guard second.digits <= 3 else { return false }
        fields.month = second.value
        guard index + 1 < tokens.count, tokens[index] == .mark(mark), let third = tokens[index + 1].number
        else {
            return true
        }
        guard third.digits <= 2 else { return false }
        fields.day = third.value
        index += 2
        return true
    }

    /// ISO weeks begin on Monday; week 1 holds 4 January.
    private static func readWeek(
        _ week: DateToken.Number, _ tokens: [DateToken], _ index: inout Int, _ fields: inout DateFields
    ) -> Bool {
        index += 3
        var weekday = 1
        if index + 1 < tokens.count, tokens[index] == .mark(UInt8(ascii: "-")),
            let day = tokens[index + 1].number
        {
            weekday = day.value
            index += 2
        }
        guard (1...53).contains(week.value), (1...7).contains(weekday),
            let fourth = DateFields(year: fields.year, month: 1, day: 4).date
        else { return false }
        // 1970-01-01 was a Thursday; Monday is 0.
        let dayNumber = Int((fourth.timeIntervalSince1970 / 86_400).rounded(.down))
        let monday = dayNumber - ((dayNumber + 3) % 7 + 7) % 7
        setDayOfYear(monday + (week.value - 1) * 7 + weekday - 1 - (dayNumber - 3) + 1, &fields)
        return true
    }

    /// Sets month and day from the day of the year; beyond its ends it stays impossible or moves a year.
    private static func setDayOfYear(_ ordinal: Int, _ fields: inout DateFields) {
        var left = ordinal
        if left < 1 {
            fields.year -= 1
            left += DateFields.days(in: 2, of: fields.year) + 337
        }
        fields.month = 1
        while fields.month <= 12, left > DateFields.days(in: fields.month, of: fields.year) {
            left -= DateFields.days(in: fields.month, of: fields.year)
            fields.month += 1
        }
        fields.day = left
    }

    /// "YYYYMMDDhhmm" and "YYYYMMDDhhmmss".
    private static func splitLong(_ number: DateToken.Number, _ fields: inout DateFields) {
        let full = number.digits == 12 ? number.value * 100 : number.value
        fields.year = full / 10_000_000_000
        fields.month = full / 100_000_000 % 100
        fields.day = full / 1_000_000 % 100
        fields.hour = full / 10_000 % 100
        fields.minute = full / 100 % 100
        fields.second = full % 100
    }

    /// "YY-MM-DD" and "YY-MM", hyphens only: slashes and dots mean other orders.
    private static func readShort(_ tokens: [DateToken], _ index: inout Int, _ fields: inout DateFields)
        -> Bool
    {
        let hyphen = DateToken.mark(UInt8(ascii: "-"))
        guard tokens.count > 4, tokens[1] == hyphen, tokens[3] == hyphen, let year = tokens[0].number,
            let month = tokens[2].number, let day = tokens[4].number, day.digits <= 2
        else { return false }
        // "31-12-2004" and "31-12-04" put the day first: nothing but the value tells.
        guard year.value > 31 || year.value < 1 || month.value > 12 || day.value <= 31 && year.digits == 2
        else {
            return false
        }
        fields.year = DateFields.fullYear(year)
        fields.month = month.value
        fields.day = day.value
        index = 5
        return true
    }

    /// Reads "T…", " …" or nothing; the clock may be packed as "hhmm" or "hhmmss".
    private static func readTime(_ tokens: [DateToken], _ start: Int, _ fields: inout DateFields) -> Bool {
        var index = start
        while index < tokens.count, tokens[index].number == nil, tokens[index] != .mark(UInt8(ascii: "+")) {
            index += 1
        }
        guard index < tokens.count, start < tokens.count else {
            var reader = TimeReader(tokens: tokens, index: start)
            return reader.readRest(into: &fields)
        }
        var reader = TimeReader(tokens: tokens, index: index)
        if let packed = tokens[index].number, packed.digits == 4 || packed.digits == 6 {
            let full = packed.digits == 4 ? packed.value * 100 : packed.value
            fields.hour = full / 10_000
            fields.minute = full / 100 % 100
            fields.second = full % 100
            reader.index += 1
        } else if tokens[index].number != nil {
            // "2004-01-01 下午 7:48": the half of the day stands before the clock.
            reader.readClock(into: &fields)
            var before = TimeReader(tokens: Array(tokens[start..<index]), index: 0)
            _ = before.readRest(into: &fields)
        }
        return reader.readRest(into: &fields)
    }
}
