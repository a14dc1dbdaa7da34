/// The words of one language by which an unlisted name is told.
struct NameWords: Sendable {
    /// Beside a company: "startup", "chipmaker", "Anbieter".
    var organisation: Set<[UInt8]> = []
    /// Beside a person: "CEO", "founder", "Forscher".
    var person: Set<[UInt8]> = []
    /// Written with a capital, but no company: months, countries, "Series".
    var common: Set<[UInt8]> = []
    /// Last words of companies' names: "AI", "Labs", "Capital", "GmbH".
    var endings: Set<[UInt8]> = []

    mutating func formUnion(_ other: NameWords) {
        organisation.formUnion(other.organisation)
        person.formUnion(other.person)
        common.formUnion(other.common)
        endings.formUnion(other.endings)
    }
}

/// Cuts the runs of capitalised Latin words out of sentences.
struct CapitalRuns {
    let text: FoldedText
    let words: NameWords
    /// Names that lists know, in the order of the text.
    let known: [Range<Int>]

    enum Neighbour {
        case organisation
        case person
    }

    struct Run {
        var range: Range<Int>
        var words: Int
        var isFirst: Bool
        var hasEnding: Bool
        /// A capital inside a word, a digit beside letters, a dot as in "01.ai".
        var hasOddSpelling: Bool
        var neighbours: Set<Neighbour>
    }

    private struct Word {
        var range: Range<Int>
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
            while end < list.count, list[end].followsOn, list[end].isName || isEnding(list[end]) { end += 1 }
            if let run = run(list, index..<end) { runs.append(run) }
            index = end
        }
        return (runs, isTitleCase(list))
    }

    private func isTitleCase(_ list: [Word]) -> Bool {
        let long = list.filter { $0.range.count > 3 }
        return long.count >= 3
            && long.filter { text.isCapitalized(at: $0.range.lowerBound) }.count * 4 >= long.count * 3
    }

    // MARK: Words

    private func split(_ sentence: Range<Int>) -> [Word] {
        let bytes = text.bytes
        var list: [Word] = []
        var index = sentence.lowerBound
        var nextKnown = known.partitioningIndex { $0.upperBound > sentence.lowerBound }
        while index < sentence.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: index)
            guard kind == .latin || kind == .digit else {
                index += length
                continue
            }
            let end = wordEnd(from: index, in: sentence)
            while nextKnown < known.count, known[nextKnown].upperBound <= index { nextKnown += 1 }
            let isKnown = nextKnown < known.count && known[nextKnown].lowerBound < end
            list.append(
                Word(
                    range: index..<end, isName: !isKnown && isName(index..<end),
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
            if kind == .latin || kind == .digit {
                end += length
            } else if [0x26, 0x2D, 0x2E].contains(bytes[end]), end + 1 < sentence.upperBound,
                ScalarClass.after(end + 1, in: bytes) == .latin
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

    private func isName(_ range: Range<Int>) -> Bool {
        let word = Array(text.bytes[range])
        guard word.count > 1 || text.isCapitalized(at: range.lowerBound) else { return false }
        guard text.isCapitalized(at: range.lowerBound) || hasInnerCapital(range) else { return false }
        return !words.common.contains(word)
    }

    private func hasInnerCapital(_ range: Range<Int>) -> Bool {
        let original = text.original[text.originalRange(range)]
        var hasSmall = false
        var hasCapital = false
        for (offset, byte) in original.enumerated() {
            if (0x61...0x7A).contains(byte) { hasSmall = true }
            if offset > 0, (0x41...0x5A).contains(byte), original[original.startIndex + offset - 1] != 0x2D {
                hasCapital = true
            }
        }
        return hasSmall && hasCapital
    }

    // MARK: Runs

    private func run(_ list: [Word], _ span: Range<Int>) -> Run? {
        // "Startup Parloa": a description that is written with a capital is not part of the name.
        var span = span
        var neighbours: Set<Neighbour> = []
        while let first = span.first, let kind = neighbour(list[first]) {
            neighbours.insert(kind)
            span = span.dropFirst()
        }
        while span.count > 1, let last = span.last, let kind = neighbour(list[last]), !isEnding(list[last]) {
            neighbours.insert(kind)
            span = span.dropLast()
        }
        guard let first = span.first, let last = span.last, span.count <= Self.longest else { return nil }
        let range = list[first].range.lowerBound..<list[last].range.upperBound
        guard range.count > 2, text.bytes[range].contains(where: { $0 >= 0x61 }) else { return nil }
        for number in list.indices where !span.contains(number) {
            let away = number < first ? first - number : number - last
            if away <= Self.reach, let kind = neighbour(list[number]) { neighbours.insert(kind) }
        }
        return Run(
            range: range, words: span.count, isFirst: first == 0, hasEnding: isEnding(list[last]),
            hasOddSpelling: span.contains { isOdd(list[$0].range) }, neighbours: neighbours)
    }

    private func neighbour(_ word: Word) -> Neighbour? {
        let bytes = Array(text.bytes[word.range])
        if words.person.contains(bytes) { return .person }
        return words.organisation.contains(bytes) ? .organisation : nil
    }

    private func isEnding(_ word: Word) -> Bool { words.endings.contains(Array(text.bytes[word.range])) }

    private func isOdd(_ range: Range<Int>) -> Bool {
        let word = text.bytes[range]
        if hasInnerCapital(range) { return true }
        return word.contains(0x2E) && !word.contains { (0x30...0x39).contains($0) }
    }
}
