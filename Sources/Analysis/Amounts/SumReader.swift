import NewsModel

/// One number with what belongs to it: currency or unit, and how it is scaled.
struct Sum {
    /// From the currency before the number to the currency or unit after it.
    var range: Range<Int>
    var value: Double
    /// The factor of the written multiplier, 1 without one.
    var scale: Double
    var currency: String?
    var unit: Unit?
    var isOpenEnded: Bool
    /// Money by its shape alone: a spelled-out "million" or more that no counted thing follows.
    var isImplied = false
    /// Where the number itself ends, before its multiplier and unit.
    var numberEnd: Int

    var isNothing: Bool { currency == nil && unit == nil && !isImplied }
}

/// Reads one sum at a number's first byte.
struct SumReader {
    let text: [UInt8]
    let tables: AmountTables

    var pieces: PieceReader { PieceReader(text: text, tables: tables) }

    /// The sum whose number starts at `start`; `next` is where the search goes on without one.
    ///
    /// After a first sum with a currency ("$2-3bn") short multipliers need none of their own.
    func read(at start: Int, afterMoney: Bool = false) -> (sum: Sum?, next: Int) {
        let isDigit = Bytes.isDigit(text[start])
        if isDigit, isInsideName(start) { return (nil, nameEnd(start)) }
        let number = isDigit || tables.usesEastAsianNumerals ? numerals(at: start) : words(at: start)
        guard let value = number.value, value > 0 else { return (nil, number.end) }
        var sum = Sum(
            range: start..<number.end, value: value, scale: number.scale, isOpenEnded: number.isOpenEnded,
            numberEnd: number.end)
        let before = currencyBefore(start, number: number)
        applyMultipliers(&sum, hasCurrency: afterMoney || before != nil)
        applyCurrency(&sum, before: before)
        if sum.currency == nil { applyUnit(&sum) }
        if !isDigit, !isWrittenOut(sum) {
            // "two" alone is nothing, but may open "two to three billion".
            sum.currency = nil
            sum.unit = nil
            return (sum, number.end)
        }
        if !isDigit, isAdjective(sum, number: value) { return (nil, number.end) }
        if sum.isNothing, sum.scale >= 1e6 { sum.isImplied = standsAlone(sum.range.upperBound) }
        return (sum, number.end)
    }

    /// "ten" alone is no sum; with a scale and a currency, or as thousands of GPUs, it is.
    private func isWrittenOut(_ sum: Sum) -> Bool {
        guard tables.usesEastAsianNumerals else { return sum.scale >= 1e3 }
        if let unit = sum.unit { return sum.value >= 1000 && unit.name != "%" }
        return sum.scale >= 1e3 && sum.currency != nil
    }

    /// "a billion-dollar takeover" names no figure.
    private func isAdjective(_ sum: Sum, number: Double) -> Bool {
        tables.language == .english && number == 1
            && text[sum.range].starts(with: "a ".utf8) && text[sum.range].contains(UInt8(ascii: "-"))
    }

    private func numerals(at start: Int) -> NumberReading {
        if tables.usesEastAsianNumerals {
            return EastAsianReader.read(text, at: start, currencies: tables.currencyAfter)
        }
        return DigitReader.read(
            text, at: start, decimalComma: tables.usesDecimalComma && !partsThousands(at: start),
            spaceGroups: true)
    }

    /// Whether the comma parts thousands, as in Mexico's "12,500 mdd"; Spain's "1,125 millones de euros" are little more
    /// than one million.
    private func partsThousands(at start: Int) -> Bool {
        guard tables.language == .spanish else { return false }
        let comma = DigitReader.digitsEnd(text, from: start)
        guard comma < text.count, text[comma] == UInt8(ascii: ",") else { return false }
        let end = DigitReader.digitsEnd(text, from: comma + 1)
        let next = text[end...].drop { $0 == UInt8(ascii: " ") }
        return end - comma == 4 && Self.millions.contains { next.starts(with: $0) }
    }

    private static let millions = [
        "mdd", "mdp", "millones de dolares", "millones de dólares", "millones de pesos",
    ].map { Array($0.utf8) }

    /// "twenty five", "два", "un demi": at most four words, added up; round hundreds multiply what precedes.
    private func words(at start: Int) -> NumberReading {
        if let bare = tables.bareSingulars.match(text, at: start) {
            return NumberReading(value: bare.value, end: bare.end, scale: bare.value)
        }
        var value = 0.0
        var end = start
        var next = start
        for _ in 0..<4 {
            guard let word = tables.numberWords.match(text, at: next) else { break }
            let multiplies = word.value >= 100 && value > 0 && value < word.value
            let adds = value == 0 || (value >= 20 && word.value < 20) || value >= 100
            guard multiplies || adds else { break }
            value = multiplies ? value * word.value : value + word.value
            end = word.end
            guard end < text.count, text[end] == UInt8(ascii: " ") || text[end] == UInt8(ascii: "-") else {
                break
            }
            next = end + 1
        }
        return NumberReading(value: end > start ? value : nil, end: max(end, start + 1))
    }

    /// Digits glued to a name: "gpt-5", "h100", "b2b".
    ///
    /// A currency's letters are no name.
    private func isInsideName(_ start: Int) -> Bool {
        guard start > 0 else { return false }
        let isGlued =
            text[start - 1] == UInt8(ascii: "-") || text[start - 1] == UInt8(ascii: ".")
            ? Bytes.isLetterTail(text, before: start - 1) : Bytes.isLetterTail(text, before: start)
        if tables.usesEastAsianNumerals, tables.pieces.match(text, endingAt: start) != nil { return false }
        return isGlued && tables.currencyBefore.match(text, endingAt: start) == nil && !isRand(start)
    }

