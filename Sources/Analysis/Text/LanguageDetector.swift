import NewsModel

/// Tells the ten languages apart, by script first and by common words within the Latin script.
///
/// Kana means Japanese and Hangul Korean; Cyrillic is Russian unless letters stand in it that Russian
/// lacks; Han alone is Chinese, whose script is told by counting characters that only one of the two
/// scripts has. The five Latin languages are scored by function words and typical letters.
enum LanguageDetector {
    /// How much of a text is read: more does not change the answer.
    private static let byteLimit = 6_000

    /// The language of a text and the probability that it is right; a feed's statement is a weak prior.
    static func detect(_ text: FoldedText, prior: Language?) -> (language: Language, confidence: Double) {
        let counts = ScriptCounts(text.bytes.prefix(byteLimit))
        let letters = counts.letters
        guard letters > 0 else { return (prior ?? .undetermined, prior == nil ? 0 : 0.5) }
        if counts.hangul * 4 > letters { return (.korean, 0.99) }
        if counts.kana * 12 > counts.kana + counts.han, counts.kana > 1, counts.kana * 12 > letters / 2 {
            return (.japanese, 0.99)
        }
        if counts.han * 6 > letters || counts.han > counts.latin / 4 && counts.han > 8 {
            return chinese(text, counts, prior)
        }
        if counts.cyrillic * 3 > letters {
            return counts.foreignCyrillic * 50 > counts.cyrillic ? (.undetermined, 0.8) : (.russian, 0.99)
        }
        return latin(text, prior)
    }

    private static func chinese(
        _ text: FoldedText, _ counts: ScriptCounts, _ prior: Language?
    ) -> (language: Language, confidence: Double) {
        let traditional = Double(text.traditionalCount)
        let share = traditional / Double(max(counts.totalHan(text), 1))
        if share > 0.06 { return (.chineseTraditional, 0.98) }
        if share < 0.02 || prior == nil { return (.chineseSimplified, share < 0.02 ? 0.98 : 0.7) }
        return (prior == .chineseTraditional ? .chineseTraditional : .chineseSimplified, 0.7)
    }

    private static func latin(_ text: FoldedText, _ prior: Language?) -> (
        language: Language, confidence: Double
    ) {
        var scores = FunctionWords.scores(text.bytes.prefix(byteLimit))
        if let prior, let index = FunctionWords.languages.firstIndex(of: prior) { scores[index] += 1.5 }
        let ranked = scores.enumerated().sorted { $0.element > $1.element }
        guard let best = ranked.first, best.element > 0 else { return (prior ?? .undetermined, 0.3) }
        let margin = best.element - ranked[1].element
        return (FunctionWords.languages[best.offset], min(0.99, 0.5 + margin / (margin + 3) / 2 + 0.02))
    }
}

/// How many letters of each script a text has.
private struct ScriptCounts {
    var latin = 0
    var cyrillic = 0
    var foreignCyrillic = 0
    var han = 0
    var kana = 0
    var hangul = 0

    var letters: Int { latin + cyrillic + han + kana + hangul }

    init(_ bytes: ArraySlice<UInt8>) {
        let array = Array(bytes)
        var index = 0
        while index < array.count {
            let (kind, length) = ScalarClass.of(array, at: index)
            switch kind {
            case .latin: latin += 1
            case .cyrillic:
                cyrillic += 1
                let scalar = UTF8Scalar.decode(array, at: index).scalar
                if !(0x430...0x44F).contains(scalar) { foreignCyrillic += 1 }
            case .han: han += 1
            case .hiragana, .katakana: kana += 1
            case .hangul: hangul += 1
            default: break
            }
            index += length
        }
    }

    /// Han characters of the whole text, estimated from the part that was read.
    func totalHan(_ text: FoldedText) -> Int {
        let read = min(text.bytes.count, 6_000)
        return read == 0 ? 0 : han * text.bytes.count / read
    }
}

/// Function words and letters that mark the five Latin languages.
private enum FunctionWords {
    static let languages: [Language] = [.english, .german, .french, .spanish, .portuguese]

    /// The packed words by open addressing, 0 where there is none, and for each the languages that use it, one bit
    /// each in the order of `languages`.
    private static let (words, marks) = {
        let lists = [
            "the of and to in is for with on that its by from has will as at are be it was have which said an this not or their new after more up into over about us than your how who what out",
            "der die das in will und ist von den mit für im auf ein eine zu dem nicht sich des als auch an wird werden bei einer einen nach aus am hat es vom zum zur über soll sind ihre noch mehr wie aber oder",
            "le la les des et est une un du dans pour par sur au que qui en avec plus ce son sa ses aux sont pas se a été selon cette entre vers ou mais leur d l s n qu",
            "el la los las de y en que del un una por con para se su al es como más lo no sus ha entre sobre este esta o pero según ya millones han fue desde",
            "o a os as de e em que do da um uma por com para se seu no na dos das ao é como mais não sua nos pela pelo entre sobre já foi à ou são está milhões segundo após",
        ]
        var words = [UInt64](repeating: 0, count: slots)
        var marks = [UInt8](repeating: 0, count: slots)
        for (bit, list) in lists.enumerated() {
            for word in list.split(separator: " ").map({ Array($0.utf8) }) where word.count <= longest {
                let packed = packed(word, word.indices)
                let slot = slot(of: packed, in: words)
                words[slot] = packed
                marks[slot] |= 1 << UInt8(bit)
            }
        }
        return (words, marks)
    }()

    /// Four times as many as there are words.
    private static let slots = 1_024

    /// Where a packed word stands, or would.
    private static func slot(of word: UInt64, in words: [UInt64]) -> Int {
        var slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 54)
        while words[slot] != 0, words[slot] != word { slot = (slot + 1) % slots }
        return slot
    }

    /// The number of the language that a letter marks.
    private static func language(ofLetter scalar: UInt32) -> Int? {
        switch scalar {
        case 0xDF, 0xE4, 0xF6, 0xFC: 1
        case 0xE8, 0xE0, 0xEA, 0x153, 0xF9, 0xEE: 2
        case 0xF1, 0xBF, 0xA1: 3
        case 0xE3, 0xF5: 4
        default: nil
        }
    }

    static func scores(_ slice: ArraySlice<UInt8>) -> [Double] {
        let bytes = Array(slice)
        var scores = [Double](repeating: 0, count: languages.count)
        var start = 0
        var index = 0
        while index <= bytes.count {
            let (kind, length) = index < bytes.count ? ScalarClass.of(bytes, at: index) : (.space, 1)
            if kind == .latin {
                if length > 1, let bit = language(ofLetter: UTF8Scalar.decode(bytes, at: index).scalar) {
                    scores[bit] += 0.7
                }
            } else {
                if index > start { add(bytes, start..<index, to: &scores) }
                start = index + length
            }
            index += length
        }
        return scores
    }

    /// Bytes of the longest word that is looked up: what a packed word holds.
    private static let longest = 8

    /// The bytes of a word as one number; no word holds a zero byte, so no two words share it.
    private static func packed(_ bytes: [UInt8], _ word: Range<Int>) -> UInt64 {
        word.reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }

    private static func add(_ bytes: [UInt8], _ word: Range<Int>, to scores: inout [Double]) {
        guard word.count <= longest else { return }
        let bits = marks[slot(of: packed(bytes, word), in: words)]
        guard bits != 0 else { return }
        let share = 1 / Double(bits.nonzeroBitCount)
        for bit in 0..<languages.count where bits & (1 << UInt8(bit)) != 0 { scores[bit] += share }
    }
}
