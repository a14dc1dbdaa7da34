/// Finds Chinese company names that no list knows by their last part: 岚川智能, 德聯科技.
///
/// Chinese has neither capitals nor spaces, so where a name begins is only sure after a mark, a describing word
/// (初创公司) or at the start of a sentence. A name that stands so in one place is the same wherever it stands.
struct HanNames {
    let text: FoldedText
    let words: NameWords
    /// Names that lists know, in the order of the text.
    let known: [Range<Int>]

    /// Bytes of what stands before the last part; a character has three.
    private static let lengths = [6, 9, 12]
    private static let longestWord = 15

    func runs(in sentences: [Sentence]) -> [[CapitalRuns.Run]] {
        let endings = sentences.map { ends(in: $0.range) }
        let names = sureNames(sentences, endings)
        guard !names.isEmpty else { return [] }
        return zip(sentences, endings).map { sentence, found in
            found.compactMap { ending in
                Self.lengths.lazy.map { (ending.lowerBound - $0)..<ending.upperBound }
                    .first {
                        $0.lowerBound >= sentence.range.lowerBound && names.contains(Array(text.bytes[$0]))
                    }
                    .map { run($0, isFirst: $0.lowerBound == sentence.range.lowerBound) }
            }
        }
    }

    /// Names with a sure beginning that a word describes, or that stand in two places.
    private func sureNames(_ sentences: [Sentence], _ endings: [[Range<Int>]]) -> Set<[UInt8]> {
        var names: Set<[UInt8]> = []
        for (sentence, found) in zip(sentences, endings) {
            for ending in found {
                guard let name = sureName(ending, sentence.range) else { continue }
                let isTwice = endings.joined().count { stands(name, before: $0) } > 1
                if isTwice || isDescribed(at: name.lowerBound, sentence.range) {
                    names.insert(Array(text.bytes[name]))
                }
            }
        }
        return names
    }

    private func stands(_ name: Range<Int>, before ending: Range<Int>) -> Bool {
        let start = ending.upperBound - name.count
        return start >= 0 && text.bytes[start..<ending.upperBound] == text.bytes[name]
    }

    private func run(_ range: Range<Int>, isFirst: Bool) -> CapitalRuns.Run {
        CapitalRuns.Run(
            range: range, words: 1, isFirst: isFirst, hasEnding: true, hasOddSpelling: false, neighbours: [])
    }

    /// Where last parts of names stand, none of them within a listed name.
    private func ends(in sentence: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            let (kind, length) = ScalarClass.of(text.bytes, at: index)
            if kind == .han, let end = ending(at: index, sentence), !known.overlap(index..<end) {
                found.append(index..<end)
                index = end
            } else {
                index += length
            }
        }
        return found
    }

    private func ending(at start: Int, _ sentence: Range<Int>) -> Int? {
        [9, 6].lazy.map { start + $0 }.first {
            $0 <= sentence.upperBound && words.lists(of: start..<$0, in: text.bytes).contains(.endings)
        }
    }

    /// The name before a last part, if its beginning is sure and it is no common word.
    private func sureName(_ ending: Range<Int>, _ sentence: Range<Int>) -> Range<Int>? {
        for length in Self.lengths {
            let start = ending.lowerBound - length
            guard start >= sentence.lowerBound, isHan(start..<ending.lowerBound) else { return nil }
            let name = start..<ending.upperBound
            if known.overlap(name) || words.lists(of: name, in: text.bytes).contains(.common) { return nil }
            if begins(at: start, sentence) { return name }
        }
        return nil
    }

    private func isHan(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let (kind, length) = ScalarClass.of(text.bytes, at: index)
            guard kind == .han else { return false }
            index += length
        }
        return index == range.upperBound
    }

    private func begins(at start: Int, _ sentence: Range<Int>) -> Bool {
        start == sentence.lowerBound || ScalarClass.before(start, in: text.bytes) != .han
            || isDescribed(at: start, sentence)
    }

    private func isDescribed(at start: Int, _ sentence: Range<Int>) -> Bool {
        stride(from: 6, through: Self.longestWord, by: 3).contains { length in
            start - length >= sentence.lowerBound
                && words.lists(of: (start - length)..<start, in: text.bytes).contains(.organisation)
        }
    }
}
