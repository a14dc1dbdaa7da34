/// Cuts the runs of capitalised Latin and Cyrillic words out of sentences.
struct CapitalRuns {
    let text: FoldedText
    let words: NameWords
    /// Names that lists know, in the order of the text.
    let known: [Range<Int>]

    struct Run {
        var range: Range<Int>
        var words: Int
        var isFirst: Bool
        var hasEnding: Bool
        /// A capital inside a word, a digit beside letters, a dot as in "01.ai".
        var hasOddSpelling: Bool
        /// Between quotation marks: «Ладога».
        var isQuoted = false
        /// Lists of the describing words in it and around it.
        var neighbours: NameWords.Lists
    }

    private struct Word {
        var range: Range<Int>
        var isCapitalized: Bool
        /// Belongs to a name that lists know.
        var isKnown: Bool
        var isName: Bool
        /// Nothing but one space or a hyphen lies before it.
        var followsOn: Bool
    }

    /// The longest name, in words.
    private static let longest = 5
    /// Words between a description and a name.
    private static let reach = 3

    func runs(in sentence: Range<Int>) -> (runs: [Run], isTitleCase: Bool) {
        let list = split(sentence)
        var runs: [Run] = []
        var index = 0
        while index < list.count {
            guard list[index].isName else {
                index += 1
                continue
            }
            var end = index + 1
            while end < list.count, list[end].followsOn,
                list[end].isName || isEnding(list[end])
            { end += 1 }
            if let run = run(list, index..<end) { runs.append(run) }
            index = end
        }
        return (runs, isTitleCase(list))
    }

    private func isTitleCase(_ list: [Word]) -> Bool {
        var long = 0
        var capitalised = 0
        for word in list where word.range.count > 3 {
            long += 1
            if word.isCapitalized { capitalised += 1 }
        }
        return long >= 3 && capitalised * 4 >= long * 3
    }

    // MARK: Words

