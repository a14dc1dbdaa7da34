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
        guard name.contains(where: isCyrillic) else { return [(name, [])] }
        let words = name.split(separator: 0x20).map(Word.init)
        var found: [(form: [UInt8], cases: Cases)] = []
        for (index, grammaticalCase) in order.enumerated() {
            var form: [UInt8] = []
            form.reserveCapacity(name.count + 8)
            for (number, word) in words.enumerated() {
                if number > 0 { form.append(0x20) }
                form += word.stem
                if let endings = word.endings { form += endings[index] }
            }
            if let known = found.firstIndex(where: { $0.form == form }) {
                found[known].cases.insert(grammaticalCase)
            } else {
                found.append((form, grammaticalCase))
            }
        }
        return found
    }

    /// The first byte of U+0400 to U+053F.
    private static func isCyrillic(_ byte: UInt8) -> Bool { (0xD0...0xD4).contains(byte) }

    /// One word of a name, cut where its forms differ.
    private struct Word {
        var stem: ArraySlice<UInt8>
        /// In the order of `order`; nil where the word does not decline.
        var endings: [[UInt8]]?

        init(_ word: ArraySlice<UInt8>) {
            stem = word
            // A letter's first byte is none that goes on.
            guard word.contains(where: isCyrillic), word.count(where: { $0 & 0xC0 != 0x80 }) > 2 else {
                return
            }
            let paradigm = paradigms.first { word.suffix($0.ending.count).elementsEqual($0.ending) }
            stem = word.dropLast(paradigm?.cut ?? 0)
            endings = paradigm == nil ? afterConsonant : paradigm?.forms
        }
    }

    /// How words decline that end in some letters; the first that fits holds.
    private struct Paradigm {
        let ending: [UInt8]
        /// Bytes of the nominative before which the forms begin.
        let cut: Int
        let forms: [[UInt8]]?

        /// `cut` counts letters.
        init(_ ending: String, cut: Int, _ forms: [String]?) {
            self.ending = Array(ending.utf8)
            self.cut = 2 * cut
            self.forms = forms?.map { Array($0.utf8) }
        }
    }

    private static let paradigms: [Paradigm] =
        [Paradigm("иа", cut: 1, ["а", "и", "и", "ю", "ей", "и"])]
        + ["г", "к", "х", "ж", "ч", "ш", "щ"].map {
            Paradigm($0 + "а", cut: 1, ["а", "и", "е", "у", "ой", "е"])
        } + [
            Paradigm("а", cut: 1, ["а", "ы", "е", "у", "ой", "е"]),
            Paradigm("ия", cut: 1, ["я", "и", "и", "ю", "ей", "и"]),
            Paradigm("я", cut: 1, ["я", "и", "е", "ю", "ей", "е"]),
            Paradigm("ый", cut: 2, ["ый", "ого", "ому", "ый", "ым", "ом"]),
            Paradigm("ий", cut: 2, ["ий", "ого", "ому", "ий", "ым", "ом"]),
            Paradigm("й", cut: 1, ["й", "я", "ю", "й", "ем", "е"]),
            Paradigm("ь", cut: 1, ["ь", "я", "ю", "ь", "ем", "е"]),
        ] + ["о", "е", "и", "у", "ю", "э", "ы"].map { Paradigm($0, cut: 0, nil) }
        + ["ж", "ч", "ш", "щ"].map { Paradigm($0, cut: 0, ["", "а", "у", "", "ем", "е"]) }

    private static let afterConsonant = ["", "а", "у", "", "ом", "е"].map { Array($0.utf8) }

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
