import NewsModel

/// The phrases of the lexicon by where they are looked up: a walk then meets next to nothing that cannot stand there.
struct PhraseTries: Sendable {
    /// Spellings of names that begin with a capital, and the others.
    let capitalized: PhraseTrie
    let uncapitalized: PhraseTrie
    private let cues: [Language: PhraseTrie]
    private let sharedCues: PhraseTrie

    init(_ compiled: LexiconCompiler) {
        capitalized = PhraseTrie(compiled.spellings, compiled.capitalized)
        let others = Set(compiled.spellings.indices).subtracting(compiled.capitalized)
        uncapitalized = PhraseTrie(compiled.spellings, others.sorted())
        let shared = compiled.cuesByLanguage[nil] ?? []
        sharedCues = PhraseTrie(compiled.cueHeads, shared)
        cues = Dictionary(
            uniqueKeysWithValues: compiled.cuesByLanguage.compactMap { language, own in
                language.map { ($0, PhraseTrie(compiled.cueHeads, (own + shared).sorted())) }
            })
    }

    /// The heads of the cues that a text in a language can have.
    func cues(of language: Language) -> PhraseTrie { cues[language.lexiconLanguage] ?? sharedCues }
}
