/// The lists of one language by which an unlisted name is told.
struct NameLists {
    /// Beside a company: "startup", "chipmaker", "Anbieter".
    var organisation: Set<[UInt8]> = []
    /// Beside a person: "CEO", "founder", "Forscher".
    var person: Set<[UInt8]> = []
    /// First names: "Hans", "Мария".
    var given: Set<[UInt8]> = []
    /// Written with a capital, but no company: months, countries, "Series".
    var common: Set<[UInt8]> = []
    /// Last words of companies' names: "AI", "Labs", "Capital", "GmbH"; in Korean last syllables.
    var endings: Set<[UInt8]> = []
    /// Endings in letters of their own with the English word that they spell: 텔레콤 is "telecom".
    var spellings: [[UInt8]: String] = [:]

    func union(_ other: NameLists) -> NameLists {
        NameLists(
            organisation: organisation.union(other.organisation), person: person.union(other.person),
            given: given.union(other.given), common: common.union(other.common),
            endings: endings.union(other.endings),
            spellings: spellings.merging(other.spellings) { first, _ in first })
    }
}

/// The same lists as one table, in which a stretch of a text is looked up once and without a copy.
struct NameWords: Sendable {
    struct Lists: OptionSet {
        let rawValue: UInt8
        static let organisation = Lists(rawValue: 1)
        static let person = Lists(rawValue: 2)
        static let common = Lists(rawValue: 4)
        static let endings = Lists(rawValue: 8)
        static let given = Lists(rawValue: 16)
    }

    private struct Word: Sendable {
        var start: UInt32
        var count: UInt16
        var lists: UInt8
    }

    let spellings: [[UInt8]: String]
    private var letters: [UInt8] = []
    private var words: [Word] = []
    /// By open addressing, one more than the number of a word, 0 where there is none; at most half full.
    private var slots: [UInt16]

    init(_ lists: NameLists) {
        spellings = lists.spellings
        var found: [[UInt8]: Lists] = [:]
        func note(_ words: Set<[UInt8]>, _ list: Lists) {
            for word in words {
                found[Array(word[Self.core(of: word.indices, in: word)]), default: []].insert(list)
            }
        }
        note(lists.organisation, .organisation)
        note(lists.person, .person)
        note(lists.given, .given)
        note(lists.common, .common)
        note(lists.endings, .endings)
        var size = 16
        while size < found.count * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        for (word, lists) in found where words.count < Int(UInt16.max) {
            var slot = Self.hash(word, word.indices) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            words.append(
                Word(
                    start: UInt32(letters.count), count: UInt16(truncatingIfNeeded: word.count),
                    lists: lists.rawValue))
            letters += word
            slots[slot] = UInt16(words.count)
        }
    }

    /// The part of a word by which it is looked up: of a Russian one the stem of its last part, so that "стартап"
    /// stands for "ИИ-стартапу" too.
    static func core(of range: Range<Int>, in text: [UInt8]) -> Range<Int> {
        guard !range.isEmpty, (0xD0...0xD3).contains(text[range.lowerBound]) else { return range }
        let part = text[range].lastIndex(of: UInt8(ascii: "-")).map { $0 + 1 } ?? range.lowerBound
        return RussianForms.stem(of: part..<range.upperBound, in: text)
    }

    /// The lists that a word of a text stands in.
    func lists(of word: Range<Int>, in text: [UInt8]) -> Lists {
        let range = Self.core(of: word, in: text)
        var slot = Self.hash(text, range) & (slots.count - 1)
        while slots[slot] != 0 {
            let word = words[Int(slots[slot]) - 1]
            if Int(word.count) == range.count, isEqual(word, text, range) {
                return Lists(rawValue: word.lists)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return []
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
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for index in range { hash = (hash ^ UInt32(bytes[index])) &* 16_777_619 }
        return Int(hash ^ hash >> 15)
    }
}
