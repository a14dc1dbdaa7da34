import FoundationEssentials
import NewsModel

extension Lexicon {
    /// Loads and compiles `companies.toml` and `lexicon/*.toml` of a configuration directory.
    ///
    /// Names and words know nothing of each other, so they are read and compiled at once, the letters with the names. Every
    /// file is read before any mistake is thrown, and what hangs on the domain file is compared with it only where that has none, so
    /// that one mistake is told once.
    package static func load(directory: String) throws(LexiconErrors) -> Lexicon {
        let mistakes = LexiconMistakes()
        var fingerprint = StableHash()
        var domain = LexiconDomain()
        if let table = LexiconFile.table("\(directory)/lexicon/domain.toml", mistakes) {
            fingerprint.add(file: table.source.bytes)
            domain = LexiconDomain(DomainFile(table))
        }
        let (sound, isSound) = (domain, mistakes.count == 0)
        let ((names, letters), words) = concurrently {
            (LexiconPart.names(in: directory, isSound ? sound : nil), LexiconPart.letters(in: directory))
        } _: {
            LexiconPart.words(in: directory, isSound ? sound : nil)
        }
        for (found, print) in [
            (names.mistakes, names.fingerprint), (words.mistakes, words.fingerprint),
            (letters.mistakes, letters.fingerprint),
        ] {
            mistakes.add(found)
            fingerprint.add(print)
        }
        let weights = LexiconFile.table("\(directory)/lexicon/\(weightFileName)", mistakes)
        let file = weights.map(WeightFile.init)
        try mistakes.check()
        let lexicon = Lexicon(
            domain, names.content, words.content, LanguageDetector(letters: letters.content))
        var models = lexicon.models
        if let file, let weights {
            file.fill(&models, weights)
            fingerprint.add(file: weights.source.bytes)
        }
        try mistakes.check()
        // Words that are changed make another version, whoever forgets to say so.
        let version = "\(file?.version ?? "")-\(String(fingerprint.value, radix: 36))"
        return lexicon.with(models, version: version)
    }

    /// The same with untrained models.
    package var withoutWeights: Lexicon { with(untrainedModels, version: weightsVersion) }

    /// Whether any weight is another than in an untrained model.
    var isTrained: Bool {
        Models.grids.contains { models[keyPath: $0.path] != untrainedModels[keyPath: $0.path] }
    }

    /// The file in `lexicon/` that holds the weights.
    package static let weightFileName = "weights.toml"

    /// The file in `lexicon/` by which the languages of the Latin script are told apart.
    static let letterFileName = "letters.toml"

    /// The text of the file that holds the weights in force.
    package func weightFile(version: String) -> String { WeightFile.text(models, version: version) }
}

/// What some files of the lexicon were compiled to, what is wrong in them, and a hash of their bytes.
private struct LexiconPart<Content: Sendable>: Sendable {
    var content: Content
    var mistakes: [LexiconError]
    var fingerprint: StableHash
}

extension LexiconPart<NameCompiler> {
    /// Companies and people; without a domain they are checked for their form only.
    static func names(in directory: String, _ domain: LexiconDomain?) -> LexiconPart {
        let mistakes = LexiconMistakes()
        var fingerprint = StableHash()
        var compiler = NameCompiler(domain ?? LexiconDomain())
        if let table = LexiconFile.table("\(directory)/companies.toml", mistakes) {
            fingerprint.add(file: table.source.bytes)
            let companies = CompanyFile(table)
            if domain != nil { compiler.add(companies) }
        }
        return LexiconPart(content: compiler, mistakes: mistakes.found, fingerprint: fingerprint)
    }
}

extension LexiconPart<LetterTable> {
    static func letters(in directory: String) -> LexiconPart {
        let mistakes = LexiconMistakes()
        var fingerprint = StableHash()
        var letters = LetterTable()
        if let table = LexiconFile.table("\(directory)/lexicon/\(Lexicon.letterFileName)", mistakes) {
            fingerprint.add(file: table.source.bytes)
            letters = LetterFile(table).table
        }
        return LexiconPart(content: letters, mistakes: mistakes.found, fingerprint: fingerprint)
    }
}

extension LexiconPart<WordCompiler> {
    /// Each language's tree is gone before the next one's is read.
    static func words(in directory: String, _ domain: LexiconDomain?) -> LexiconPart {
        let mistakes = LexiconMistakes()
        var fingerprint = StableHash()
        var compiler = WordCompiler(domain ?? LexiconDomain())
        for path in LexiconFile.languages(in: "\(directory)/lexicon", mistakes) {
            guard let table = LexiconFile.table(path, mistakes) else { continue }
            fingerprint.add(file: table.source.bytes)
            let language = LanguageFile(table)
            if domain != nil { compiler.add(language) }
        }
        // A slip in a grammar would make strangers of all its slots.
        if mistakes.count == 0 { compiler.checkSlots(mistakes) }
        return LexiconPart(content: compiler, mistakes: mistakes.found, fingerprint: fingerprint)
    }
}

/// Reads one TOML file of the lexicon.
enum LexiconFile {
    /// Larger files are mistakes; the largest that is shipped has 1 MiB.
    private static let sizeLimit = 4 << 20

    static func languages(in directory: String, _ mistakes: LexiconMistakes) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            let others = ["domain.toml", Lexicon.weightFileName, Lexicon.letterFileName]
            return names.filter { $0.hasSuffix(".toml") && !others.contains($0) }.sorted().map {
                "\(directory)/\($0)"
            }
        } catch {
            mistakes.add(directory, line: nil, "cannot be listed: \(error)")
            return []
        }
    }

    /// Nil, with the mistake reported, where the file cannot be read or is no TOML.
    static func table(_ path: String, _ mistakes: LexiconMistakes) -> LexiconTable? {
        guard let data = FileManager.default.contents(atPath: path) else {
            mistakes.add(path, line: nil, "cannot be read; is --config right and the file readable?")
            return nil
        }
        guard data.count <= sizeLimit else {
            mistakes.add(path, line: nil, "is larger than 4 MiB")
            return nil
        }
        return LexiconTable(LexiconSource(file: path, bytes: Array(data), mistakes: mistakes))
    }
}
