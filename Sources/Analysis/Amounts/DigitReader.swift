import NewsModel

/// A number as read, and where it ends; nil value when the digits are a date, version or list.
struct NumberReading {
    var value: Double?
    var end: Int
    /// "一亿多", "20余亿": a little more than the value.
    var isOpenEnded = false
    /// 万, 亿, 조 or the like has scaled it already.
    var scale: Double = 1
}

/// Reads digits with decimal and thousands marks as the language writes them.
///
/// "1.500" is 1500 in German and 1.5 in English; "250,000" is 250000 in both, since nobody writes
/// three zeros of decimals. Groups that fit neither reading ("12.08.2025", "1,2,3") have no value.
enum DigitReader {
    private struct Group {
        var separator: UInt8
        var start: Int
        var end: Int
        var count: Int { end - start }
    }

    static func read(_ text: [UInt8], at start: Int, decimalComma: Bool, spaceGroups: Bool) -> NumberReading {
        let firstEnd = digitsEnd(text, from: start)
        guard let first = nextGroup(text, after: firstEnd, length: firstEnd - start, spaceGroups: spaceGroups)
        else {
            return NumberReading(
                value: number(text, [Group(separator: 0, start: start, end: firstEnd)], nil), end: firstEnd)
        }
        var groups = [Group(separator: 0, start: start, end: firstEnd), first]
        while let last = groups.last,
            let next = nextGroup(
                text, after: last.end, length: last.count,
                spaceGroups: spaceGroups && first.separator == UInt8(ascii: " "))
        {
            groups.append(next)
        }
        let end = groups.last?.end ?? firstEnd
        return NumberReading(value: value(text, groups, decimalComma: decimalComma), end: end)
    }

    static func digitsEnd(_ text: [UInt8], from start: Int) -> Int {
        var end = start
        while end < text.count, Bytes.isDigit(text[end]) { end += 1 }
        return end
    }

    private static func nextGroup(
        _ text: [UInt8], after end: Int, length: Int, spaceGroups: Bool
    ) -> Group? {
        guard end + 1 < text.count, Bytes.isDigit(text[end + 1]) else { return nil }
        let separator = text[end]
        let group = Group(separator: separator, start: end + 1, end: digitsEnd(text, from: end + 1))
        switch separator {
        case UInt8(ascii: "."), UInt8(ascii: ","): return group
        case UInt8(ascii: "'"): return group.count == 3 ? group : nil
        case UInt8(ascii: " "): return spaceGroups && group.count == 3 && length <= 3 ? group : nil
        default: return nil
        }
    }

    private static func value(_ text: [UInt8], _ groups: [Group], decimalComma: Bool) -> Double? {
        guard let last = groups.last else { return nil }
        let middle = groups.dropFirst().dropLast()
        if middle.isEmpty {
            let isDecimal = isDecimalMark(text, groups[0], last, decimalComma: decimalComma)
            return isDecimal ? number(text, [groups[0]], last) : number(text, groups, nil)
        }
        let isMarked = last.separator == UInt8(ascii: ".") || last.separator == UInt8(ascii: ",")
        if isMarked, middle.allSatisfy({ $0.separator != last.separator && $0.count == 3 }) {
            return number(text, Array(groups.dropLast()), last)
        }
        let sameMark = groups.dropFirst().allSatisfy { $0.separator == last.separator }
        guard sameMark, last.count == 3, groups[0].count <= 3, isGrouping(middle) else { return nil }
        return number(text, groups, nil)
    }

    /// Groups of three, or of two as in India ("1,25,000").
    private static func isGrouping(_ middle: ArraySlice<Group>) -> Bool {
        middle.allSatisfy { $0.count == 3 }
            || middle.allSatisfy { $0.count == 2 && $0.separator == UInt8(ascii: ",") }
    }

    /// Whether the one mark of a number stands before decimals.
    private static func isDecimalMark(
        _ text: [UInt8], _ whole: Group, _ rest: Group, decimalComma: Bool
    ) -> Bool {
        guard rest.separator == UInt8(ascii: ".") || rest.separator == UInt8(ascii: ",") else { return false }
        guard rest.count == 3, whole.count <= 3, text[whole.start] != UInt8(ascii: "0") else { return true }
        let decimal = decimalComma ? UInt8(ascii: ",") : UInt8(ascii: ".")
        guard rest.separator == decimal else { return false }
        return text[rest.start..<rest.end].contains { $0 != UInt8(ascii: "0") }
    }

    /// Groups read as one whole number, then the decimals.
    ///
    /// The quotient of two exact integers rounds once.
    private static func number(_ text: [UInt8], _ groups: [Group], _ decimals: Group?) -> Double? {
        var mantissa = 0.0
        var divisor = 1.0
        for group in groups {
            for byte in text[group.start..<group.end] { mantissa = mantissa * 10 + Double(byte &- 0x30) }
        }
        if let decimals {
            for byte in text[decimals.start..<decimals.end] {
                mantissa = mantissa * 10 + Double(byte &- 0x30)
                divisor *= 10
            }
        }
        let value = mantissa / divisor
        return value.isFinite && value < 1e16 ? value : nil
    }
}
