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
        /// The sign in `GapWords` of the part after the first, and `open` where any ending may follow the first.
        var flags: UInt8

        static let open: UInt8 = 0x80
    }

    private struct Part: Sendable {
        var firstLetter: UInt32
        var count: UInt16
        var isOpenEnded: Bool
        var followsGap: Bool
    }

    private var entries: [Entry] = []
    private var meanings: [CueMeaning] = []
    private var parts: [Part] = []
    /// The bytes of the parts one after the other.
    private var letters: [UInt8] = []

    var count: Int { entries.count }

    subscript(cue: Int) -> CueMeaning { meanings[Int(entries[cue].meaning)] }

    /// Whether any ending may follow the first part.
    @inline(__always)
    func isOpenEnded(_ cue: Int) -> Bool { entries[cue].flags & Entry.open != 0 }

    /// By what the part after the first is looked for, before its letters are.
    @inline(__always)
    func sign(of cue: Int) -> GapWords.Sign { GapWords.Sign(rawValue: entries[cue].flags & ~Entry.open) }

    /// Numbers of the parts after the first.
    @inline(__always)
    func rest(of cue: Int) -> Range<Int> {
        let first = Int(entries[cue].firstPart)
        return first..<first + Int(entries[cue].parts)
    }

    /// One of the parts after the first.
    @inline(__always)
    func part(_ number: Int) -> CuePattern.Part {
        let part = parts[number]
        let first = Int(part.firstLetter)
        return CuePattern.Part(
            bytes: letters[first..<first + Int(part.count)], isOpenEnded: part.isOpenEnded,
            followsGap: part.followsGap)
    }

    /// Adds a cue; false when the table is full or the cue has too many parts.
    mutating func append(_ pattern: CuePattern) -> Bool {
        if meanings.last.map({ $0.label != pattern.label || $0.weight != pattern.weight }) ?? true {
            meanings.append(CueMeaning(label: pattern.label, weight: pattern.weight))
        }
        guard let meaning = UInt16(exactly: meanings.count - 1),
            let rest = UInt8(exactly: pattern.parts.count - 1),
            pattern.parts.allSatisfy({ $0.bytes.count <= UInt16.max })
        else { return false }
        let sign = pattern.parts.dropFirst().first.map { GapWords.Sign(of: $0.bytes) } ?? .any
        entries.append(
            Entry(
                firstPart: UInt32(truncatingIfNeeded: parts.count), meaning: meaning, parts: rest,
                flags: sign.rawValue | (pattern.parts[0].isOpenEnded ? Entry.open : 0)))
        for part in pattern.parts.dropFirst() {
            parts.append(
                Part(
                    firstLetter: UInt32(letters.count), count: UInt16(part.bytes.count),
                    isOpenEnded: part.isOpenEnded, followsGap: part.followsGap))
            letters += part.bytes
        }
        return true
    }

    /// Gives back the room that growing left over.
    mutating func trim() {
        entries = entries.map { $0 }
        meanings = meanings.map { $0 }
        parts = parts.map { $0 }
        letters = letters.map { $0 }
    }
}
