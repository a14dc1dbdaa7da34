package import NewsModel

/// The phrases of the lexicon by where they are looked up: a walk then meets next to nothing that cannot stand there.
struct PhraseTries: Sendable {
    /// Spellings of names that begin with a capital, and the others.
    private let capitalized: PhraseTrie
    private let uncapitalized: PhraseTrie
    private let cues: [Language: PhraseTrie]
    private let sharedCues: PhraseTrie

    init(_ names: NameCompiler, _ words: WordCompiler) {
        let shared = words.cuesByLanguage[nil] ?? []
        let own = words.cuesByLanguage.compactMap { language, own in language.map { ($0, own + shared) } }
        // The names are the most work, so they come first.
        let lists =
            [(names.spellings, names.capitalized), (names.spellings, names.uncapitalized)]
            + ([shared] + own.map(\.1)).map { (words.cueHeads, $0.sorted()) }
        let tries = lists.concurrentMap { PhraseTrie($0.0, $0.1) }
        capitalized = tries[0]
        uncapitalized = tries[1]
        sharedCues = tries[2]
        cues = Dictionary(uniqueKeysWithValues: zip(own.map(\.0), tries.dropFirst(3)))
    }

    /// Calls `name` with the number and the bytes of each spelling that stands in a part of a text, and `cue` with those of each
    /// head of a cue; places from the left, and at each the names first.
    @inline(__always)
    func forEachPhrase(
        in text: FoldedText, _ range: Range<Int>, _ language: Language,
        name: (_ alias: Int, _ range: Range<Int>) -> Void, cue: (_ cue: Int, _ range: Range<Int>) -> Void
    ) {
        let bytes = text.bytes
        let heads = cues[language.lexiconLanguage] ?? sharedCues
        var index = range.lowerBound
        var previous = ScalarKind.space
        while index < range.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: index)
            if kind != .space, kind.isCJK || kind == .punctuation || kind != previous {
                let place = PhraseOpenings.Place(bytes, at: index)
                if kind.isCased, text.isCapitalized(at: index) {
                    capitalized.forEachPhrase(in: bytes, at: index, place) { name($0, index..<$1) }
                }
                uncapitalized.forEachPhrase(in: bytes, at: index, place) { name($0, index..<$1) }
                heads.forEachPhrase(in: bytes, at: index, place) { cue($0, index..<$1) }
            }
            previous = kind
            index += length
        }
    }
}

extension Lexicon {
    /// How many spellings of names and heads of cues stand in a text: the whole work of matching, before anything is
    /// asked of what stands around them.
    package func countPhrases(in text: FoldedText, language: Language) -> Int {
        var count = 0
        tries.forEachPhrase(in: text, text.bytes.indices, language) { _, _ in
            count += 1
        } cue: { _, _ in
            count += 1
        }
        return count
    }
}
