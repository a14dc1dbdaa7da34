import FoundationEssentials
import NewsModel

extension Lexicon {
    /// Loads and compiles `companies.toml` and `lexicon/*.toml` of a configuration directory.
    ///
    /// Each file's tree is gone before the next one is read. Every file is read before any mistake is thrown, and what
    /// hangs on the domain file is compared with it only where that has none, so that one mistake is told once.
    package static func load(directory: String) throws(LexiconErrors) -> Lexicon {
        let mistakes = LexiconMistakes()
        var compiler = LexiconCompiler()
        var fingerprint = StableHash()
        if let domain = LexiconFile.table("\(directory)/lexicon/domain.toml", mistakes) {
            fingerprint.add(file: domain.source.bytes)
            compiler.add(DomainFile(domain))
        }
        let isDomainGood = mistakes.count == 0
        if let table = LexiconFile.table("\(directory)/companies.toml", mistakes) {
            fingerprint.add(file: table.source.bytes)
            let companies = CompanyFile(table)
            if isDomainGood { compiler.add(companies) }
        }
        for path in LexiconFile.languages(in: "\(directory)/lexicon", mistakes) {
            guard let table = LexiconFile.table(path, mistakes) else { continue }
            fingerprint.add(file: table.source.bytes)
            let language = LanguageFile(table)
            if isDomainGood { compiler.add(language) }
        }
        // A slip in a grammar would make strangers of all its slots.
        if mistakes.count == 0 { compiler.checkSlots() }
        let weights = LexiconFile.table("\(directory)/lexicon/\(weightFileName)", mistakes)
        let file = weights.map(WeightFile.init)
        try mistakes.check()
        let lexicon = Lexicon(compiled: compiler)
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

    /// The text of the file that holds the weights in force.
    package func weightFile(version: String) -> String { WeightFile.text(models, version: version) }
}

/// Reads one TOML file of the lexicon.
enum LexiconFile {
    /// Larger files are mistakes; the largest that is shipped has 1 MiB.
    private static let sizeLimit = 4 << 20

    static func languages(in directory: String, _ mistakes: LexiconMistakes) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            let others = ["domain.toml", Lexicon.weightFileName]
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
