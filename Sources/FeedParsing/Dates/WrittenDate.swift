/// Dates with a month name or in the orders of letters and newspapers: day first, month first, year last.
enum WrittenDate {
    static func read(_ tokens: [DateToken]) -> DateFields? {
        var fields = DateFields()
        var numbers: [DateToken.Number] = []
        var month: Int?
        var monthIndex = 0
        var hasYearUnit = false
        var hasClock = false
        var separator: UInt8 = 0
        var halfBefore: Bool?
        var index = 0
        while index < tokens.count {
            let reader = TimeReader(tokens: tokens, index: index)
            if !hasClock, reader.isAtClock {
                var clock = reader
                clock.readClock(into: &fields)
                hasClock = true
                if let isAfternoon = halfBefore {
                    if isAfternoon, fields.hour < 12 { fields.hour += 12 }
                    if !isAfternoon, fields.hour == 12 { fields.hour = 0 }
                }
                index = readTail(&clock, &fields, &numbers)
                guard index >= 0 else { return nil }
                continue
            }
            switch tokens[index] {
            case .number(let number):
                numbers.append(number)
            case .word(let word):
                if let unit = unit(word), let last = numbers.last {
                    switch unit {
                    case .year:
                        fields.year = DateFields.fullYear(last)
                        hasYearUnit = true
                        numbers.removeLast()
                    case .month:
                        month = last.value
                        monthIndex = index
                        numbers.removeLast()
                    case .day: break
                    }
                } else if monthIndex == 0, let named = DateNames.month(word) {
                    // In front of another month it was a weekday: "mar" is Tuesday in French and Spanish.
                    month = named
                    monthIndex = index
                } else if DateNames.isAfternoon.contains(word) || DateNames.isMorning.contains(word) {
                    halfBefore = DateNames.isAfternoon.contains(word)
                } else if hasClock || numbers.count >= 2, let offset = ZoneNames.offset(word) {
                    fields.offset = offset
                }
            case .mark(let mark):
                if mark == UInt8(ascii: "/") || mark == UInt8(ascii: "."), separator == 0, !numbers.isEmpty {
                    separator = mark
                }
            case .space: break
            }
            index += 1
        }
        if hasYearUnit { numbers.insert(.init(value: fields.year, digits: 4), at: 0) }
        return assign(numbers, month, separator, &fields) ? fields : nil
    }

    private enum Unit { case year, month, day }

    private static func unit(_ word: String) -> Unit? {
        if DateNames.yearUnits.contains(word) { return .year }
        if DateNames.monthUnits.contains(word) { return .month }
        return DateNames.dayUnits.contains(word) ? .day : nil
    }

    /// Reads zone and half of the day after the clock, and a year that asctime puts last; -1 for a bad zone.
    private static func readTail(
        _ clock: inout TimeReader, _ fields: inout DateFields, _ numbers: inout [DateToken.Number]
    ) -> Int {
        var rest: [DateToken] = []
        var index = clock.index
        while index < clock.tokens.count {
            let token = clock.tokens[index]
            let previous = index > 0 ? clock.tokens[index - 1] : .space
            // A number of four digits after white space is a year, after "+" or "-" it is a zone.
            if let number = token.number, previous == .space, number.digits == 4 || number.digits <= 2 {
                break
            }
            // A month name after the clock belongs to the date.
            if let word = token.word, DateNames.month(word) != nil { break }
            rest.append(token)
            index += 1
        }
        var reader = TimeReader(tokens: rest, index: 0)
        return reader.readRest(into: &fields) ? index : -1
    }

    /// Gives the numbers their roles.
    private static func assign(
        _ numbers: [DateToken.Number], _ month: Int?, _ separator: UInt8, _ fields: inout DateFields
    ) -> Bool {
        if let month {
            fields.month = month
            return assignDayAndYear(numbers, &fields)
        }
        guard numbers.count >= 3 else { return false }
        if numbers[0].digits == 4 {
            fields.year = numbers[0].value
            fields.month = numbers[1].value
            fields.day = numbers[2].value
            return true
        }
        // 31/12/2004 and 12/31/2004: slashes are American unless that is impossible; dots and hyphens are European.
        let isMonthFirst = separator == UInt8(ascii: "/") && numbers[0].value <= 12 || numbers[1].value > 12
        fields.month = isMonthFirst ? numbers[0].value : numbers[1].value
        fields.day = isMonthFirst ? numbers[1].value : numbers[0].value
        fields.year = DateFields.fullYear(numbers[2])
        return true
    }

    /// Beside a named month: the number of four digits is the year, else the last one is.
    private static func assignDayAndYear(_ numbers: [DateToken.Number], _ fields: inout DateFields) -> Bool {
        guard
            let yearIndex = numbers.firstIndex(where: { $0.digits >= 3 && $0.digits <= 4 })
                ?? (numbers.count >= 2 ? 1 : nil)
        else { return false }
        fields.year = DateFields.fullYear(numbers[yearIndex])
        guard let day = numbers.indices.first(where: { $0 != yearIndex }).map({ numbers[$0] }) else {
            return true
        }
        guard day.digits <= 2 else { return false }
        fields.day = day.value
        return true
    }
}
