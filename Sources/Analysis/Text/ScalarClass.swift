/// The kinds of characters that borders, sentences and languages turn on.
enum ScalarKind: UInt8, Sendable {
    case space
    case punctuation
    case digit
    case latin
    case cyrillic
    case han
    case hiragana
    case katakana
    case hangul
    case other

    /// Letters and digits of scripts that put spaces between words.
    @inline(__always)
    var isSpacedWord: Bool { self == .latin || self == .cyrillic || self == .digit || self == .other }
    @inline(__always)
    var isCased: Bool { self == .latin || self == .cyrillic }
    @inline(__always)
    var isCJK: Bool { self == .han || self == .hiragana || self == .katakana || self == .hangul }
}

enum ScalarClass {
    /// The kind of the scalar at an index of folded bytes, and its length in bytes.
    @inline(__always)
    static func of(_ bytes: [UInt8], at index: Int) -> (kind: ScalarKind, length: Int) {
        let byte = bytes[index]
        switch byte {
        case 0..<0x80: return (ascii(byte), 1)
        // Whatever begins with these bytes is of one kind: most letters need no decoding.
        case 0xD0, 0xD1: return (.cyrillic, 2)
        case 0xE5...0xE9: return (.han, 3)
        case 0xEB, 0xEC: return (.hangul, 3)
        default:
            let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
            return (kind(scalar), length)
        }
    }

    /// The kind of the scalar that ends right before an index; space at the start of the text.
    @inline(__always)
    static func before(_ index: Int, in bytes: [UInt8]) -> ScalarKind {
        guard index > 0 else { return .space }
        return of(bytes, at: UTF8Scalar.start(before: index, in: bytes)).kind
    }

    /// The kind of the scalar at an index; space at the end of the text.
    @inline(__always)
    static func after(_ index: Int, in bytes: [UInt8]) -> ScalarKind {
        index < bytes.count ? of(bytes, at: index).kind : .space
    }

    static func kind(_ scalar: UInt32) -> ScalarKind {
        // The commonest first.
        switch scalar {
        case 0x4E00...0x9FFF: .han
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF: .latin
        case 0x400...0x52F: .cyrillic
        case 0xAC00...0xD7A3: .hangul
        case 0x3040...0x309F: .hiragana
        case 0x30A0...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: .katakana
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x323AF: .han
        case 0x1100...0x11FF, 0x3130...0x318F: .hangul
        case 0xAA, 0xBA, 0x300...0x36F, 0x1E00...0x1EFF: .latin
        case 0x370...0x3FF, 0x530...0x1CFF: .other
        default: .punctuation
        }
    }

    @inline(__always)
    private static func ascii(_ byte: UInt8) -> ScalarKind {
        if (byte | 0x20) &- 0x61 < 26 { return .latin }
        if byte <= 0x20 { return .space }
        return byte &- 0x30 < 10 ? .digit : .punctuation
    }
}
