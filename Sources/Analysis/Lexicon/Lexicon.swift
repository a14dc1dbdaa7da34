import NewsModel

/// Everything that the analysis knows of the world and of its languages, compiled for matching.
///
/// A class, since every reader of a story holds it: a struct of so many tables would be counted anew field by field.
package final class Lexicon: Sendable {
    /// Version stated in the domain file; stored with every analysis.
    package let version: String
    let camps: [Camp]
    let entities: [Entity]
    let schemas: [DealSchema]
    let cues: CueTable
    let frames: [Frame]
    /// Phrases are the aliases and the heads of the cues, by their numbers.
    let tries: PhraseTries
    let aliases: [Alias]
    /// Version of the weights, as their file states it.
    package let weightsVersion: String
    /// The weights by which labels are decided.
    let models: Models
    let untrainedModels: Models
    let languageDetector: LanguageDetector
    private let grammars: [Language: Grammar]
    private let vocabulary: NameVocabulary
    /// "Inc", "GmbH": endings that a company's identity goes without.
    let legalForms: Set<[UInt8]>
    /// The entities by their ids.
    private let parties: PartyDirectory
    private let schemaIndex: [DealType: Int]
    /// Numbers of the entities that no spelling stands for.
    private let forgotten: Set<Int>

    init(
        _ domain: LexiconDomain, _ names: NameCompiler, _ words: WordCompiler,
        _ languageDetector: LanguageDetector
    ) {
        self.languageDetector = languageDetector
        version = domain.version
        camps = domain.camps
        entities = names.entities.map { $0 }
        schemas = domain.schemas
        var cues = words.cues
        cues.trim()
        self.cues = cues
        frames = words.frames
        tries = PhraseTries(names, words)
        aliases = names.aliases.map { $0 }
        grammars = words.grammars
        legalForms = words.legalForms
        vocabulary = NameVocabulary(words.nameWords)
        let untrained = Models(
            camps: domain.camps, schemas: domain.schemas,
            sectors: Set(names.entities.map(\.sectorName) + [Entity.unlisted]).sorted(),
            markers: Set(words.grammars.values.flatMap(\.slots)).sorted())
        untrainedModels = untrained
        models = untrained
        weightsVersion = ""
        parties = PartyDirectory(entities)
        forgotten = []
        schemaIndex = Dictionary(
            domain.schemas.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private init(_ other: Lexicon, _ models: Models, _ weightsVersion: String, forgotten: Set<Int>) {
        self.forgotten = forgotten
        version = other.version
        camps = other.camps
        entities = other.entities
        schemas = other.schemas
        cues = other.cues
        frames = other.frames
        tries = other.tries
        aliases = other.aliases
        self.weightsVersion = weightsVersion
        self.models = models
        untrainedModels = other.untrainedModels
        languageDetector = other.languageDetector
        grammars = other.grammars
        vocabulary = other.vocabulary
        legalForms = other.legalForms
        parties = other.parties
        schemaIndex = other.schemaIndex
    }

    /// The same knowledge with other weights.
    func with(_ models: Models, version: String) -> Lexicon {
        Lexicon(self, models, version, forgotten: forgotten)
    }

    /// The same knowledge, in which some companies and people are not listed.
    func forgetting(_ ids: Set<String>) -> Lexicon {
        Lexicon(self, models, weightsVersion, forgotten: Set(ids.compactMap(parties.number)))
    }

    /// The name to show for a party (`PartyDirectory`).
    package func displayName(ofParty id: String) -> String { parties.displayName(ofParty: id) }

    /// The words by which unlisted names are told in a language.
    func nameWords(of language: Language) -> NameWords { vocabulary[language] }

    func entityNumber(of id: String) -> Int? { parties.number(of: id).flatMap { isListed($0) ? $0 : nil } }

    func isListed(_ entity: Int) -> Bool { forgotten.isEmpty || !forgotten.contains(entity) }

    func grammar(of language: Language) -> Grammar {
        grammars[language.lexiconLanguage] ?? Grammar()
    }

    func schema(of type: DealType) -> DealSchema? { schemaIndex[type].map { schemas[$0] } }
}

extension Language {
    /// Both scripts of Chinese share one lexicon, because folding makes them one.
    var lexiconLanguage: Language { self == .chineseTraditional ? .chineseSimplified : self }
}
