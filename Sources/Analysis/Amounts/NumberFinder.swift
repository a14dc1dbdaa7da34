import NewsModel

/// Finds the next byte at which a number may start: a digit, or the first letters of a number word.
///
/// A first table over single bytes lets nearly every byte pass; only what is left looks at the
/// bytes that follow. Han and Hangul numerals count where two of them stand together ("十亿").
struct NumberFinder: Sendable {
    private enum Class {
        static let plain: UInt8 = 0
        static let digit: UInt8 = 1
        static let wordStart: UInt8 = 2
        static let wide: UInt8 = 3
    }

    private let classes: [UInt8]
    /// Bytes that are part of a word, so that no word starts right after one.
    private let inWord: [Bool]
    /// Hashed first letters of the number words.
    private let words: [Bool]
    /// Scalars of three bytes that are numerals, by code point.
    private let numerals: [Bool]

    init(words phrases: [[UInt8]], multiplierStarts: Set<UInt8>, hasNumerals: Bool) {
        var classes = Array(repeating: Class.plain, count: 256)
        var words = Array(repeating: false, count: 1 << 16)
        var numerals = Array(repeating: false, count: 1 << 16)
        for phrase in phrases.flatMap({ Self.openings($0, multiplierStarts) }) {
            classes[Int(phrase[0])] = Class.wordStart
            words[Self.key(phrase, 0)] = true
        }
        for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { classes[Int(byte)] = Class.digit }
        if hasNumerals {
            for lead in 0xE0...0xEF { classes[lead] = Class.wide }
            for (bytes, _) in EastAsianNumerals.all { numerals[Self.codePoint(bytes, 0)] = true }
        }
        self.classes = classes
        self.words = words
        self.numerals = numerals
        inWord = (0..<256).map { $0 >= 0x80 || Bytes.isDigit(UInt8($0)) || ($0 >= 0x61 && $0 <= 0x7A) }
    }

    /// Words shorter than the key stand with what may follow: "a million", "un-demi", "six ".
    private static func openings(_ phrase: [UInt8], _ multiplierStarts: Set<UInt8>) -> [[UInt8]] {
        switch phrase.count {
        case 1: multiplierStarts.map { phrase + [UInt8(ascii: " "), $0] }
        case 2: [phrase + [UInt8(ascii: " ")], phrase + [UInt8(ascii: "-")]]
        default: [phrase]
        }
    }

    /// Three bytes of ASCII, or the differing ones of the first two letters of another alphabet.
    private static func key(_ bytes: [UInt8], _ at: Int) -> Int {
        let third = bytes[at] < 0x80 || at + 3 >= bytes.count ? bytes[at + 2] : bytes[at + 3]
        return (Int(bytes[at]) << 11 ^ Int(bytes[at + 1]) << 5 ^ Int(third)) & 0xFFFF
    }

    private static func codePoint(_ bytes: [UInt8], _ at: Int) -> Int {
        Int(bytes[at] & 0x0F) << 12 | Int(bytes[at + 1] & 0x3F) << 6 | Int(bytes[at + 2] & 0x3F)
    }

    /// The next start at or after `position`, or nil.
    func next(in text: [UInt8], from position: Int) -> Int? {
        let bytes = text.span
        let classes = self.classes.span
        var index = position
        while index < bytes.count {
            switch classes[Int(bytes[index])] {
            case Class.plain:
                index += 1
            case Class.digit:
                return index
            case Class.wordStart:
                if index == 0 || !inWord[Int(bytes[index - 1])], opensWord(text, index) { return index }
                index += 1
            default:
                if opensNumeral(text, index) { return index }
                index += 3
            }
        }
        return nil
    }

    private func opensWord(_ text: [UInt8], _ index: Int) -> Bool {
        index + 3 < text.count && words[Self.key(text, index)]
    }

    private func opensNumeral(_ text: [UInt8], _ index: Int) -> Bool {
        guard index + 5 < text.count, numerals[Self.codePoint(text, index)] else { return false }
        return text[index + 3] >= 0xE0 && numerals[Self.codePoint(text, index + 3)]
    }
}
