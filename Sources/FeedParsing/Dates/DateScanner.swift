/// One piece of a date text.
enum DateToken: Equatable {
    struct Number: Equatable {
        var value: Int
        var digits: Int
    }
    case number(Number)
    /// Letters of any script, lowercase.
    case word(String)
    /// Any other character but white space.
    case mark(UInt8)
    case space

    var number: Number? { if case .number(let number) = self { number } else { nil } }
    var word: String? { if case .word(let word) = self { word } else { nil } }
}

/// Takes a date text apart.
struct DateScanner {
    private(set) var tokens: [DateToken] = []

    init(_ bytes: [UInt8]) {
        tokens.reserveCapacity(24)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isASCIIDigit {
                index = scanNumber(bytes, index)
            } else if Self.isSpace(bytes, index) {
                if tokens.last != .space, !tokens.isEmpty { tokens.append(.space) }
                index += byte < 0x80 ? 1 : byte == 0xC2 ? 2 : 3
            } else if byte.isASCIILetter || byte >= 0x80 {
                index = scanWord(bytes, index)
            } else {
                tokens.append(.mark(byte))
                index += 1
            }
        }
        if tokens.last == .space { tokens.removeLast() }
    }

    private mutating func scanNumber(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        var value = 0
        while index < bytes.count, bytes[index].isASCIIDigit {
            if index - start < 17 { value = value * 10 + Int(bytes[index] - 0x30) }
            index += 1
        }
        tokens.append(.number(.init(value: value, digits: index - start)))
        return index
    }

    private mutating func scanWord(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        var isASCII = true
        while index < bytes.count, bytes[index].isASCIILetter || bytes[index] >= 0x80,
            !Self.isSpace(bytes, index)
        {
            if bytes[index] >= 0x80 { isASCII = false }
            index += 1
        }
        let part = bytes[start..<index]
        let word =
            isASCII
            ? String(decoding: part.map(\.asciiLowercased), as: UTF8.self)
            : String(decoding: part, as: UTF8.self).lowercased()
        tokens.append(.word(word))
        return index
    }

    /// White space, the no-break space and the space of Chinese typesetting.
    private static func isSpace(_ bytes: [UInt8], _ index: Int) -> Bool {
        if bytes[index].isASCIIWhitespace { return true }
        if bytes[index] == 0xC2 { return index + 1 < bytes.count && bytes[index + 1] == 0xA0 }
        if bytes[index] == 0xE3 { return bytes[index...].starts(with: [0xE3, 0x80, 0x80]) }
        return bytes[index] == 0xE2 && bytes[index...].starts(with: [0xE2, 0x80, 0xAF])
    }
}
