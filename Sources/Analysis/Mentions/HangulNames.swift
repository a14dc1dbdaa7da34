/// Finds the words of Korean sentences that may name an organisation or a person that no list knows.
///
/// Hangul has no capitals, so a word is taken only for a sign beside it: a describing word before it
/// ("스타트업 누리솔이"), an ending of companies' names ("한결클라우드"), a title behind it ("이상호 대표"). A word that has
/// such a sign in one place is the same name wherever it stands.
struct HangulNames {
    let text: FoldedText
    let words: NameWords
    /// Names that lists know, in the order of the text.
    let known: [Range<Int>]

    private struct Word {
        /// Without its particle.
        var name: Range<Int>
        var whole: Range<Int>
        var hasParticle: Bool
    }

    /// The shortest and the longest name, in bytes; a syllable has three.
    private static let lengths = 6...36

    func runs(in sentences: [Sentence]) -> [[CapitalRuns.Run]] {
        let lists = sentences.map { split($0.range) }
        var found = lists.map { list in list.indices.compactMap { run(list, $0) } }
        let names = Set(found.joined().map { Array(text.bytes[$0.range]) })
        guard !names.isEmpty else { return found }
        for (number, list) in lists.enumerated() {
            let taken = Set(found[number].map(\.range.lowerBound))
            for (index, word) in list.enumerated()
            where !taken.contains(word.name.lowerBound) && names.contains(Array(text.bytes[word.name])) {
                found[number].append(plain(word, isFirst: index == 0))
            }
        }
        return found
    }

    private func plain(_ word: Word, isFirst: Bool) -> CapitalRuns.Run {
        CapitalRuns.Run(
            range: word.name, words: 1, isFirst: isFirst, hasEnding: false, hasOddSpelling: false,
            neighbours: [])
    }

    // MARK: Words

    private func split(_ sentence: Range<Int>) -> [Word] {
        let bytes = text.bytes
        var list: [Word] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: index)
            guard isPart(kind) else {
                index += length
                continue
            }
            var end = index
            while end < sentence.upperBound {
                let (kind, length) = ScalarClass.of(bytes, at: end)
                guard isPart(kind) else { break }
                end += length
            }
            if let word = word(index..<end) { list.append(word) }
            index = end
        }
        return list
    }

    private func isPart(_ kind: ScalarKind) -> Bool { kind == .hangul || kind == .latin || kind == .digit }

    private func word(_ whole: Range<Int>) -> Word? {
        guard text.bytes[whole].contains(where: { $0 >= 0x80 }) else { return nil }
        let end = KoreanParticles.start(text.bytes, in: whole)
        return Word(name: whole.lowerBound..<end, whole: whole, hasParticle: end < whole.upperBound)
    }

    // MARK: Signs

    private func run(_ list: [Word], _ index: Int) -> CapitalRuns.Run? {
        let word = list[index]
        guard Self.lengths.contains(word.name.count), !known.overlap(word.whole), !isPlainWord(word.name)
        else {
            return nil
        }
        var run = plain(word, isFirst: index == 0)
        run.hasEnding = hasEnding(word.name)
        if index > 0, isBeside(list[index - 1].whole, word.whole),
            describes(list[index - 1].whole)
        {
            run.neighbours.insert(.organisation)
        }
        if isPersonName(text.bytes[word.name]), index + 1 < list.count,
            isBeside(word.whole, list[index + 1].whole),
            !word.hasParticle,
            words.lists(of: list[index + 1].name, in: text.bytes).contains(.person)
        {
            run.neighbours.insert(.person)
        }
        return run.hasEnding || !run.neighbours.isEmpty ? run : nil
    }

    private func isPlainWord(_ word: Range<Int>) -> Bool {
        !words.lists(of: word, in: text.bytes).isDisjoint(with: [.common, .person]) || describes(word)
    }

    /// Whether a word ends as those that describe a company: "AI스타트업", "설계사".
    private func describes(_ word: Range<Int>) -> Bool { ends(word, in: .organisation, after: 0) }

    /// Whether a word ends as companies' names do, after two syllables at least.
    private func hasEnding(_ word: Range<Int>) -> Bool { ends(word, in: .endings, after: 6) }

    private func ends(_ word: Range<Int>, in list: NameWords.Lists, after least: Int) -> Bool {
        var start = word.lowerBound
        while start < word.upperBound {
            if start - word.lowerBound >= least,
                words.lists(of: start..<word.upperBound, in: text.bytes).contains(list)
            {
                return true
            }
            start += ScalarClass.of(text.bytes, at: start).length
        }
        return false
    }

    private func isBeside(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        text.bytes[left.upperBound..<right.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0x22 || $0 == 0x27 }
    }

    /// Family name and given name: three syllables and nothing else.
    private func isPersonName(_ word: ArraySlice<UInt8>) -> Bool {
        word.count == 9 && word.allSatisfy { $0 >= 0x80 }
    }
}
