import FoundationEssentials
import NewsModel

extension Lexicon {
    /// Loads and compiles `companies.toml` and `lexicon/*.toml` of a configuration directory.
    ///
    /// Each file's tree is gone before the next one is read.
    package static func load(directory: String) throws(LexiconError) -> Lexicon {
        var compiler = LexiconCompiler()
        var fingerprint = StableHash()
        let domain = try LexiconFile.table("\(directory)/lexicon/domain.toml")
        fingerprint.add(domain.source.bytes)
        try compiler.add(DomainFile(domain), domain.source)
        let companies = try LexiconFile.table("\(directory)/companies.toml")
        fingerprint.add(companies.source.bytes)
        try compiler.add(CompanyFile(companies), companies.source)
        for path in try LexiconFile.languages(in: "\(directory)/lexicon") {
            let language = try LexiconFile.table(path)
            fingerprint.add(language.source.bytes)
            try compiler.add(LanguageFile(language), language.source)
        }
        let lexicon = Lexicon(compiled: compiler)
        let weights = try LexiconFile.table("\(directory)/lexicon/\(weightFileName)")
        var models = lexicon.models
        let file = try WeightFile(weights)
        try file.fill(&models, weights.source)
        fingerprint.add(weights.source.bytes)
        // Words that are changed make another version, whoever forgets to say so.
        return lexicon.with(models, version: "\(file.version)-\(String(fingerprint.value, radix: 36))")
    }

    /// The same with untrained models.
    package var withoutWeights: Lexicon { with(untrainedModels, version: weightsVersion) }

    /// The file in `lexicon/` that holds the weights.
    package static let weightFileName = "weights.toml"

    /// The text of the file that holds the weights in force.
    package func weightFile(version: String) -> String { WeightFile.text(models, version: version) }
}

/// Reads one TOML file of the lexicon.
enum LexiconFile {
    /// Larger files are mistakes; the shipped ones are below 200 KiB.
    private static let sizeLimit = 4 << 20

    static func languages(in directory: String) throws(LexiconError) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            let others = ["domain.toml", Lexicon.weightFileName]
            return names.filter { $0.hasSuffix(".toml") && !others.contains($0) }.sorted().map {
                "\(directory)/\($0)"
            }
        } catch {
            throw LexiconError(file: directory, message: "cannot be listed: \(error)")
        }
    }

    static func table(_ path: String) throws(LexiconError) -> LexiconTable {
        try LexiconTable(LexiconSource(file: path, bytes: read(path)))
    }

    private static func read(_ path: String) throws(LexiconError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LexiconError(
                file: path, message: "cannot be read; is --config right and the file readable?")
        }
        guard data.count <= sizeLimit else { throw LexiconError(file: path, message: "is larger than 4 MiB") }
        return Array(data)
    }
}
