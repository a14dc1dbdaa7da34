import Foundation

/// Cyrillic, Hangul, katakana and Chinese characters in Latin letters, as English-language outlets write names.
enum Romanizer {
    /// In lower case; letters of other scripts stay as they are.
    static func latin(_ name: String, spellings: [[UInt8]: String] = [:]) -> String {
        name.lowercased().split(separator: " ").map { word(String($0), spellings) }.joined(separator: " ")
    }

    /// Translates the last part of a word where it spells an English one: 한결클라우드 is "hangyeol cloud".
    private static func word(_ word: String, _ spellings: [[UInt8]: String]) -> String {
        let bytes = FoldedText.bytes(of: word)
        let known = spellings.filter {
            bytes.count > $0.key.count && bytes.suffix($0.key.count) == $0.key[...]
        }
        .max { $0.key.count < $1.key.count }
        guard let known else { return letters(word) }
        return letters(String(decoding: bytes.dropLast(known.key.count), as: UTF8.self)) + " " + known.value
    }

    private static func letters(_ word: String) -> String {
        if word.unicodeScalars.allSatisfy({ ScalarClass.kind($0.value) == .katakana }) {
            return katakana(word)
        }
        if word.unicodeScalars.contains(where: { ScalarClass.kind($0.value) == .han }) { return pinyin(word) }
        return word.unicodeScalars.reduce(into: "") { latin, scalar in
            if let syllable = syllable(scalar) {
                latin += syllable
            } else if let letter = cyrillic[Character(scalar)] {
                latin += letter
            } else {
                latin.unicodeScalars.append(scalar)
            }
        }
    }

    /// The syllables of a Chinese name as one word: 岚川 is "lanchuan".
    private static func pinyin(_ word: String) -> String {
        if let syllables = Pinyin.syllables(of: word) { return syllables.joined() }
        return (word.applyingTransform(.toLatin, reverse: false) ?? word).filter { $0 != " " }
    }

    /// Foundation spells the sound v of foreign names in two syllables.
    private static func katakana(_ word: String) -> String {
        let plain = foreignSounds.reduce(word) { $0.replacing($1.kana, with: $1.latin) }
        return plain.applyingTransform(.toLatin, reverse: false) ?? plain
    }

    private static let foreignSounds: [(kana: String, latin: String)] = [
        ("ヴァ", "va"), ("ヴィ", "vi"), ("ヴェ", "ve"), ("ヴォ", "vo"), ("ヴ", "v"),
    ]

    /// BGN/PCGN 1947 without its apostrophes.
    private static let cyrillic: [Character: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
        "ь": "", "э": "e", "ю": "yu", "я": "ya",
    ]

    // MARK: Hangul

    private static let initials = [
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
    ]
    private static let vowels = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
        "yu", "eu",
        "ui", "i",
    ]
    private static let finals = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t",
        "t", "ng", "t",
        "t", "k", "t", "p", "t",
    ]

    /// Revised Romanization of one syllable (Unicode, section 3.12, for its parts), without changes of sound.
    private static func syllable(_ scalar: Unicode.Scalar) -> String? {
        guard (0xAC00...0xD7A3).contains(scalar.value) else { return nil }
        let number = Int(scalar.value - 0xAC00)
        return initials[number / 588] + vowels[number % 588 / 28] + finals[number % 28]
    }

    /// The family names whose usual spelling is another.
    private static let families: [Character: String] = [
        "김": "kim", "이": "lee", "박": "park", "최": "choi", "노": "roh", "우": "woo", "임": "lim", "오": "oh",
        "유": "yoo", "신": "shin",
    ]

    /// A Korean person's name, syllable by syllable: "lee sang ho"; nil for other letters.
    static func koreanPerson(_ name: String) -> String? {
        let syllables = name.unicodeScalars.compactMap(syllable)
        guard syllables.count == name.unicodeScalars.count, let first = name.first else { return nil }
        return ([families[first] ?? syllables[0]] + syllables.dropFirst()).joined(separator: " ")
    }
}
