import NewsModel

/// Finds organisations and people that no list knows: capitalised runs, and Korean words, with a sign beside them that
/// they are one.
///
/// A sign is a describing word ("the startup Parloa"), an ending ("Skild AI", "Cathay Innovation Capital"), a spelling
/// ("OpenBabylon"), a cue of a deal right beside it, or that title and text both name it; the weights below add up.
/// Precision comes first: a name that is missed leaves a deal incomplete, a word taken for a name takes a role
/// from the company that has it.
struct OpenNameFinder {
    let lexicon: Lexicon
    let text: FoldedText
    let sentences: [Sentence]
    let language: Language
    /// Words that stand for listed names of the story.
    let shortForms: ShortForms<Int>

    /// A name with every place where it stands.
    struct Found {
        var id: String
        var name: String
        var kind: Entity.Kind
        var ranges: [(range: Range<Int>, sentence: Int)]
    }

    /// What one run of capitalised words shows, over all its places.
    private struct Candidate {
        /// What is the same at all its places.
        let key: [UInt8]
        /// Where the spelling stands that names it.
        var name = 0..<0
        var places: [(range: Range<Int>, sentence: Int)] = []
        var isDescribed = false
        var isPerson = false
        var isBesideCue = false
        /// Stands where a capital means something: inside a sentence.
        var isInside = false
        var words = 0
        var hasEnding = false
        var hasOddSpelling = false
        var isQuoted = false
        /// In Latin letters where the language has others.
        var isForeign = false
        /// In a script without capitals.
        var isCaseless = false
        /// At all its places capitals alone in brackets.
        var isOnlyInBrackets = true
        /// Now part of a longer form.
        var isAbsorbed = false

        init(key: [UInt8]) { self.key = key }

        /// Is a person's, if it is a name.
        var isPersonal: Bool {
            isPerson && (isCaseless ? !isDescribed : (2...4).contains(words)) && !hasEnding && !hasOddSpelling
        }

        /// Stands in more than one sentence.
        var isRepeated: Bool { places.contains { $0.sentence != places[0].sentence } }

        /// More than words of a title that all have capitals.
        var mayBeWhole: Bool { words > 1 && (isInside || hasEnding || isDescribed || isPersonal) }

        /// Takes over the places of a shorter form, and what speaks for it.
        mutating func absorb(_ short: Candidate) {
            places += short.places
            isDescribed = isDescribed || short.isDescribed
            isBesideCue = isBesideCue || short.isBesideCue
            isInside = isInside || short.isInside
            hasOddSpelling = hasOddSpelling || short.hasOddSpelling
            isQuoted = isQuoted || short.isQuoted
        }
    }

    private static let enough = 2.0
    /// Each look goes through the whole text, so a text made of openings gets no more of them.
    private static let mostLooks = 20
    /// Bytes between a name and a cue that belongs to it.
    private static let besideCue = 12

    func names(known: [Range<Int>], hits: [CueHit]) -> [Found] {
        let words = lexicon.nameWords(of: language)
        let runs = CapitalRuns(text: text, words: words, known: known)
        var candidates: [Candidate] = []
        var numbers: [[UInt8]: Int] = [:]
        let cueRanges = frameRanges(hits)
        let unspaced = unspacedRuns(words, known)
        for (sentence, place) in sentences.enumerated() {
            let found = runs.runs(in: place.range)
            // A title whose every word has a capital says nothing by capitals; its names come again in the text.
            for run in found.runs + (unspaced.isEmpty ? [] : unspaced[sentence]) {
                let key = key(of: run.range)
                let number = numbers[key] ?? candidates.count
                if number == candidates.count {
                    numbers[key] = number
                    candidates.append(Candidate(key: key))
                }
                note(
                    run, sentence, isTitleCase: found.isTitleCase, words, cueRanges[sentence],
                    &candidates[number])
            }
        }
        var looks = 0
        joinShortForms(&candidates, &looks)
        return candidates.compactMap { candidate -> Found? in
            guard !candidate.isAbsorbed, !candidate.isOnlyInBrackets else { return nil }
            // A word that opens several sentences and is never written small is a name as well.
            guard !candidate.isInside, candidate.isRepeated, looks < Self.mostLooks else {
                return accept(candidate)
            }
            looks += 1
            var candidate = candidate
            candidate.isInside = !isWrittenSmall(candidate.key)
            return accept(candidate)
        }
    }