    /// South African "R14bn".
    private func isRand(_ start: Int) -> Bool {
        tables.language == .english && start > 0 && text[start - 1] == UInt8(ascii: "r")
            && !Bytes.isWordTail(text, before: start - 1)
    }

    private func nameEnd(_ start: Int) -> Int {
        var end = DigitReader.digitsEnd(text, from: start)
        while end + 1 < text.count, text[end] == UInt8(ascii: "."), Bytes.isDigit(text[end + 1]) {
            end = DigitReader.digitsEnd(text, from: end + 1)
        }
        return end
    }

    private func currencyBefore(_ start: Int, number: NumberReading) -> (start: Int, code: String)? {
        var end = start
        while end > 0, end > start - 2, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        if let hit = tables.currencyBefore.match(text, endingAt: end) { return (hit.start, hit.value) }
        guard end == start, isRand(start), tables.multipliers.match(text, at: number.end) != nil else {
            return nil
        }
        return (start - 1, "ZAR")
    }

    /// Products of decimals and powers of ten, cleaned of binary dust below a hundredth.
    static func rounded(_ value: Double) -> Double {
        value < 1e13 ? (value * 100).rounded() / 100 : value.rounded()
    }

    private func applyCurrency(_ sum: inout Sum, before: (start: Int, code: String)?) {
        let after = currencyAfter(sum.range.upperBound)
        guard let code = before?.code ?? after?.code else { return }
        sum.currency = code
        if let before { sum.range = before.start..<sum.range.upperBound }
        guard let after, before == nil || Self.refines(code, with: after.code) else { return }
        sum.currency = before != nil && after.code == "元" ? code : after.code
        sum.range = sum.range.lowerBound..<after.end
        if let scale = Self.scaleWithin(text[after.start..<after.end]) {
            sum.value = Self.rounded(sum.value * scale)
            sum.scale *= scale
        }
    }

    /// "$5 million Canadian", "人民币50亿元": the second name says more than, or the same as, the first.
    private static func refines(_ code: String, with other: String) -> Bool {
        code == other || (code == "$" && other.count == 3 && other != "EUR")
            || (other == "元" && ["CNY", "TWD", "HKD"].contains(code))
    }

    /// Spanish shorthand carries its own scale: "mdd" is millions of dollars.
    private static func scaleWithin(_ name: ArraySlice<UInt8>) -> Double? {
        if name.elementsEqual("mdd".utf8) || name.elementsEqual("mdp".utf8) { return 1e6 }
        return name.elementsEqual("mmdd".utf8) ? 1e9 : nil
    }

    /// A currency's name or sign after the scaled number; a sign that a digit follows is the next sum's.
    func currencyAfter(_ position: Int) -> (start: Int, end: Int, code: String)? {
        var from = Bytes.joint(text, position)
        if let glue = tables.currencyGlue.match(text, at: from) {
            from = Bytes.skipSpaces(text, from: glue.end)
        }
        from = Bytes.skipSpaces(text, from: from)
        guard let hit = tables.currencyAfter.match(text, at: from) else { return nil }
        let next = Bytes.skipSpaces(text, from: hit.end, limit: 1)
        if next < text.count, Bytes.isDigit(text[next]), !Bytes.isWordTail(text, before: hit.end),
            text[hit.end - 1] < 0xE0,
            tables.currencyBefore.match(text, endingAt: hit.end) != nil
        {
            return nil
        }
        let code = hit.value == "元" ? qualified(from, hit.end) : hit.value
        return (from, hit.end, code)
    }

    /// "元" with its country right after in brackets: "50亿元(人民币)".
    private func qualified(_ start: Int, _ end: Int) -> String {
        let next = end < text.count && text[end] == UInt8(ascii: "(") ? end + 1 : end
        guard let hit = tables.currencyAfter.match(text, at: next), hit.value.count == 3 else { return "元" }
        return hit.value
    }

    private func applyUnit(_ sum: inout Sum) {
        // "2,000+ GPUs"
        if sum.range.upperBound < text.count, text[sum.range.upperBound] == UInt8(ascii: "+") {
            sum.range = sum.range.lowerBound..<sum.range.upperBound + 1
            sum.isOpenEnded = true
        }
        let end = sum.range.upperBound
        if let hit = tables.units.match(text, at: Bytes.joint(text, end)) {
            return setUnit(&sum, hit.value, end: hit.end)
        }
        guard sum.value >= 10, let piece = pieces.read(around: sum.range) else { return }
        setUnit(&sum, Unit(name: piece.name, factor: 1), end: piece.end)
    }

    private func setUnit(_ sum: inout Sum, _ unit: Unit, end: Int) {
        sum.unit = unit
        sum.value = Self.rounded(sum.value * unit.factor)
        sum.range = sum.range.lowerBound..<end
    }

    /// No counted noun follows: the end, punctuation, or a word of the language's list.
    private func standsAlone(_ end: Int) -> Bool {
        guard end < text.count else { return true }
        let next = Bytes.skipSpaces(text, from: end)
        guard next < text.count else { return true }
        if Clause.isPunctuation(text, at: next) { return true }
        return tables.afterImplied.match(text, at: next) != nil
    }
}
