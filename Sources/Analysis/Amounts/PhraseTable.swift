/// Phrases with a value each, matched over folded UTF-8 bytes; the longest phrase wins.
///
/// A phrase that ends in "*" is a stem: it also matches every longer word that begins so.
/// Words of alphabets match whole words only; Han, kana and Hangul match anywhere.
struct PhraseTable<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        /// Its first byte in `letters`.
        let start: UInt32
        let count: UInt16
        let isStem: Bool
        let value: Value
    }

    private var letters: [UInt8] = []
    /// By first byte, the longest first; those of byte b are numbers `starts[b]` to `starts[b + 1]`.
    private var entries: [Entry] = []
    private var starts: [UInt16]
    /// Numbers of the entries by last byte, the longest first, and where those of each byte begin.
    private var backward: [UInt16] = []
    private var backwardStarts: [UInt16]

    init(_ phrases: [(phrase: String, value: Value)]) {
        for (phrase, value) in phrases {
            let isStem = phrase.hasSuffix("*")
            let bytes = FoldedText.bytes(of: isStem ? String(phrase.dropLast()) : phrase)
            guard !bytes.isEmpty else { continue }
            entries.append(
                Entry(
                    start: UInt32(letters.count), count: UInt16(bytes.count), isStem: isStem, value: value))
            letters += bytes
        }
        let letters = letters
        let first = { (entry: Entry) in letters[Int(entry.start)] }
        let last = { (entry: Entry) in letters[Int(entry.start) + Int(entry.count) - 1] }
        entries.sort { (first($0), $1.count) < (first($1), $0.count) }
        let entries = entries
        starts = Self.starts(of: entries.map(first))
        backward = entries.indices.map { UInt16($0) }
        backward.sort {
            let (left, right) = (entries[Int($0)], entries[Int($1)])
            return (last(left), right.count) < (last(right), left.count)
        }
        backwardStarts = Self.starts(of: backward.map { last(entries[Int($0)]) })
    }

    /// Where each byte begins in a sorted list of bytes, and the list's end.
    private static func starts(of bytes: [UInt8]) -> [UInt16] {
        var counts = [UInt16](repeating: 0, count: 257)
        for byte in bytes { counts[Int(byte) + 1] += 1 }
        for index in 1...256 { counts[index] += counts[index - 1] }
        return counts
    }

    /// The folded phrases.
    var phrases: [[UInt8]] { entries.map { Array(letters[Int($0.start)..<Int($0.start) + Int($0.count)]) } }

    /// The longest phrase that starts at `position`, and where it ends.
    func match(_ text: [UInt8], at position: Int) -> (end: Int, value: Value)? {
        guard position < text.count else { return nil }
        let byte = Int(text[position])
        for number in starts[byte]..<starts[byte + 1] {
            let entry = entries[Int(number)]
            guard stands(entry, in: text, at: position) else { continue }
            let end = position + Int(entry.count)
            if entry.isStem { return (Self.wordEnd(text, from: end), entry.value) }
            if Self.endsWord(text, end) { return (end, entry.value) }
        }
        return nil
    }

    /// The longest phrase that ends just before `end`, and where it starts.
    ///
    /// Stems do not count.
    func match(_ text: [UInt8], endingAt end: Int) -> (start: Int, value: Value)? {
        guard end > 0 else { return nil }
        let byte = Int(text[end - 1])
        for place in backwardStarts[byte]..<backwardStarts[byte + 1] {
            let entry = entries[Int(backward[Int(place)])]
            let start = end - Int(entry.count)
            guard !entry.isStem, start >= 0, stands(entry, in: text, at: start) else { continue }
            if Self.startsWord(text, start) { return (start, entry.value) }
        }
        return nil
    }

    /// The last phrase that lies wholly in `window`, and where.
    func lastMatch(_ text: [UInt8], in window: Range<Int>) -> (range: Range<Int>, value: Value)? {
        var found: (range: Range<Int>, value: Value)?
        var position = window.lowerBound
        while position < window.upperBound {
            let byte = Int(text[position])
            if starts[byte] < starts[byte + 1], Self.startsWord(text, position),
                let hit = match(text, at: position), hit.end <= window.upperBound
            {
                found = (position..<hit.end, hit.value)
                position = hit.end
            } else {
                position += 1
            }
        }
        return found
    }

    private func stands(_ entry: Entry, in text: [UInt8], at position: Int) -> Bool {
        let count = Int(entry.count)
        guard position + count <= text.count else { return false }
        let start = Int(entry.start)
        for index in 0..<count where text[position + index] != letters[start + index] { return false }
        return true
    }

    private static func wordEnd(_ text: [UInt8], from position: Int) -> Int {
        var end = position
        while end < text.count, Bytes.isLetter(text, at: end) {
            end += text[end] < 0x80 ? 1 : 2
        }
        return min(end, text.count)
    }

    /// No letter or digit goes on after `end`, when what ends there is a letter or digit.
    private static func endsWord(_ text: [UInt8], _ end: Int) -> Bool {
        guard end < text.count, Bytes.isWordTail(text, before: end) else { return true }
        return !Bytes.isLetter(text, at: end) && !Bytes.isDigit(text[end])
    }

    private static func startsWord(_ text: [UInt8], _ start: Int) -> Bool {
        guard start > 0, Bytes.isLetter(text, at: start) else { return true }
        return !Bytes.isWordTail(text, before: start)
    }
}
