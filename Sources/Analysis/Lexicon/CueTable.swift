import NewsModel

/// What a cue says, however it is worded.
struct CueMeaning: Sendable {
    var label: CueLabel
    var weight: Double
}

/// All cues of all languages, by number; eight bytes each, since there are tens of thousands.
///
/// The first part of a cue is in the trie; what is kept here is what must be checked after it.
struct CueTable: Sendable {
    private struct Entry: Sendable {
        var firstPart: UInt32
        var meaning: UInt16
        /// Parts after the first.
        var parts: UInt8
        /// Any ending may follow the first part.
        var isOpenEnded: Bool
    }

    private var entries: [Entry] = []
    private var meanings: [CueMeaning] = []
    private var parts: [CuePattern.Part] = []
    /// The language of each; nil where it holds in all.
    private(set) var languages: [Language?] = []

    var count: Int { entries.count }

    subscript(cue: Int) -> CueMeaning { meanings[Int(entries[cue].meaning)] }

    func isOpenEnded(_ cue: Int) -> Bool { entries[cue].isOpenEnded }

    /// The parts after the first.
    func rest(of cue: Int) -> ArraySlice<CuePattern.Part> {
        let first = Int(entries[cue].firstPart)
        return parts[first..<first + Int(entries[cue].parts)]
    }

    /// Adds a cue; false when the table is full or the cue has too many parts.
    mutating func append(_ pattern: CuePattern, language: Language?) -> Bool {
        if meanings.last.map({ $0.label != pattern.label || $0.weight != pattern.weight }) ?? true {
            meanings.append(CueMeaning(label: pattern.label, weight: pattern.weight))
        }
        guard let meaning = UInt16(exactly: meanings.count - 1),
            let rest = UInt8(exactly: pattern.parts.count - 1)
        else { return false }
        entries.append(
            Entry(
                firstPart: UInt32(truncatingIfNeeded: parts.count), meaning: meaning, parts: rest,
                isOpenEnded: pattern.parts[0].isOpenEnded))
        parts += pattern.parts.dropFirst()
        languages.append(language)
        return true
    }

    /// Gives back the room that growing left over.
    mutating func trim() {
        entries = entries.map { $0 }
        meanings = meanings.map { $0 }
        parts = parts.map { $0 }
        languages = languages.map { $0 }
    }
}
