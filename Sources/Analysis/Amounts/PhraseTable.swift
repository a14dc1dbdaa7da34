/// Phrases with a value each, matched over folded UTF-8 bytes; the longest phrase wins.
///
/// A phrase that ends in "*" is a stem: it also matches every longer word that begins so.
/// Words of alphabets match whole words only; Han, kana and Hangul match anywhere.
struct PhraseTable<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let bytes: [UInt8]
        let isStem: Bool
        let value: Value
    }

    private var byFirst: [[Entry]] = Array(repeating: [], count: 256)
    private var byLast: [[Entry]] = Array(repeating: [], count: 256)

    init(_ phrases: [(phrase: String, value: Value)]) {
        for (phrase, value) in phrases {
            let isStem = phrase.hasSuffix("*")
            let bytes = FoldedText.bytes(of: isStem ? String(phrase.dropLast()) : phrase)
            guard let first = bytes.first, let last = bytes.last else { continue }
            let entry = Entry(bytes: bytes, isStem: isStem, value: value)
            byFirst[Int(first)].append(entry)
            byLast[Int(last)].append(entry)
        }
        for index in 0..<256 {
            byFirst[index].sort { $0.bytes.count > $1.bytes.count }
            byLast[index].sort { $0.bytes.count > $1.bytes.count }
        }
    }

    /// The folded phrases.
    var phrases: [[UInt8]] { byFirst.joined().map(\.bytes) }

    /// The longest phrase that starts at `position`, and where it ends.
    func match(_ text: [UInt8], at position: Int) -> (end: Int, value: Value)? {
        guard position < text.count else { return nil }
        for entry in byFirst[Int(text[position])] {
            let end = position + entry.bytes.count
            guard end <= text.count, Self.equal(text, position, entry.bytes) else { continue }
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
        for entry in byLast[Int(text[end - 1])] where !entry.isStem {
            let start = end - entry.bytes.count
            guard start >= 0, Self.equal(text, start, entry.bytes) else { continue }
            if Self.startsWord(text, start) { return (start, entry.value) }
        }
        return nil
    }

    /// The last phrase that lies wholly in `window`, and where.
    func lastMatch(_ text: [UInt8], in window: Range<Int>) -> (range: Range<Int>, value: Value)? {
        var found: (range: Range<Int>, value: Value)?
        var position = window.lowerBound
        while position < window.upperBound {
            if !byFirst[Int(text[position])].isEmpty, Self.startsWord(text, position),
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

    private static func equal(_ text: [UInt8], _ position: Int, _ phrase: [UInt8]) -> Bool {
        var index = 0
        while index < phrase.count {
            if text[position + index] != phrase[index] { return false }
            index += 1
        }
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
