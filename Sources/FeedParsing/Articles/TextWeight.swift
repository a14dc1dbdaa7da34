/// Weighs text.
enum TextWeight {
    static func weight(_ text: [UInt8], _ range: Range<Int>) -> Int {
        var weight = 0
        var wasSpace = true
        for index in range {
            let byte = text[index]
            if byte.isASCIIWhitespace {
                if !wasSpace { weight += 1 }
                wasSpace = true
                continue
            }
            wasSpace = false
            // One count for each character, by its first byte; E3 to ED begin the East Asian ones.
            if byte < 0x80 || byte >= 0xC0 { weight += byte >= 0xE3 && byte <= 0xED ? 2 : 1 }
        }
        return weight
    }

    /// Commas and the like of all scripts.
    static func commas(_ text: [UInt8], _ range: Range<Int>) -> Int {
        var count = 0
        for index in range {
            switch text[index] {
            case UInt8(ascii: ","): count += 1
            case 0xEF where text.span.hasPrefix("\u{FF0C}", at: index): count += 1
            case 0xE3 where text.span.hasPrefix("\u{3001}", at: index): count += 1
            case 0xE3 where text.span.hasPrefix("\u{3002}", at: index): count += 1
            default: break
            }
        }
        return count
    }
}
