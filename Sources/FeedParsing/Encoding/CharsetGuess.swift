/// Guesses a legacy encoding without any label, by the structure of its bytes and how common its letters are.
enum CharsetGuess {
    typealias Encoding = EncodingLabels.Encoding

    /// Double-byte sets are told by well-formed pairs in their common rows, Cyrillic ones by lowercase letters,
    /// anything else is windows-1252.
    static func encoding(of bytes: Span<UInt8>) -> Encoding {
        let sample = bytes.extracting(0..<min(bytes.count, 64 << 10))
        let label = doubleByteLabel(sample) ?? cyrillicLabel(sample)
        return label.flatMap(EncodingLabels.encoding(labelled:)) ?? .windows1252
    }

    private struct Pairs {
        var high = 0
        var kana = 0
        var hangul = 0
        var levelOne = 0
        var big5 = 0
        var shiftJISKana = 0
        var odd = 0
    }

    /// Counts pairs of high bytes by the rows they fall into.
    private static func doubleByteLabel(_ bytes: Span<UInt8>) -> String? {
        var pairs = Pairs()
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            guard index + 1 < bytes.count else { break }
            count(bytes[index], bytes[index + 1], &pairs)
            index += 2
        }
        guard pairs.high >= 4, pairs.odd * 10 < pairs.high else { return nil }
        if pairs.shiftJISKana * 5 > pairs.high { return "shift_jis" }
        // Only Big5 has trail bytes below 0x7F in number; its commonest rows are where EUC-JP has kana.
        if pairs.big5 * 5 > pairs.high { return "big5" }
        if pairs.kana * 5 > pairs.high { return "euc-jp" }
        if pairs.hangul * 10 > pairs.high * 8 { return "euc-kr" }
        return pairs.levelOne * 10 > pairs.high * 6 ? "gb18030" : nil
    }

    private static func count(_ lead: UInt8, _ trail: UInt8, _ pairs: inout Pairs) {
        pairs.high += 1
        switch (lead, trail) {
        case (0x82, 0x9F...0xF1), (0x83, 0x40...0x96): pairs.shiftJISKana += 1
        case (0xA4, 0xA1...0xF3), (0xA5, 0xA1...0xF6): pairs.kana += 1
        case (0xA1...0xC6, 0x40...0x7E): pairs.big5 += 1
        case (0xB0...0xC8, 0xA1...0xFE):
            pairs.hangul += 1
            pairs.levelOne += 1
        case (0xC9...0xD7, 0xA1...0xFE), (0xA1...0xA3, 0xA1...0xFE): pairs.levelOne += 1
        case (0x81...0xFE, 0x40...0xFE): break
        default: pairs.odd += 1
        }
    }

    /// Cyrillic text is mostly lowercase: windows-1251 has those at E0-FF, KOI8-R at C0-DF, ISO-8859-5 at D0-EF.
    private static func cyrillicLabel(_ bytes: Span<UInt8>) -> String? {
        var high = 0
        var upperHalf = 0
        var lowerHalf = 0
        var neighbours = 0
        for index in 0..<bytes.count where bytes[index] >= 0x80 {
            high += 1
            if bytes[index] >= 0xE0 { upperHalf += 1 } else if bytes[index] >= 0xC0 { lowerHalf += 1 }
            if index > 0, bytes[index - 1] >= 0xC0 { neighbours += 1 }
        }
        // Western text has lone accents; Cyrillic has whole words of high bytes.
        guard high >= 4, neighbours * 2 > high, (upperHalf + lowerHalf) * 10 > high * 8 else { return nil }
        return upperHalf > lowerHalf ? "windows-1251" : "koi8-r"
    }
}
