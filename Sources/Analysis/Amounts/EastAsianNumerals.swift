import NewsModel

/// Han and Hangul numerals by their three UTF-8 bytes.
enum EastAsianNumerals {
    enum Kind: Sendable {
        case digit(Double)
        /// 十, 百, 千: inside a group of four.
        case small(Double)
        /// 万, 亿, 兆: closes a group.
        case big(Double)
        /// 多, 余: a little more than what stands before.
        case more
        /// 几, 数: some, no figure at all.
        case some
    }

    private static let kinds: [(String, Kind)] = [
        ("零〇○영", .digit(0)), ("一壹일", .digit(1)), ("二两兩이", .digit(2)), ("三삼", .digit(3)),
        ("四사", .digit(4)), ("五오", .digit(5)), ("六육", .digit(6)), ("七칠", .digit(7)),
        ("八팔", .digit(8)), ("九구", .digit(9)), ("十拾십", .small(10)), ("百백", .small(100)),
        ("千천", .small(1000)), ("万萬만", .big(1e4)), ("亿億억", .big(1e8)), ("兆조", .big(1e12)),
        ("多余餘여", .more), ("几幾数數수", .some),
    ]

    static let all: [(bytes: [UInt8], kind: Kind)] = kinds.flatMap { characters, kind in
        characters.map { (FoldedText(String($0)).bytes, kind) }
    }

    private static let byCode: [UInt32: Kind] = Dictionary(
        all.map { (code($0.bytes[0], $0.bytes[1], $0.bytes[2]), $0.kind) },
        uniquingKeysWith: { first, _ in first })

    private static func code(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    }

    private static let notPieces = PhraseTable<Void>(
        ["월", "국", "사", "년", "월간", "个月", "か月", "カ月", "月", "人", "家"].map { ($0, ()) })

    private static let years = PhraseTable<Void>(["年", "년"].map { ($0, ()) })

    static func isYear(_ text: [UInt8], at position: Int) -> Bool { years.match(text, at: position) != nil }

    /// Whether the counter that ends at `position` counts things: "21개월" are months.
    static func isPieces(_ text: [UInt8], after position: Int) -> Bool {
        notPieces.match(text, at: position) == nil
    }

    /// The numeral whose three bytes start at `position`.
    static func kind(_ text: [UInt8], at position: Int) -> Kind? {
        guard position >= 0, position + 2 < text.count, text[position] >= 0xE2 else { return nil }
        return byCode[code(text[position], text[position + 1], text[position + 2])]
    }
}
