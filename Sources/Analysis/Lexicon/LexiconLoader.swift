import FoundationEssentials
import TOMLKit

extension Lexicon {
    /// Loads and compiles `companies.toml` and `lexicon/*.toml` of a configuration directory.
    package static func load(directory: String) throws(LexiconError) -> Lexicon {
        var compiler = LexiconCompiler()
        let domain = try LexiconFile.decode(DomainFile.self, at: "\(directory)/lexicon/domain.toml")
        try compiler.add(domain.content, domain.source)
        let companies = try LexiconFile.decode(CompanyFile.self, at: "\(directory)/companies.toml")
        try compiler.add(companies.content, companies.source)
        for path in try LexiconFile.languages(in: "\(directory)/lexicon") {
            let language = try LexiconFile.decode(LanguageFile.self, at: path)
            try compiler.add(language.content, language.source)
        }
        var lexicon = Lexicon(compiled: compiler)
        let weights = try LexiconFile.decode(WeightFile.self, at: "\(directory)/lexicon/\(weightFileName)")
        try weights.content.fill(&lexicon.models, weights.source)
        lexicon.weightsVersion = weights.content.version
        return lexicon
    }

    /// The same with untrained models.
    package var withoutWeights: Lexicon {
        var lexicon = self
        lexicon.models = untrainedModels
        return lexicon
    }

    /// The file in `lexicon/` that holds the weights.
    package static let weightFileName = "weights.toml"

    /// The text of the file that holds the weights in force.
    package func weightFile(version: String) -> String { WeightFile.text(models, version: version) }
}

/// Reads one TOML file of the lexicon.
private enum LexiconFile {
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

    static func decode<Content: Decodable>(
        _ type: Content.Type, at path: String
    ) throws(LexiconError) -> (content: Content, source: LexiconSource) {
        let source = LexiconSource(file: path, text: try read(path))
        do {
            return (try TOMLDecoder(strictDecoding: true).decode(type, from: source.text), source)
        } catch let error as TOMLParseError {
            throw LexiconError(file: path, line: error.source.begin.line, message: error.description)
        } catch let error as UnexpectedKeysError {
            let keys = error.keys.keys.sorted()
            let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
            throw source.error("unknown key \(names)", near: keys.first ?? "")
        } catch let error as DecodingError {
            throw source.error(error)
        } catch {
            throw LexiconError(file: path, message: String(describing: error))
        }
    }

    private static func read(_ path: String) throws(LexiconError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LexiconError(
                file: path, message: "cannot be read; is --config right and the file readable?")
        }
        guard data.count <= sizeLimit else { throw LexiconError(file: path, message: "is larger than 4 MiB") }
        return String(decoding: data, as: UTF8.self)
    }
}
