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
                keys.formUnion(NameSound.keys(of: word, shortest: Self.shortestLatin))
                if let previous, range.lowerBound - previous.end == 1 {
                    keys.formUnion(NameSound.keys(of: previous.word + word, shortest: Self.shortestLatin))
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
        keys.formUnion(NameSound.keys(of: latin))
        for count in 1...2 where latin.utf8.count - count >= 5 {
            keys.formUnion(NameSound.keys(of: String(latin.dropLast(count))))
        }
    }

    /// Particles have up to two syllables.
    private mutating func addHangul(_ word: String) {
        for count in 0...2 where word.count - count >= 2 {
            keys.formUnion(NameSound.keys(of: Romanizer.latin(String(word.dropLast(count)))))
        }
    }

    private mutating func addKatakana(_ run: String) {
        let words = run.split(separator: "・").map(String.init)
        guard run.count >= 2 else { return }
        for word in words + [words.joined()] { keys.formUnion(NameSound.keys(of: Self.latin(word))) }
    }

    private mutating func addHan(_ run: String) {
        let syllables =
            Pinyin.syllables(of: run) ?? Self.latin(run).split(separator: " ").map(String.init)
        for start in syllables.indices {
            for count in 2...Self.longestHanName where start + count <= syllables.count {
                let word = syllables[start..<start + count].joined()
                if word.utf8.count >= 5 { keys.insert("=" + word) }
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
