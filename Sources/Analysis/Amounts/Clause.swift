/// Where clauses end: words beyond such a mark say nothing about a sum.
enum Clause {
    /// "。", "、", "；", "！", "？", "·", "…", "»", "¶" and their like, as UTF-8.
    private static let wideMarks: [[UInt8]] = [
        "。", "、", ";", "！", "？", "·", "…", "•", "■", "►", "▪", "」", "「", "』", "『", "《", "》", "【", "】",
    ]
    .map { FoldedText($0).bytes }

    /// A mark that ends a clause.
    ///
    /// A comma or point inside a number does not, nor a point after an abbreviation.
    static func isBreak(_ text: [UInt8], at position: Int) -> Bool {
        switch text[position] {
        case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"),
            UInt8(ascii: "("), UInt8(ascii: ")"):
            return true
        case UInt8(ascii: ","):
            return position + 1 >= text.count || !Bytes.isDigit(text[position + 1])
        case UInt8(ascii: "."):
            guard position + 1 < text.count else { return true }
            return !Bytes.isDigit(text[position + 1]) && !endsAbbreviation(text, position)
        case 0xC2...0xE3:
            return isWideMark(text, at: position)
        default:
            return false
        }
    }

    /// Any mark at all, or a dash: what may stand after a sum without its noun.
    static func isPunctuation(_ text: [UInt8], at position: Int) -> Bool {
        let byte = text[position]
        if byte >= 0x80 { return isWideMark(text, at: position) || byte == 0xC2 }
        return !Bytes.isLetter(text, at: position) && !Bytes.isDigit(byte) && byte != UInt8(ascii: "-")
            && byte != UInt8(ascii: " ") || isDash(text, position)
    }

    private static func isDash(_ text: [UInt8], _ position: Int) -> Bool {
        text[position] == UInt8(ascii: "-") && position + 1 < text.count
            && text[position + 1] == UInt8(ascii: " ")
    }

    private static func isWideMark(_ text: [UInt8], at position: Int) -> Bool {
        wideMarks.contains { mark in
            position + mark.count <= text.count && text[position..<position + mark.count].elementsEqual(mark)
        }
    }

    /// At most three letters before the point: "ca.", "rd.", "u.s.", "долл.".
    private static func endsAbbreviation(_ text: [UInt8], _ position: Int) -> Bool {
        var start = position
        var letters = 0
        while start > 0, letters <= 4, Bytes.isWordTail(text, before: start), !Bytes.isDigit(text[start - 1])
        {
            start -= text[start - 1] < 0x80 ? 1 : 2
            letters += 1
        }
        return letters > 0 && letters <= (text[position - 1] < 0x80 ? 3 : 4)
    }
}
