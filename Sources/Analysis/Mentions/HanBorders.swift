/// Tells a short Chinese or Japanese name from characters that merely meet: 台大 in 平台大模型 is the end of one word and
/// the beginning of another, 高通 in 高通量 a part of a longer one.
///
/// These scripts put no spaces between words, so that only words which are known to go over a border of the name speak
/// against it; the lists of common words of both languages hold the frequent ones.
struct HanBorders {
    let words: NameWords
    let bytes: [UInt8]

    /// Bytes of the longest name that is looked at; a character has three.
    private static let longestName = 9
    /// Two to four characters.
    private static let lengths = [6, 9, 12]

    /// Whether a common word of a sentence goes over a border of a name.
    func cut(_ name: Range<Int>, in sentence: Range<Int>) -> Bool {
        guard name.count <= Self.longestName, isHan(name) else { return false }
        let first = max(sentence.lowerBound, name.lowerBound - 9)
        for start in stride(from: name.upperBound - 3, through: first, by: -3) {
            for length in Self.lengths {
                let word = start..<start + length
                let leaves = word.upperBound > name.upperBound
                let enters = start < name.lowerBound && word.upperBound > name.lowerBound
                guard leaves || enters, word.upperBound <= sentence.upperBound else { continue }
                if words.lists(of: word, in: bytes).contains(.common) { return true }
            }
        }
        return false
    }

    private func isHan(_ range: Range<Int>) -> Bool {
        stride(from: range.lowerBound, to: range.upperBound, by: 3).allSatisfy {
            ScalarClass.of(bytes, at: $0).kind == .han
        }
    }
}
