/// Cuts words to what is the same in all their forms.
///
/// A word of letters keeps its first five, which finds about as well as a stemmer (Can et al., JASIST 59, 2008); Korean its
/// first two syllables, and three where it is longer; Chinese and Japanese, which put no spaces, give every pair of
/// neighbours (Nie et al., IRAL 2000).
enum Stems {
    private static let mostLetters = 5
    private static let fewSyllables = 2

    /// Whether some text has the word as a stem, in the form in which texts are read.
    static func isStem(_ word: String) -> Bool {
        let bytes = FoldedText(word).bytes
        guard !bytes.isEmpty, bytes == Array(word.utf8) else { return false }
        let script = Script(ScalarClass.of(bytes, at: 0).kind)
        let (end, count) = walk(script, bytes, bytes.indices) { _, _ in }
        guard end == bytes.count else { return false }
        switch script {
        case .letters: return (2...mostLetters).contains(count)
        case .syllables: return count <= fewSyllables + 1
        case .pairs: return count == 2
        case .none: return false
        }
    }

    /// Calls `body` with the place of each stem in a part of a folded text, in order.
    static func each(_ bytes: [UInt8], in range: Range<Int>, _ body: (Range<Int>) -> Void) {
        var index = range.lowerBound
        while index < range.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: index)
            let rest = index..<range.upperBound
            switch Script(kind) {
            case .letters: index = letters(bytes, rest, body)
            case .syllables: index = syllables(bytes, rest, body)
            case .pairs: index = pairs(bytes, rest, body)
            case .none: index += length
            }
        }
    }

    private enum Script {
        case letters, syllables, pairs, none

        @inline(__always)
        init(_ kind: ScalarKind) {
            switch kind {
            case .latin, .cyrillic, .other: self = .letters
            case .hangul: self = .syllables
            case .han, .hiragana, .katakana: self = .pairs
            case .space, .punctuation, .digit: self = .none
            }
        }
    }

    /// Each of these reads the word that a range begins with and tells where it ends.
    private static func letters(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void) -> Int {
        var cut = range.lowerBound
        let (end, count) = walk(.letters, bytes, range) { if $0 <= mostLetters { cut = $1.upperBound } }
        if count > 1 { body(range.lowerBound..<cut) }
        return end
    }

    private static func syllables(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void) -> Int
    {
        var (short, long) = (range.lowerBound, range.lowerBound)
        let (end, count) = walk(.syllables, bytes, range) {
            if $0 <= fewSyllables { short = $1.upperBound }
            if $0 <= fewSyllables + 1 { long = $1.upperBound }
        }
        body(range.lowerBound..<short)
        if count > fewSyllables + 1 { body(range.lowerBound..<long) }
        return end
    }

    private static func pairs(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void) -> Int {
        var last = range.lowerBound
        return walk(.pairs, bytes, range) {
            if $0 > 1 { body(last..<$1.upperBound) }
            last = $1.lowerBound
        }.end
    }

    /// Goes through the characters of one script, each with its number from 1 on.
    @inline(__always)
    private static func walk(
        _ script: Script, _ bytes: [UInt8], _ range: Range<Int>, _ step: (Int, Range<Int>) -> Void
    ) -> (end: Int, count: Int) {
        var index = range.lowerBound
        var count = 0
        while index < range.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: index)
            guard Script(kind) == script else { break }
            count += 1
            step(count, index..<index + length)
            index += length
        }
        return (index, count)
    }
}
