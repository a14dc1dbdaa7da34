/// Reads the clock and the zone from the tokens after a date.
struct TimeReader {
    let tokens: [DateToken]
    var index: Int

    private var current: DateToken? { index < tokens.count ? tokens[index] : nil }

    private func token(_ offset: Int) -> DateToken? {
        tokens.indices.contains(index + offset) ? tokens[index + offset] : nil
    }

    /// Whether "HH:MM" or a number with an hour unit begins here.
    var isAtClock: Bool {
        guard let number = current?.number, number.digits <= 2 else { return false }
        if token(1) == .mark(UInt8(ascii: ":")) || token(1)?.word.map(DateNames.hourUnits.contains) == true {
            return token(1)?.word != nil || token(2)?.number != nil
        }
        return token(1) == .space && token(2)?.word.map(isHalfOfDay) == true
            || token(1)?.word.map(isHalfOfDay) == true
    }

    private func isHalfOfDay(_ word: String) -> Bool {
        DateNames.isAfternoon.contains(word) || DateNames.isMorning.contains(word)
    }

    /// Reads "HH", "HH:MM", "HH:MM:SS.fff" or the same with units; false when a part is missing after a colon.
    mutating func readClock(into fields: inout DateFields) {
        fields.hour = readPart() ?? 0
        guard skipSeparator(DateNames.hourUnits), current?.number != nil else { return }
        fields.minute = readPart() ?? 0
        guard skipSeparator(DateNames.minuteUnits), current?.number != nil else { return }
        fields.second = readPart() ?? 0
        if let word = current?.word, DateNames.secondUnits.contains(word) { index += 1 }
        readFraction(into: &fields)
    }

    private mutating func readPart() -> Int? {
        guard let number = current?.number else { return nil }
        index += 1
        return number.value
    }

    private mutating func skipSeparator(_ units: Set<String>) -> Bool {
        if current == .mark(UInt8(ascii: ":")) {
            index += 1
            if current == .space { index += 1 }
            return true
        }
        if let word = current?.word, units.contains(word) {
            index += 1
            if current == .space { index += 1 }
            return true
        }
        return false
    }

    private mutating func readFraction(into fields: inout DateFields) {
        guard current == .mark(UInt8(ascii: ".")) || current == .mark(UInt8(ascii: ",")),
            let number = token(1)?.number
        else { return }
        index += 2
        var scale = 1.0
        for _ in 0..<min(number.digits, 17) { scale *= 10 }
        fields.fraction = Double(number.value) / scale
    }

    /// Reads what may follow the clock: am or pm, a zone by name or offset, or both.
    ///
    /// Unknown words are passed over. Offsets win over names: "GMT+0200" is two hours east.
    mutating func readRest(into fields: inout DateFields) -> Bool {
        while let token = current {
            switch token {
            case .word(let word):
                if DateNames.isAfternoon.contains(word) || DateNames.isMorning.contains(word) {
                    applyHalf(DateNames.isAfternoon.contains(word), &fields)
                } else if let offset = ZoneNames.offset(word) {
                    fields.offset = offset
                }
                index += 1
            case .mark(UInt8(ascii: "+")), .mark(UInt8(ascii: "-")):
                let isEast = token == .mark(UInt8(ascii: "+"))
                index += 1
                guard current?.number != nil else { continue }
                guard let seconds = readOffset() else { return false }
                fields.offset = isEast ? seconds : -seconds
            default: index += 1
            }
        }
        return true
    }

    private func applyHalf(_ isAfternoon: Bool, _ fields: inout DateFields) {
        if isAfternoon, fields.hour < 12 { fields.hour += 12 }
        if !isAfternoon, fields.hour == 12 { fields.hour = 0 }
    }

    /// Reads "hh", "hhmm", "hh:mm"; nil when it is no offset.
    private mutating func readOffset() -> Int? {
        guard let number = current?.number else { return nil }
        index += 1
        var hours = number.value
        var minutes = 0
        if number.digits > 2 {
            guard number.digits <= 6 else { return nil }
            let hhmm = number.digits > 4 ? number.value / 100 : number.value
            hours = hhmm / 100
            minutes = hhmm % 100
        } else if current == .mark(UInt8(ascii: ":")), let part = token(1)?.number {
            index += 2
            minutes = part.value
        }
        guard hours <= 15, minutes < 60 else { return nil }
        return hours * 3_600 + minutes * 60
    }
}