    /// Makes one name of a whole one and its short form, with all that speaks for either.
    ///
    /// A word that only opens sentences must not be written small elsewhere: "Forest fires" are not of Forest Labs.
    private func joinShortForms(_ candidates: inout [Candidate], _ looks: inout Int) {
        var forms = ShortForms<Int>()
        for (number, candidate) in candidates.enumerated() where candidate.mayBeWhole {
            forms.add(candidate.key[...], of: number, isPerson: candidate.isPersonal)
        }
        for number in candidates.indices where !candidates[number].key.contains(0x20) {
            let part = candidates[number]
            guard let whole = forms[part.key[...]] else { continue }
            if !part.isInside, !part.isDescribed, !part.isCaseless {
                looks += 1
                if looks > Self.mostLooks || isWrittenSmall(part.key) { continue }
            }
            candidates[whole].absorb(part)
            candidates[number].isAbsorbed = true
        }
    }

    /// "Amazon.com (AMZN)", "Madrid (EFE)": capitals alone in brackets shorten what stands before them, or sign a report.
    private func isAbbreviation(_ range: Range<Int>) -> Bool {
        guard range.lowerBound > 0, text.bytes[range.lowerBound - 1] == UInt8(ascii: "("),
            text.bytes[range.upperBound...].first == UInt8(ascii: ")")
        else { return false }
        return text.original[text.originalRange(range)].allSatisfy { $0 &- 0x41 < 26 }
    }

    /// Names in scripts that have no capitals, by sentence; empty for the other languages.
    private func unspacedRuns(_ words: NameWords, _ known: [Range<Int>]) -> [[CapitalRuns.Run]] {
        switch language {
        case .korean: HangulNames(text: text, words: words, known: known).runs(in: sentences)
        case .chineseSimplified, .chineseTraditional:
            HanNames(text: text, words: words, known: known).runs(in: sentences)
        case .japanese: KanaNames(text: text, words: words, known: known).runs(in: sentences)
        default: []
        }
    }

    /// The same for all case forms of a Russian name.
    private func key(of range: Range<Int>) -> [UInt8] {
        guard language == .russian else { return Array(text.bytes[range]) }
        let words = Self.words(of: range, in: text.bytes).map {
            text.bytes[NameWords.core(of: $0, in: text.bytes)]
        }
        return Array(words.joined(separator: [0x20]))
    }

    private static func words(of range: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
        bytes[range].split(separator: 0x20).map { $0.startIndex..<$0.endIndex }
    }

    private func isWrittenSmall(_ word: [UInt8]) -> Bool {
        let bytes = text.bytes
        var found = 0
        while found + word.count <= bytes.count {
            if bytes[found] == word[0], stands(word, at: found), !text.isCapitalized(at: found),
                ScalarClass.before(found, in: bytes) != .latin,
                ScalarClass.after(found + word.count, in: bytes) != .latin
            {
                return true
            }
            found += 1
        }
        return false
    }

    private func stands(_ word: [UInt8], at place: Int) -> Bool {
        for index in word.indices where text.bytes[place + index] != word[index] { return false }
        return true
    }

    private func frameRanges(_ hits: [CueHit]) -> [[Range<Int>]] {
        var ranges = [[Range<Int>]](repeating: [], count: sentences.count)
        for hit in hits {
            if case .frame = lexicon.cues[hit.cue].label { ranges[hit.sentence].append(hit.range) }
        }
        return ranges
    }

