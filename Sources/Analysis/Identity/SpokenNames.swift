import Foundation

/// The keys of everything in a text that may be a name, in whatever script.
///
/// Nothing is decided here: a key only counts where a known deal has a party that sounds like it.
struct SpokenNames {
    /// What a deal's names can be expected in.
    private static let mostBytes = 4_000
    private static let longestHanName = 4
    /// Any word may open a sentence with a capital, and three consonants are soon like those of some company.
    private static let shortestLatin = 4

    private(set) var keys: Set<String> = []

    init(_ text: FoldedText, in part: Range<Int>? = nil) {
        let part = part ?? text.bytes.indices
        var index = part.lowerBound
        let end = min(part.upperBound, index + Self.mostBytes)
        var previous: (word: String, end: Int)?
        while index < end {
            let kind = ScalarClass.of(text.bytes, at: index).kind
            let stop = runEnd(text.bytes, from: index, end, kind)
            let range = index..<stop
            index = stop
            switch kind {
            case .latin where text.isCapitalized(at: range.lowerBound):
                let word = Self.unaccented(plain(text, range))
                NameSound.insertKeys(of: word, shortest: Self.shortestLatin, into: &keys)
                if let previous, range.lowerBound - previous.end == 1 {
                    NameSound.insertKeys(
                        of: previous.word + word, shortest: Self.shortestLatin, into: &keys)
                }
                previous = (word, range.upperBound)
            case .cyrillic where text.isCapitalized(at: range.lowerBound): addCyrillic(plain(text, range))
            case .hangul: addHangul(plain(text, range))
            case .katakana: addKatakana(plain(text, range))
            case .han: addHan(plain(text, range))
            default: break
            }
        }
    }

    private func runEnd(_ bytes: [UInt8], from start: Int, _ limit: Int, _ kind: ScalarKind) -> Int {
        var end = start
        while end < limit {
            let (next, length) = ScalarClass.of(bytes, at: end)
            guard next == kind || kind == .latin && next == .digit || kind == .katakana && isJoint(bytes, end)
            else { break }
            end += length
        }
        return max(end, start + ScalarClass.of(bytes, at: start).length)
    }

    /// The middle dot between the words of a name in katakana.
    private func isJoint(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes[index...].starts(with: [0xE3, 0x83, 0xBB])
    }

    private func plain(_ text: FoldedText, _ range: Range<Int>) -> String {
        String(decoding: text.bytes[range], as: UTF8.self)
    }

    // MARK: Scripts

    /// Case endings have up to two letters.
    private mutating func addCyrillic(_ word: String) {
        let latin = Romanizer.latin(word)
        NameSound.insertKeys(of: latin, into: &keys)
        for count in 1...2 where latin.utf8.count - count >= 5 {
            NameSound.insertKeys(of: String(latin.dropLast(count)), into: &keys)
        }
    }

    /// Particles have up to two syllables.
    private mutating func addHangul(_ word: String) {
        for count in 0...2 where word.count - count >= 2 {
            NameSound.insertKeys(of: Romanizer.latin(String(word.dropLast(count))), into: &keys)
        }
    }

    private mutating func addKatakana(_ run: String) {
        let words = run.split(separator: "・").map(String.init)
        guard run.count >= 2 else { return }
        for word in words + [words.joined()] { NameSound.insertKeys(of: Self.latin(word), into: &keys) }
    }

    private mutating func addHan(_ run: String) {
        let syllables =
            Pinyin.syllables(of: run) ?? Self.latin(run).split(separator: " ").map(String.init)
        for start in syllables.indices {
            var key = "=" + syllables[start]
            for syllable in syllables[(start + 1)...].prefix(Self.longestHanName - 1) {
                key += syllable
                if key.utf8.count > 5 { keys.insert(key) }
            }
        }
    }

    private static func latin(_ word: String) -> String {
        unaccented(word.applyingTransform(.toLatin, reverse: false) ?? word)
    }

    private static func unaccented(_ word: String) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
        return word.applyingTransform(.stripDiacritics, reverse: false) ?? word
    }
}
