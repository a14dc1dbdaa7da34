/// Case forms of Russian names, by the paradigm of their last letters.
///
/// Regular declension only (Зализняк, classes 1-3 of nouns, without stress): names that end in a vowel
/// other than а/я, and all Latin spellings, do not decline.
enum RussianForms {
    /// Grammatical cases that differ in form, as bits.
    struct Cases: OptionSet, Sendable {
        let rawValue: UInt8
        static let nominative = Cases(rawValue: 1)
        static let genitive = Cases(rawValue: 2)
        static let dative = Cases(rawValue: 4)
        static let accusative = Cases(rawValue: 8)
        static let instrumental = Cases(rawValue: 16)
        static let prepositional = Cases(rawValue: 32)
    }

    private static let order: [Cases] = [
        .nominative, .genitive, .dative, .accusative, .instrumental, .prepositional,
    ]

    /// Every form of a folded name with the cases that it can stand for; the name itself if it cannot decline.
    static func forms(of name: [UInt8]) -> [(form: [UInt8], cases: Cases)] {
        // The first bytes of U+0400 to U+053F.
        guard name.contains(where: { (0xD0...0xD4).contains($0) }) else { return [(name, [])] }
        let words = name.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard words.contains(where: isCyrillic) else { return [(name, [])] }
        let wordForms = words.map(endings)
        var found: [String: Cases] = [:]
        for (index, grammaticalCase) in order.enumerated() {
            let form = wordForms.map { $0[index] }.joined(separator: " ")
            found[form, default: []].insert(grammaticalCase)
        }
        return found.map { (Array($0.key.utf8), $0.value) }
    }

    private static func isCyrillic(_ word: String) -> Bool {
        word.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }
    }

    /// The six forms of one word in the order of `order`.
    private static func endings(of word: String) -> [String] {
        guard isCyrillic(word), word.count > 2, let last = word.last else {
            return Array(repeating: word, count: 6)
        }
        let stem = String(word.dropLast())
        switch last {
        case "а" where stem.hasSuffix("и"):
            return ["а", "и", "и", "ю", "ей", "и"].map { stem + $0 }
        case "а":
            let soft = stem.last.map { "гкхжчшщ".contains($0) } ?? false
            return ["а", soft ? "и" : "ы", "е", "у", "ой", "е"].map { stem + $0 }
        case "я":
            let iya = stem.hasSuffix("и")
            return ["я", "и", iya ? "и" : "е", "ю", "ей", iya ? "и" : "е"].map { stem + $0 }
        case "й":
            if stem.hasSuffix("ы") || stem.hasSuffix("и") { return adjective(String(stem.dropLast()), word) }
            return ["й", "я", "ю", "й", "ем", "е"].map { stem + $0 }
        case "ь":
            return ["ь", "я", "ю", "ь", "ем", "е"].map { stem + $0 }
        case "о", "е", "и", "у", "ю", "э", "ы":
            return Array(repeating: word, count: 6)
        default:
            let soft = "жчшщ".contains(last)
            return [word, word + "а", word + "у", word, word + (soft ? "ем" : "ом"), word + "е"]
        }
    }

    private static func adjective(_ stem: String, _ nominative: String) -> [String] {
        [nominative, stem + "ого", stem + "ому", nominative, stem + "ым", stem + "ом"]
    }

    /// A folded word without its ending, the same for nearly all its case forms; no shorter than three letters.
    static func stem(of word: Range<Int>, in text: [UInt8]) -> Range<Int> {
        for ending in endingsByLength where word.count >= ending.count + 6 {
            let start = word.upperBound - ending.count
            if ending.indices.allSatisfy({ text[start + $0] == ending[$0] }) {
                return word.lowerBound..<start
            }
        }
        return word
    }

    private static let endingsByLength: [[UInt8]] = [
        "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ой", "ей", "ом", "ем", "ам", "ям", "ах",
        "ях", "ов", "ый", "ий",
        "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю", "ых", "их", "ым", "им", "а", "я", "у", "ю", "е", "и",
        "ы", "о", "ь", "й",
    ].map { Array($0.utf8) }
}