    private func note(
        _ run: CapitalRuns.Run, _ sentence: Int, isTitleCase: Bool, _ words: NameWords,
        _ cues: [Range<Int>], _ candidate: inout Candidate
    ) {
        // The shortest case form is the nominative of most names.
        if candidate.places.isEmpty || length(ofName: run.range) < length(ofName: candidate.name) {
            candidate.name = run.range
        }
        if candidate.places.isEmpty {
            candidate.words = run.words
            candidate.hasOddSpelling = run.hasOddSpelling
            let kind = ScalarClass.of(text.bytes, at: run.range.lowerBound).kind
            candidate.isForeign = !language.isWrittenInLatin && kind == .latin
            candidate.isCaseless =
                !language.isWrittenInLatin && language != .russian
                && text.bytes[run.range].contains { $0 >= 0x80 }
        }
        candidate.hasEnding = candidate.hasEnding || run.hasEnding
        candidate.isOnlyInBrackets = candidate.isOnlyInBrackets && isAbbreviation(run.range)
        candidate.isQuoted = candidate.isQuoted || run.isQuoted
        candidate.places.append((run.range, sentence))
        candidate.isDescribed = candidate.isDescribed || run.neighbours.contains(.organisation)
        candidate.isPerson = candidate.isPerson || run.neighbours.contains(.person)
        candidate.isInside = candidate.isInside || !isTitleCase && !run.isFirst
        candidate.isBesideCue =
            candidate.isBesideCue
            || cues.contains { cue in
                max(cue.lowerBound - run.range.upperBound, run.range.lowerBound - cue.upperBound)
                    <= Self.besideCue
            }
    }

    /// As the text writes it; Chinese in simplified characters, so that both scripts give one identity.
    private func name(of range: Range<Int>) -> String {
        isHan(range) ? String(decoding: text.bytes[range], as: UTF8.self) : text.originalString(range)
    }

    /// The bytes of a name, which most candidates never need as a string.
    private func length(ofName range: Range<Int>) -> Int {
        isHan(range) ? range.count : text.originalRange(range).count
    }

    private func isHan(_ range: Range<Int>) -> Bool {
        ScalarClass.of(text.bytes, at: range.lowerBound).kind == .han
    }

    private func accept(_ candidate: Candidate) -> Found? {
        let isPerson = candidate.isPersonal
        guard isPerson || standsForListed(candidate) || score(candidate) >= Self.enough else { return nil }
        let name = name(of: candidate.name)
        let id = NameIdentifier.id(
            of: name, isPerson: isPerson, dropping: lexicon.legalForms,
            spellings: lexicon.nameWords(of: language).spellings)
        guard id.utf8.count >= 2 else { return nil }
        return Found(
            id: id, name: name, kind: isPerson ? .person : .organisation, ranges: candidate.places)
    }

    /// The "Ampere" of a story that names Ampere Computing needs no other sign.
    private func standsForListed(_ candidate: Candidate) -> Bool {
        shortForms[candidate.key[...]] != nil && (candidate.isInside || !isWrittenSmall(candidate.key))
    }

    private func score(_ candidate: Candidate) -> Double {
        var score = 0.0
        if candidate.hasEnding { score += candidate.words > 1 || candidate.isCaseless ? 2 : 0 }
        if candidate.isDescribed { score += 1.5 }
        if candidate.hasOddSpelling { score += 1.2 }
        if candidate.isBesideCue { score += 1 }
        if candidate.isQuoted, !language.isWrittenInLatin { score += 0.8 }
        if candidate.isForeign {
            score += 1.2
        } else if candidate.isCaseless {
            // No capital says anything.
        } else if candidate.isInside {
            score += 0.3
        } else {
            score -= 0.7
        }
        if candidate.isRepeated { score += 0.6 }
        if candidate.isRepeated, candidate.places.contains(where: { $0.sentence == 0 }) { score += 0.6 }
        // Every German noun has a capital.
        if candidate.words > 1 {
            score += language == .german ? 0 : 0.4
        } else if language == .german {
            score -= 0.5
        }
        return score
    }
}

extension Language {
    /// Latin letters are its own, so a capitalised word may be any word.
    var isWrittenInLatin: Bool {
        switch self {
        case .russian, .chineseSimplified, .chineseTraditional, .japanese, .korean: false
        default: true
        }
    }
}