    private func split(_ sentence: Range<Int>) -> [Word] {
        let bytes = text.bytes
        var list: [Word] = []
        var index = sentence.lowerBound
        var nextKnown = known.partitioningIndex { $0.upperBound > sentence.lowerBound }
        while index < sentence.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: index)
            guard kind.isCased || kind == .digit else {
                index += length
                continue
            }
            let end = wordEnd(from: index, in: sentence)
            while nextKnown < known.count, known[nextKnown].upperBound <= index { nextKnown += 1 }
            let isKnown = nextKnown < known.count && known[nextKnown].lowerBound < end
            let isCapitalized = text.isCapitalized(at: index)
            list.append(
                Word(
                    range: index..<end, isCapitalized: isCapitalized, isKnown: isKnown,
                    isName: !isKnown && isName(index..<end, isCapitalized: isCapitalized),
                    followsOn: list.last?.range.upperBound == index - 1 && bytes[index - 1] == 0x20))
            index = end
        }
        return list
    }

    /// A word goes on over letters and digits, and over marks that stand between two of them.
    private func wordEnd(from start: Int, in sentence: Range<Int>) -> Int {
        let bytes = text.bytes
        var end = start
        while end < sentence.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: end)
            if kind.isCased || kind == .digit {
                end += length
            } else if bytes[end] == 0x26 || bytes[end] == 0x2D || bytes[end] == 0x2E,
                end + 1 < sentence.upperBound,
                ScalarClass.after(end + 1, in: bytes).isCased
                    || ScalarClass.after(end + 1, in: bytes) == .digit,
                end > start
            {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private func isName(_ range: Range<Int>, isCapitalized: Bool) -> Bool {
        guard isCapitalized || range.count > 1 && hasInnerCapital(range) else { return false }
        return !words.lists(of: range, in: text.bytes).contains(.common) && !isCompound(range)
            && !isPart(range)
    }

    /// Looked up where it is asked for: most words stand beside no name.
    private func lists(of word: Word) -> NameWords.Lists {
        let lists = words.lists(of: word.range, in: text.bytes)
        // "Skarv as Memphis runs out", "Kestrel data centres": no AS, no Kestrel Data.
        return word.isCapitalized ? lists : lists.subtracting(.endings)
    }

    /// "Skild AI"; but the AI of a known "AI Pin" is no end of the name before it.
    private func isEnding(_ word: Word) -> Bool { !word.isKnown && lists(of: word).contains(.endings) }

    /// "GB300s", "MI450", "H200": capitals and digits name a thing.
    private func isPart(_ range: Range<Int>) -> Bool {
        let place = text.originalRange(range)
        let letters = text.original[place].filter { $0 &- 0x30 >= 10 }
        let digits = place.count - letters.count
        guard digits >= 2, let last = letters.last else { return false }
        return letters.dropLast(last == UInt8(ascii: "s") ? 1 : 0).allSatisfy { $0 &- 0x41 < 26 }
    }

    /// "ИИ-помощник", "IT-дайджест": the capitals of an abbreviation make no name of a common word.
    private func isCompound(_ range: Range<Int>) -> Bool {
        guard let hyphen = text.bytes[range].firstIndex(of: UInt8(ascii: "-")) else { return false }
        return ScalarClass.after(hyphen + 1, in: text.bytes) == .cyrillic
            && !text.isCapitalized(at: hyphen + 1)
    }

    private func hasInnerCapital(_ range: Range<Int>) -> Bool {
        let original = text.original
        let place = text.originalRange(range)
        var hasSmall = false
        var hasCapital = false
        for index in place {
            if original[index] &- 0x61 < 26 { hasSmall = true }
            if index > place.lowerBound, original[index] &- 0x41 < 26, original[index - 1] != 0x2D {
                hasCapital = true
            }
        }
        return hasSmall && hasCapital
    }

    // MARK: Runs

    private func run(_ list: [Word], _ span: Range<Int>) -> Run? {
        // "Startup Parloa": a description that is written with a capital is not part of the name.
        var span = span
        var neighbours: NameWords.Lists = []
        while let first = span.first, let kind = neighbour(list[first]) {
            neighbours.insert(kind)
            span = span.dropFirst()
        }
        while span.count > 1, let last = span.last, let kind = neighbour(list[last]),
            !lists(of: list[last]).contains(.endings)
        {
            neighbours.insert(kind)
            span = span.dropLast()
        }
        guard let first = span.first, let last = span.last, span.count <= Self.longest else { return nil }
        let range = list[first].range.lowerBound..<list[last].range.upperBound
        guard range.count > 2, text.bytes[range].contains(where: { $0 >= 0x61 }) else { return nil }
        let around = max(first - Self.reach, 0)...min(last + Self.reach, list.count - 1)
        for number in around where !span.contains(number) {
            if let kind = neighbour(list[number]) { neighbours.insert(kind) }
        }
        // "Jonathan McAllard" is a person without any word beside it, and however it is spelled.
        let isPerson = span.count > 1 && lists(of: list[first]).contains(.given)
        if isPerson { neighbours.insert(.person) }
        return Run(
            range: range, words: span.count, isFirst: first == 0,
            hasEnding: lists(of: list[last]).contains(.endings),
            hasOddSpelling: !isPerson && span.contains { isOdd(list[$0].range) },
            isQuoted: text.isQuoted(range),
            neighbours: neighbours)
    }

    /// Whom a word describes, if anybody.
    private func neighbour(_ word: Word) -> NameWords.Lists? {
        let lists = lists(of: word)
        if lists.contains(.person) { return .person }
        return lists.contains(.organisation) ? .organisation : nil
    }

    private func isOdd(_ range: Range<Int>) -> Bool {
        let word = text.bytes[range]
        if hasInnerCapital(range) { return true }
        return word.contains(0x2E) && !word.contains { (0x30...0x39).contains($0) }
    }
}

extension FoldedText {
    /// Whether quotation marks stand right around a stretch of the text.
    func isQuoted(_ range: Range<Int>) -> Bool {
        range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "\"")
            && bytes[range.upperBound...].first == UInt8(ascii: "\"")
    }
}
