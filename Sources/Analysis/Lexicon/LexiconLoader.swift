import FoundationEssentials
import TOMLKit

extension Lexicon {
    /// Loads and compiles `companies.toml` and `lexicon/*.toml` of a configuration directory.
    package static func load(directory: String) throws(LexiconError) -> Lexicon {
        var compiler = LexiconCompiler()
        let domain = "\(directory)/lexicon/domain.toml"
        try compiler.add(LexiconFile.decode(DomainFile.self, at: domain), file: domain)
        let companies = "\(directory)/companies.toml"
        try compiler.add(LexiconFile.decode(CompanyFile.self, at: companies), file: companies)
        for path in try LexiconFile.languages(in: "\(directory)/lexicon") {
            try compiler.add(LexiconFile.decode(LanguageFile.self, at: path), name: path)
        }
        return Lexicon(compiled: compiler)
    }
}

/// Reads one TOML file of the lexicon.
private enum LexiconFile {
    /// Larger files are mistakes; the shipped ones are below 200 KiB.
    private static let sizeLimit = 4 << 20

    static func languages(in directory: String) throws(LexiconError) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            return names.filter { $0.hasSuffix(".toml") && $0 != "domain.toml" }.sorted().map {
                "\(directory)/\($0)"
            }
        } catch {
            throw LexiconError(file: directory, message: "cannot be listed: \(error)")
        }
    }

    static func decode<Content: Decodable>(_ type: Content.Type, at path: String) throws(LexiconError)
        -> Content
    {
        let text = try read(path)
        do {
            return try TOMLDecoder(strictDecoding: true).decode(type, from: text)
        } catch let error as TOMLParseError {
            throw LexiconError(file: path, line: Int(error.source.begin.line), message: error.description)
        } catch let error as UnexpectedKeysError {
            let keys = error.keys.keys.sorted()
            throw LexiconError(
                file: path, line: keys.first.flatMap { line(of: $0, in: text) },
                message: "unknown key \(keys.map { "\"\($0)\"" }.joined(separator: ", "))")
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

    /// The first line that sets a key.
    private static func line(of key: String, in text: String) -> Int? {
        text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
            $0.drop { $0 == " " }.hasPrefix(key)
        }.map { $0 + 1 }
    }
}
