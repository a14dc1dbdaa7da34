import NewsModel

/// Reads what Chinese, Japanese and Korean write: "1兆5000億", "4억 2천만", "一万五千亿", "四二○亿".
///
/// A big unit that exceeds all before it scales the whole ("1万亿" is 10^12), a smaller one closes
/// its own group. What names no figure ("数亿", "几千万", "百亿" alone) has no value.
struct EastAsianReader {
    private let text: [UInt8]
    private let currencies: PhraseTable<String>
    private let start: Int
    private var position: Int
    private var total = 0.0
    private var section = 0.0
    private var current: Double?
    private var smallestBig = Double.infinity
    private var hasSmall = false
    /// The current number is in Han or Hangul digits; "19일" is not 191.
    private var isSpelled = false
    private var isOpenEnded = false
    private var isVague = false
    /// The state after the last unit: loose digits after it may belong to the next word.
    private var settled: (end: Int, value: Double)?

    private init(_ text: [UInt8], at start: Int, currencies: PhraseTable<String>) {
        self.text = text
        self.currencies = currencies
        self.start = start
        position = start
        isVague = start >= 3 && Self.isSome(text, at: start - 3)
    }

    /// Reads the number at `start`; `end` lies past every numeral, also when there is no value.
    static func read(
        _ text: [UInt8], at start: Int, currencies: PhraseTable<String>
    ) -> NumberReading {
        var reader = EastAsianReader(text, at: start, currencies: currencies)
        while reader.step() {}
        return reader.finish()
    }

    private static func isSome(_ text: [UInt8], at position: Int) -> Bool {
        guard case .some(.some) = EastAsianNumerals.kind(text, at: position) else { return false }
        return true
    }

    private var isScaled: Bool { smallestBig.isFinite }

    private mutating func step() -> Bool {
        guard position < text.count else { return false }
        if Bytes.isDigit(text[position]) { return readDigits() }
        if text[position] == UInt8(ascii: " ") { return skipSpace() }
        guard let kind = EastAsianNumerals.kind(text, at: position) else { return false }
        return apply(kind)
    }

    private mutating func readDigits() -> Bool {
        guard current == nil else { return false }
        let reading = DigitReader.read(text, at: position, decimalComma: false, spaceGroups: false)
        position = reading.end
        guard let value = reading.value else {
            isVague = isVague || settled == nil
            return false
        }
        current = value
        isSpelled = false
        return true
    }

    /// One space may part a number from its unit, and a Korean group from the next smaller one.
    private mutating func skipSpace() -> Bool {
        let next = position + 1
        guard next < text.count else { return false }
        if current != nil, isUnit(at: next) {
            position = next
            return true
        }
        guard current == nil, isScaled, Bytes.isDigit(text[next]) else { return false }
        let digits = DigitReader.read(text, at: next, decimalComma: false, spaceGroups: false)
        guard isUnit(at: digits.end) else { return false }
        position = next
        return true
    }

    private func isUnit(at position: Int) -> Bool {
        switch EastAsianNumerals.kind(text, at: position) {
        case .small, .big: !UnitNames.isPower(text, at: position)
        default: false
        }
    }

    private mutating func apply(_ kind: EastAsianNumerals.Kind) -> Bool {
        switch kind {
        case .digit(let digit):
            guard current == nil || isSpelled else { return false }
            current = (current ?? 0) * 10 + digit
            isSpelled = true
        case .small(let unit):
            guard !UnitNames.isPower(text, at: position) else { return false }
            isVague = isVague || (current == nil && unit > 10 && section == 0)
            section += (current ?? 1) * unit
            current = nil
            hasSmall = true
        case .big(let unit):
            guard !UnitNames.isPower(text, at: position), scale(by: unit) else { return false }
        case .more:
            guard position > start else { return false }
            guard endsNumber(at: position + 3) || isUnit(at: position + 3) else { return false }
            isOpenEnded = true
        case .some:
            guard position > start, isUnit(at: position + 3) else { return false }
            isVague = true
        }
        position += 3
        if case .digit = kind { return true }
        settled = (position, total + section + (current ?? 0))
        return true
    }

    /// Closes a group; false when the unit cannot follow.
    private mutating func scale(by unit: Double) -> Bool {
        let group = section + (current ?? 0)
        if group == 0 && total == 0 { isVague = true }
        if unit > smallestBig {
            total = (total + group) * unit
        } else if unit < smallestBig {
            total += group * unit
        } else {
            return false
        }
        smallestBig = unit
        section = 0
        current = nil
        return true
    }

    /// 多 and 余 belong to the number only where a unit or a currency follows.
    private func endsNumber(at position: Int) -> Bool {
        currencies.match(text, at: position) != nil || Bytes.skipSpaces(text, from: position) > position
    }

    private func finish() -> NumberReading {
        var reading = NumberReading(value: nil, end: max(position, start + 1), isOpenEnded: isOpenEnded)
        let loose = total + section + (current ?? 0)
        if let settled, current != nil, !isCurrency(at: position), !isFourDigits(after: settled.end) {
            reading.value = settled.value
            reading.end = settled.end
        } else {
            reading.value = loose
        }
        reading.scale = isScaled ? max(1e4, total >= 1e8 ? 1e8 : 1e4) : (hasSmall ? 10 : 1)
        reading.value = isVague ? nil : reading.value.map(SumReader.rounded)
        return reading
    }

    /// "1万6000" is one number also before what it counts; years ("10万2025年") are not part of it.
    private func isFourDigits(after end: Int) -> Bool {
        guard smallestBig == 1e4, !isSpelled, position - end == 4, position + 2 < text.count else {
            return false
        }
        return !EastAsianNumerals.isYear(text, at: position)
    }

    private func isCurrency(at position: Int) -> Bool { currencies.match(text, at: position) != nil }
}

/// Han names of power units begin with numerals: "兆瓦" is a megawatt, not a trillion of something.
enum UnitNames {
    private static let power = PhraseTable<Void>(
        ["兆瓦", "百万瓦", "千瓦", "万千瓦", "百万千瓦", "千兆瓦", "百万キロワット", "万キロワット"].map { ($0, ()) })

    static func isPower(_ text: [UInt8], at position: Int) -> Bool {
        power.match(text, at: position) != nil
    }
}
