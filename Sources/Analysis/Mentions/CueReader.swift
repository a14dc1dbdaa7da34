/// Reads the cues of a sentence whose heads have been found.
///
/// Dozens of cues share a head, so what is the same for all of them is asked once.
struct CueReader {
    let cues: CueTable
    let bytes: [UInt8]
    let sentence: Range<Int>
    /// Number of the sentence.
    let number: Int

    private var head = 0..<0
    /// Where the head ends for a cue with just its letters, and for one whose last word may go on; nil where it does not,
    /// and before that was asked.
    private var exactEnd: Int??
    private var openEnd: Int??
    private var gap = GapWords()

    init(cues: CueTable, bytes: [UInt8], sentence: Range<Int>, number: Int) {
        self.cues = cues
        self.bytes = bytes
        self.sentence = sentence
        self.number = number
    }

    /// Where a cue stands whose first part is `head`; nil where its other parts do not follow.
    @inline(__always)
    mutating func hit(_ cue: Int, head: Range<Int>) -> CueHit? {
        if head != self.head {
            self.head = head
            (exactEnd, openEnd) = (nil, nil)
        }
        guard let end = end(isOpenEnded: cues.isOpenEnded(cue)),
            gap.mayHold(cues.sign(of: cue), after: end, bytes, in: sentence)
        else { return nil }
        return complete(cue, from: end)
    }

    private mutating func end(isOpenEnded: Bool) -> Int? {
        if let known = isOpenEnded ? openEnd : exactEnd { return known }
        let end = Borders.end(bytes, isOpenEnded: isOpenEnded, at: head.upperBound, in: sentence)
        if isOpenEnded { openEnd = .some(end) } else { exactEnd = .some(end) }
        return end
    }

    /// Looks for the parts of a cue after its head, which ends at `end`.
    private func complete(_ cue: Int, from end: Int) -> CueHit? {
        var end = end
        var inside: Range<Int>?
        for number in cues.rest(of: cue) {
            let part = cues.part(number)
            guard let found = Borders.next(bytes, part, after: end, in: sentence) else { return nil }
            if part.followsGap { inside = (inside?.lowerBound ?? end)..<found.lowerBound }
            end = found.upperBound
        }
        return CueHit(cue: cue, range: head.lowerBound..<end, inside: inside, sentence: number)
    }
}
