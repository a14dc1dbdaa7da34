/// Numbers as TOML 1.0 writes them.
enum TOMLNumber {
    /// A whole number of 64 bits: decimal with or without a sign, or `0x`, `0o`, `0b`; nil when it is none.
    static func integer(_ word: ArraySlice<UInt8>) -> Int? {
        if word.first == UInt8(ascii: "0"), let mark = word.dropFirst().first, let radix = radix(mark) {
            let digits = word.dropFirst(2)
            return isGroup(digits) { isDigit($0, radix) } ? Int(plain(digits), radix: radix) : nil
        }
        return isDecimal(word) ? Int(plain(word)) : nil
    }

    /// A number with a fraction, an exponent or both, or `inf` or `nan`; nil when it is none.
    static func float(_ word: ArraySlice<UInt8>) -> Double? {
        let unsigned = unsigned(word)
        let isNegative = word.first == UInt8(ascii: "-")
        if unsigned.elementsEqual("inf".utf8) { return isNegative ? -.infinity : .infinity }
        if unsigned.elementsEqual("nan".utf8) { return .nan }
        let whole = word.prefix { $0 != UInt8(ascii: ".") && !isExponentMark($0) }
        guard isDecimal(whole), whole.endIndex < word.endIndex else { return nil }
        var rest = word[whole.endIndex...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { !isExponentMark($0) }
            guard isGroup(fraction, isDigit) else { return nil }
            rest = rest[fraction.endIndex...]
        }
        guard rest.isEmpty || isGroup(Self.unsigned(rest.dropFirst()), isDigit) else { return nil }
        return Double(plain(word))
    }

    /// What to change in a number that is none.
    static func advice(for word: ArraySlice<UInt8>) -> String {
        let digits = unsigned(word)
        if isDecimal(word) { return "whole numbers have 64 bits at most" }
        if digits.dropFirst().first.flatMap(radix) != nil {
            return "behind 0x, 0o or 0b stand digits of 64 bits at most, and before it no sign"
        }
        if digits.first == UInt8(ascii: "0"), digits.dropFirst().first.map(isDigit) == true {
            return "leave out the zeros in front"
        }
        if word.contains(UInt8(ascii: "_")) { return "each underscore stands between two digits" }
        if word.contains(UInt8(ascii: ".")) { return "a point stands between two digits, as in 0.5 and 1.0" }
        return "write 8, -8, 0.8, 8e9 or 1_000; anything else needs quotation marks"
    }

    // MARK: Parts

    /// A whole decimal number without zeros in front.
    private static func isDecimal(_ word: ArraySlice<UInt8>) -> Bool {
        let digits = unsigned(word)
        return isGroup(digits, isDigit) && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
    }

    /// Digits, with single underscores only between two of them.
    private static func isGroup(_ word: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
        var isAfterDigit = false
        for byte in word {
            guard isDigit(byte) || byte == UInt8(ascii: "_") && isAfterDigit else { return false }
            isAfterDigit = isDigit(byte)
        }
        return isAfterDigit
    }

    private static func unsigned(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "+") ? word.dropFirst() : word
    }

    private static func plain(_ word: ArraySlice<UInt8>) -> String {
        word.contains(UInt8(ascii: "_"))
            ? String(decoding: word.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
            : String(decoding: word, as: UTF8.self)
    }

    private static func radix(_ mark: UInt8) -> Int? {
        switch mark {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
    }

    private static func isExponentMark(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "e") }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }

    private static func isDigit(_ byte: UInt8, _ radix: Int) -> Bool {
        radix == 16 ? isHexDigit(byte) : byte &- UInt8(ascii: "0") < radix
    }
}
