import NewsModel

/// Everything that the analysis knows of the world and of its languages, compiled for matching.
package struct Lexicon: Sendable {
    /// What one phrase of the trie is.
    enum Phrase: Sendable {
        case alias(Alias)
        case cue(Int)
    }

    /// Version stated in the domain file; stored with every analysis.
    package let version: String
    let camps: [Camp]
    let entities: [Entity]
    let schemas: [DealSchema]
    let cues: [CuePattern]
    /// The language of each cue; nil where it holds in all.
    let cueLanguages: [Language?]
    let frames: [Frame]
    let trie: PhraseTrie
    let phrases: [Phrase]
    /// The language in which each phrase counts; nil where it does in all, as names do.
    let phraseLanguages: [Language?]
    /// Version of the weights, as their file states it.
    package internal(set) var weightsVersion = ""
    /// The weights by which labels are decided.
    var models: Models
    let untrainedModels: Models
    private let grammars: [Language: Grammar]
    private let nameWords: [Language: NameWords]
    private let commonNameWords: NameWords
    /// "Inc", "GmbH": endings that a company's identity goes without.
    let legalForms: Set<[UInt8]>
    private let entityIndex: [String: Int]
    private let schemaIndex: [DealType: Int]

    init(compiled: LexiconCompiler) {
        version = compiled.version
        camps = compiled.camps
        entities = compiled.entities
        schemas = compiled.schemas
        cues = compiled.cues
        cueLanguages = compiled.cueLanguages
        frames = compiled.frames
        trie = PhraseTrie(compiled.phraseBytes)
        phrases = compiled.phrases
        phraseLanguages = compiled.phrases.map { phrase in
            if case .cue(let number) = phrase { compiled.cueLanguages[number] } else { nil }
        }
        grammars = compiled.grammars
        legalForms = compiled.legalForms
        let shared = compiled.nameWords[nil] ?? NameWords()
        commonNameWords = shared
        nameWords = Dictionary(
            uniqueKeysWithValues: compiled.nameWords.compactMap { language, words in
                language.map {
                    var all = words
                    all.formUnion(shared)
                    return ($0, all)
                }
            })
        untrainedModels = Models(
            camps: compiled.camps, schemas: compiled.schemas,
            sectors: Set(
                compiled.entities.map { $0.sector.isEmpty ? "person" : $0.sector } + [Entity.unlisted]
            )
            .sorted(),
            markers: Set(compiled.grammars.values.flatMap(\.slots)).sorted())
        models = untrainedModels
        entityIndex = Dictionary(
            compiled.entities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        schemaIndex = Dictionary(
            compiled.schemas.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The name to show for a party: the lexicon's, else the id with capitals ("acme-robotics" → "Acme Robotics").
    package func displayName(ofParty id: String) -> String {
        if let index = entityIndex[id] { return entities[index].name }
        return id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(
            separator: " ")
    }

    /// The words by which unlisted names are told in a language.
    func nameWords(of language: Language) -> NameWords {
        nameWords[language.lexiconLanguage] ?? commonNameWords
    }

    func entityNumber(of id: String) -> Int? { entityIndex[id] }

    func grammar(of language: Language) -> Grammar {
        grammars[language.lexiconLanguage] ?? Grammar()
    }

    func schema(of type: DealType) -> DealSchema? { schemaIndex[type].map { schemas[$0] } }
}

extension Language {
    /// Both scripts of Chinese share one lexicon, because folding makes them one.
    var lexiconLanguage: Language { self == .chineseTraditional ? .chineseSimplified : self }
}
