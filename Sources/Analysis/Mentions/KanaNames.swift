/// Finds the names in katakana that may be of an organisation or a person that no list knows.
///
/// Foreign words and names are written alike in Japanese, so a word is taken only for a sign beside it: what describes a
/// company before it (新興カタリナ, 英グラビトン, AIを開発するロジトレ), the place of its seat in brackets behind it
/// (ロジトレ(京都市)), an ending of companies' names (ヴェルナーAI), a title (ホルト氏). A word that has such a sign in one
/// place is the same name wherever it stands.
struct KanaNames {
    let text: FoldedText
    let words: NameWords
    /// Names that lists know, in the order of the text.
    let known: [Range<Int>]

    /// The shortest and the longest run of katakana in bytes; a character has three.
    private static let lengths = 9...48
    /// Bytes of the longest ending, description, or remark in brackets.
    private static let longestWord = 24
    private static let longestRemark = 40

    func runs(in sentences: [Sentence]) -> [[CapitalRuns.Run]] {
        let stretches = sentences.map { split($0.range) }
        let signed = zip(sentences, stretches).map { sentence, list in list.map { run($0, sentence.range) } }
        let names = Set(signed.joined().filter(isSigned).map { Array(text.bytes[$0.range]) })
        guard !names.isEmpty else { return signed.map { _ in [] } }
        return signed.map { list in list.filter { names.contains(Array(text.bytes[$0.range])) } }
    }

    private func isSigned(_ run: CapitalRuns.Run) -> Bool { run.hasEnding || !run.neighbours.isEmpty }

    // MARK: Words

    /// The katakana of a sentence that is of no listed name and no common word.
    private func split(_ sentence: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            let (kind, length) = ScalarClass.of(text.bytes, at: index)
            guard kind == .katakana else {
                index += length
                continue
            }
            let word = index..<end(of: index, in: sentence)
            if Self.lengths.contains(word.count), !known.overlap(word), !isCommon(word) { found.append(word) }
            index = word.upperBound
        }
        return found
    }

    /// A word goes on over katakana and over a middle dot between two of them: リナ・ホルト.
    private func end(of start: Int, in sentence: Range<Int>) -> Int {
        var end = start
        while end < sentence.upperBound {
            let (kind, length) = ScalarClass.of(text.bytes, at: end)
            let isDot = text.bytes[end...].starts(with: Self.middleDot)
            guard kind == .katakana || isDot && ScalarClass.after(end + length, in: text.bytes) == .katakana
            else { break }
            end += length
        }
        return end
    }

    private static let middleDot = Array("・".utf8)

    /// A loanword, alone or as the last part of a compound: サービス, クラウドサービス.
    private func isCommon(_ word: Range<Int>) -> Bool {
        !words.lists(of: word, in: text.bytes).isDisjoint(with: .endings)
            || ends(word, in: [.common, .person, .organisation])
    }

    private func hasEnding(_ word: Range<Int>) -> Bool {
        word.count > 6 && ends(word.lowerBound + 6..<word.upperBound, in: .endings)
    }

    /// Whether a word, or its last part, is in one of some lists.
    private func ends(_ word: Range<Int>, in lists: NameWords.Lists) -> Bool {
        stride(from: word.lowerBound, to: word.upperBound, by: 3).contains {
            !words.lists(of: $0..<word.upperBound, in: text.bytes).isDisjoint(with: lists)
        }
    }

    // MARK: Signs

    private func run(_ word: Range<Int>, _ sentence: Range<Int>) -> CapitalRuns.Run {
        let end = longest(from: word.upperBound, in: .endings, sentence)
        let range = word.lowerBound..<(end ?? word.upperBound)
        var neighbours: NameWords.Lists = []
        if longest(from: range.upperBound, in: .person, sentence) != nil {
            neighbours.insert(.person)
        } else if isDescribed(range, sentence) || hasSeat(after: range.upperBound, sentence) {
            neighbours.insert(.organisation)
        }
        return CapitalRuns.Run(
            range: range, words: 1, isFirst: word.lowerBound == sentence.lowerBound,
            hasEnding: end != nil || hasEnding(word), hasOddSpelling: false, isQuoted: text.isQuoted(range),
            neighbours: neighbours)
    }

    /// Where the longest word of a list ends that begins at a place, as the ending AI or the title 氏.
    private func longest(from start: Int, in list: NameWords.Lists, _ sentence: Range<Int>) -> Int? {
        let last = min(start + Self.longestWord, sentence.upperBound)
        return stride(from: last, to: start, by: -1).first { end in
            words.lists(of: start..<end, in: text.bytes).contains(list)
                && !(ScalarClass.before(end, in: text.bytes) == .latin
                    && ScalarClass.after(end, in: text.bytes) == .latin)
        }
    }

    /// A description stands right before a name, or before the の, comma or quotation mark that leads to it.
    private func isDescribed(_ name: Range<Int>, _ sentence: Range<Int>) -> Bool {
        if describes(before: name.lowerBound, from: sentence.lowerBound) { return true }
        return Self.links.contains { link in
            let end = name.lowerBound - link.count
            return end > sentence.lowerBound && text.bytes[end..<name.lowerBound].elementsEqual(link)
                && describes(before: end, from: sentence.lowerBound)
        }
    }

    private static let links = ["の", "、", ",", "\"", "、\"", ",\"", "の\""].map { Array($0.utf8) }

    /// Whether a describing word ends at a place; one character, as in 米 and 英, is a word of its own only.
    private func describes(before end: Int, from start: Int) -> Bool {
        stride(from: end - 3, through: max(start, end - Self.longestWord), by: -1).contains { index in
            guard words.lists(of: index..<end, in: text.bytes).contains(.organisation) else { return false }
            return end - index > 3 || ScalarClass.before(index, in: text.bytes) != .han
        }
    }

    /// Whether brackets follow that name a town or a number at the exchange: (東京・千代田), (京都市), <421A>.
    private func hasSeat(after place: Int, _ sentence: Range<Int>) -> Bool {
        let rest = text.bytes[place..<min(place + Self.longestRemark, sentence.upperBound)]
        if rest.first == UInt8(ascii: "<") { return rest.prefix(6).last == UInt8(ascii: ">") }
        guard rest.first == UInt8(ascii: "("), let close = rest.firstIndex(of: UInt8(ascii: ")")) else {
            return false
        }
        let remark = rest[(place + 1)..<close]
        return Self.districts.contains { remark.suffix(3) == $0[...] }
            || remark.indices.contains { remark[$0...].starts(with: Self.middleDot) }
    }

    /// Town, ward, village, prefecture, state.
    private static let districts = ["市", "区", "町", "村", "県", "府", "州", "都"].map { Array($0.utf8) }
}
