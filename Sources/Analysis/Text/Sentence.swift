/// One sentence of a story, in folded bytes.
struct Sentence: Sendable {
    var range: Range<Int>
    /// 0 is the title; the text's sentences count from 1.
    var index: Int
    /// 0 is the title; the text's paragraphs count from 1.
    var paragraph: Int
}

/// Cuts a folded text into sentences and paragraphs.
///
/// A full stop ends a sentence only before a space and a word that could start one, and not after an
/// abbreviation or an initial; the ideographic stops end one wherever they stand.
enum SentenceSplitter {
    /// Text without stops is cut here, so that whatever compares words of one sentence stays bounded.
    private static let longestSentence = 1_500

    /// The sentences of a story whose title ends at `titleEnd` (0 for none).
    static func split(_ text: FoldedText, titleEnd: Int) -> [Sentence] {
        var sentences: [Sentence] = []
        if titleEnd > 0 { sentences.append(Sentence(range: 0..<titleEnd, index: 0, paragraph: 0)) }
        var start = titleEnd
        var paragraph = 1
        var index = titleEnd
        let bytes = text.bytes
        func close(at end: Int) {
            let range = trim(bytes, start..<end)
            if !range.isEmpty {
                let number = sentences.last.map { $0.index + 1 } ?? 1
                sentences.append(Sentence(range: range, index: number, paragraph: paragraph))
            }
            start = end
        }
        while index < bytes.count {
            let length = UTF8Scalar.decode(bytes, at: index).length
            if !mayEnd(bytes[index]), index - start <= longestSentence {
                index += length
                continue
            }
            if bytes[index] == 0x0A {
                close(at: index)
                if sentences.last?.paragraph == paragraph { paragraph += 1 }
            } else if endsSentence(text, at: index, length: length)
                || index - start > longestSentence && !ScalarClass.after(index, in: bytes).isSpacedWord
            {
                let end = afterClosingMarks(bytes, from: index + length)
                close(at: end)
                index = end
                continue
            }
            index += length
        }
        close(at: bytes.count)
        return titleEnd > 0 ? sentences : opening(sentences, bytes)
    }

    /// A shorter line is a heading or furniture: "Contents", "By Ben", "2 million developers".
    private static let shortestOpening = 60

    /// A text without a title opens with its first full sentence, which says what a title would; lines before it go.
    private static func opening(_ sentences: [Sentence], _ bytes: [UInt8]) -> [Sentence] {
        let first = sentences.firstIndex { sentence in
            sentence.range.count >= shortestOpening && endsInStop(bytes, sentence.range)
        }
        return sentences[(first ?? 0)...].enumerated().map { number, sentence in
            Sentence(range: sentence.range, index: number, paragraph: number == 0 ? 0 : sentence.paragraph)
        }
    }

    /// Whether a sentence ends in a stop, within closing quotes or brackets.
    private static func endsInStop(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let tail = String(decoding: bytes[range].suffix(8), as: UTF8.self)
        return tail.suffix(3).contains { ".!?。！？…".contains($0) }
    }

    /// Whether a sentence or a paragraph may end at a byte: a line end, "!", ".", "?" or the first byte of an ideographic stop.
    @inline(__always)
    private static func mayEnd(_ byte: UInt8) -> Bool {
        byte < 0x40 && (byte == 0x0A || byte == 0x21 || byte == 0x2E || byte == 0x3F) || byte == 0xE3
    }

    private static func endsSentence(_ text: FoldedText, at index: Int, length: Int) -> Bool {
        let bytes = text.bytes
        switch bytes[index] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
            let next = index + 1
            return next >= bytes.count || ScalarClass.of(bytes, at: next).kind != .latin
        case UInt8(ascii: "."):
            return isFullStop(text, at: index)
        case 0xE3:
            return bytes[index...].starts(with: [0xE3, 0x80, 0x82])  // 。
        default:
            return false
        }
    }

    private static func isFullStop(_ text: FoldedText, at index: Int) -> Bool {
        let bytes = text.bytes
        var next = afterClosingMarks(bytes, from: index + 1)
        guard next < bytes.count else { return true }
        let before = ScalarClass.before(index, in: bytes)
        let follower = ScalarClass.of(bytes, at: next).kind
        // Chinese text with ASCII stops, as scraped pages have it.
        if before.isCJK, follower.isCJK { return true }
        guard bytes[next] == 0x20 || bytes[next] == 0x0A else { return false }
        while next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next < bytes.count else { return true }
        let word = wordBefore(bytes, index)
        let wordLength = word.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        if wordLength == 1, before != .digit { return false }
        if Abbreviations.contains(word) { return false }
        let kind = ScalarClass.of(bytes, at: next).kind
        return !kind.isCased || text.isCapitalized(at: next)
    }

    private static func afterClosingMarks(_ bytes: [UInt8], from index: Int) -> Int {
        var end = index
        while end < bytes.count, bytes[end] == 0x22 || bytes[end] == 0x27 || bytes[end] == 0x29 { end += 1 }
        return end
    }

    private static func wordBefore(_ bytes: [UInt8], _ index: Int) -> ArraySlice<UInt8> {
        var start = index
        while start > 0, index - start < 16, ScalarClass.before(start, in: bytes).isSpacedWord {
            start = UTF8Scalar.start(before: start, in: bytes)
        }
        return bytes[start..<index]
    }

    private static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
        while upper > lower, bytes[upper - 1] <= 0x20 { upper -= 1 }
        return lower..<upper
    }
}

/// Words that end in a full stop without ending a sentence, in all languages together.
private enum Abbreviations {
    static let words: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "inc", "corp", "co", "ltd", "jr", "sr", "st", "vs", "no", "gen",
        "sen",
        "rep", "gov", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "approx", "est", "rs", "bn", "mn", "u.s", "u.k", "e.g", "i.e",
        "г", "гг", "млн", "млрд", "трлн", "тыс", "долл", "руб", "им", "ул", "т.е", "т.д", "др",
        "mio", "mrd", "bzw", "ca", "nr", "z.b", "u.a", "d.h", "sog", "st",
        "m", "mme", "env", "etc", "cf", "sr", "sra", "ud", "uds", "ee.uu", "núm", "pág", "av",
    ]

    static func contains(_ word: ArraySlice<UInt8>) -> Bool {
        words.contains(String(decoding: word, as: UTF8.self))
    }
}
