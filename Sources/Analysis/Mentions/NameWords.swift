/// The lists of one language by which an unlisted name is told.
struct NameLists {
    /// Beside a company: "startup", "chipmaker", "Anbieter".
    var organisation: Set<[UInt8]> = []
    /// Beside a person: "CEO", "founder", "Forscher".
    var person: Set<[UInt8]> = []
    /// Written with a capital, but no company: months, countries, "Series".
    var common: Set<[UInt8]> = []
    /// Last words of companies' names: "AI", "Labs", "Capital", "GmbH".
    var endings: Set<[UInt8]> = []

    func union(_ other: NameLists) -> NameLists {
        NameLists(
            organisation: organisation.union(other.organisation), person: person.union(other.person),
            common: common.union(other.common), endings: endings.union(other.endings))
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
    }

    private struct Word: Sendable {
        var start: UInt32
        var count: UInt16
        var lists: UInt8
    }

    private var letters: [UInt8] = []
    private var words: [Word] = []
    /// By open addressing, one more than the number of a word, 0 where there is none; at most half full.
    private var slots: [UInt16]

    init(_ lists: NameLists) {
        var found: [[UInt8]: Lists] = [:]
        for word in lists.organisation { found[word, default: []].insert(.organisation) }
        for word in lists.person { found[word, default: []].insert(.person) }
        for word in lists.common { found[word, default: []].insert(.common) }
        for word in lists.endings { found[word, default: []].insert(.endings) }
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

    /// The lists that a word of a text stands in.
    func lists(of range: Range<Int>, in text: [UInt8]) -> Lists {
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
