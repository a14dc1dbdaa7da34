import NewsModel

/// The lists of one language by which an unlisted name is told.
struct NameLists {
    /// Beside a company: "startup", "chipmaker", "Anbieter".
    var organisation: [[UInt8]] = []
    /// Beside a person: "CEO", "founder", "Forscher".
    var person: [[UInt8]] = []
    /// First names: "Hans", "Мария".
    var given: [[UInt8]] = []
    /// Written with a capital, but no company: months, countries, "Series".
    var common: [[UInt8]] = []
    /// Last words of companies' names: "AI", "Labs", "Capital", "GmbH"; in Korean last syllables.
    var endings: [[UInt8]] = []
    /// Endings in letters of their own with the English word that they spell: 텔레콤 is "telecom".
    var spellings: [[UInt8]: String] = [:]

    fileprivate var count: Int { all.reduce(0) { $0 + $1.words.count } }

    fileprivate var all: [(list: NameWords.Lists, words: [[UInt8]])] {
        [
            (.organisation, organisation), (.person, person), (.common, common), (.endings, endings),
            (.given, given),
        ]
    }
}

/// The lists of one language, in which a stretch of a text is looked up at once and without a copy.
struct NameWords: Sendable {
    struct Lists: OptionSet {
        let rawValue: UInt8
        static let organisation = Lists(rawValue: 1)
        static let person = Lists(rawValue: 2)
        static let common = Lists(rawValue: 4)
        static let endings = Lists(rawValue: 8)
        static let given = Lists(rawValue: 16)
        static let width = 5
    }

    let spellings: [[UInt8]: String]
    fileprivate let table: NameTable
    /// Its column in the table.
    fileprivate let column: Int

    /// The lists that a word of a text stands in.
    func lists(of word: Range<Int>, in text: [UInt8]) -> Lists { table.lists(of: word, in: text, column) }

    /// The part of a word by which it is looked up: of a Russian one the stem of its last part, so that "стартап"
    /// stands for "ИИ-стартапу" too.
    static func core(of range: Range<Int>, in text: [UInt8]) -> Range<Int> {
        guard !range.isEmpty, (0xD0...0xD3).contains(text[range.lowerBound]) else { return range }
        let part = text[range].lastIndex(of: UInt8(ascii: "-")).map { $0 + 1 } ?? range.lowerBound
        return RussianForms.stem(of: part..<range.upperBound, in: text)
    }
}

/// The words of all languages by which unlisted names are told.
struct NameVocabulary: Sendable {
    private var words: [Language: NameWords] = [:]
    /// What holds in every language.
    private let shared: NameWords

    /// The lists by language; those under nil belong to every language.
    init(_ lists: [Language?: NameLists]) {
        let languages = lists.keys.compactMap(\.self)
        let columns = Dictionary(uniqueKeysWithValues: zip(languages, 1...))
        let common = lists[nil] ?? NameLists()
        var table = NameTable(capacity: lists.values.reduce(0) { $0 + $1.count })
        table.add(common, to: [0] + columns.values)
        for (language, column) in columns { lists[language].map { table.add($0, to: [column]) } }
        shared = NameWords(spellings: common.spellings, table: table, column: 0)
        for (language, column) in columns {
            let spellings = common.spellings.merging(lists[language]?.spellings ?? [:]) { $1 }
            words[language] = NameWords(spellings: spellings, table: table, column: column)
        }
    }

    subscript(language: Language) -> NameWords { words[language.lexiconLanguage] ?? shared }
}

/// A hash table of words and the lists that each stands in, in each language.
///
/// One for all languages: a first name or a month that holds in all of them is stored once.
private struct NameTable: Sendable {
    private struct Word: Sendable {
        var start: UInt32
        var count: UInt32
        /// `Lists.width` bits for each language.
        var lists: UInt64
    }

    private var letters: [UInt8] = []
    private var words: [Word] = []
    /// By open addressing; at most half full.
    private var slots: [Slot]

    /// A word by its number and its hash, so that other words are mostly passed without a look at them.
    private struct Slot: Sendable {
        /// One more than the number of the word; 0 where there is none.
        var word: UInt32
        var hash: UInt32
    }

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(word: 0, hash: 0), count: size)
    }

    mutating func add(_ lists: NameLists, to columns: [Int]) {
        for (list, words) in lists.all {
            let bits = columns.reduce(0) { $0 | UInt64(list.rawValue) << Self.shift(of: $1) }
            for word in words { add(word, bits) }
        }
    }

    private mutating func add(_ word: [UInt8], _ bits: UInt64) {
        let range = NameWords.core(of: word.indices, in: word)
        let (slot, hash) = slot(of: range, in: word)
        if slots[slot].word == 0 {
            words.append(
                Word(
                    start: UInt32(truncatingIfNeeded: letters.count),
                    count: UInt32(truncatingIfNeeded: range.count), lists: 0))
            letters += word[range]
            slots[slot] = Slot(word: UInt32(truncatingIfNeeded: words.count), hash: hash)
        }
        words[Int(slots[slot].word) - 1].lists |= bits
    }

    func lists(of word: Range<Int>, in text: [UInt8], _ column: Int) -> NameWords.Lists {
        let number = slots[slot(of: NameWords.core(of: word, in: text), in: text).slot].word
        guard number > 0 else { return [] }
        let bits = words[Int(number) - 1].lists >> Self.shift(of: column)
        return NameWords.Lists(rawValue: UInt8(truncatingIfNeeded: bits) & (1 << NameWords.Lists.width - 1))
    }

    private static func shift(of column: Int) -> UInt64 { UInt64(column * NameWords.Lists.width) }

    /// Where a stretch of a text stands, or the free slot where it would.
    private func slot(of range: Range<Int>, in text: [UInt8]) -> (slot: Int, hash: UInt32) {
        let hash = Self.hash(text, range)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot].word != 0 {
            if slots[slot].hash == hash {
                let word = words[Int(slots[slot].word) - 1]
                if Int(word.count) == range.count, isEqual(word, text, range) { break }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return (slot, hash)
    }

    private func isEqual(_ word: Word, _ text: [UInt8], _ range: Range<Int>) -> Bool {
        var letter = Int(word.start)
        for index in range {
            if letters[letter] != text[index] { return false }
            letter += 1
        }
        return true
    }

    /// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 32 bits.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for index in range { hash = (hash ^ UInt32(bytes[index])) &* 16_777_619 }
        return hash ^ hash >> 15
    }
}
