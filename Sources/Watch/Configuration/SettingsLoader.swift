import Alerting
import Analysis
import Foundation
import HTTPTransfer
import TOMLText

extension Settings {
    /// Reads every file of the configuration directory; all of them are good, or the errors of all are thrown.
    static func load(_ directories: Directories, sinks: [String]) throws(ConfigurationError) -> Settings {
        var problems: [ConfigurationError.Problem] = []
        let read = collect(&problems) { () throws(ConfigurationError) in
            try Configuration.loadWithDocument(path: directories.configurationFile)
        }
        let configuration = read?.configuration
        let blocks = collect(&problems) { () throws(ConfigurationError) in
            try addressBlocks(configuration, read?.document, file: directories.configurationFile)
        }
        let lexicon = collect(&problems) { () throws(ConfigurationError) in
            try loadLexicon(directories.config)
        }
        let vocabulary = lexicon == nil ? .standard : FilterVocabulary.configured(in: directories.config)
        let rules = collect(&problems) { () throws(ConfigurationError) in
            try loadRules(
                // With a mistake in campwatch.toml nobody knows its sinks, and one mistake is told once.
                directories.rulesFile, sinks: configuration.map { sinks + $0.sinks.keys.sorted() },
                vocabulary: vocabulary)
        }
        let made = collect(&problems) { () throws(ConfigurationError) in
            try makeSinks(configuration, read?.document, lexicon, directories)
        }
        let subscriptions = collect(&problems) { () throws(ConfigurationError) in
            try SubscriptionFile.load(path: directories.feedsFile)
        }
        guard problems.isEmpty, let configuration, let blocks, let lexicon, let rules, let subscriptions,
            let made
        else {
            throw ConfigurationError(problems: problems)
        }
        return Settings(
            configuration: configuration, analyzer: Analyzer(lexicon: lexicon),
            matcher: DealMatcher(), rules: rules,
            allowedBlocks: blocks, sinks: made,
            subscriptions: subscriptions)
    }

    /// Runs one step and keeps its problems, so that a person sees those of every file at once.
    private static func collect<Value>(
        _ problems: inout [ConfigurationError.Problem], _ step: () throws(ConfigurationError) -> Value
    ) -> Value? {
        do {
            return try step()
        } catch {
            problems += error.problems
            return nil
        }
    }

    private static func addressBlocks(
        _ configuration: Configuration?, _ document: TOMLTable?, file: String
    ) throws(ConfigurationError) -> [AddressBlock] {
        var blocks: [AddressBlock] = []
        for text in configuration?.fetch.allowAddresses ?? [] {
            do {
                blocks.append(try AddressBlock(text))
            } catch {
                let line = document?.line(section: "fetch", key: "allow_addresses")
                throw ConfigurationError(problems: [.init(file: file, line: line, message: error.description)]
                )
            }
        }
        return blocks
    }

    /// The sinks of the configuration, with the names of parties as this lexicon has them.
    private static func makeSinks(
        _ configuration: Configuration?, _ document: TOMLTable?, _ lexicon: Lexicon?,
        _ directories: Directories
    ) throws(ConfigurationError) -> [any Sink] {
        guard let configuration, let lexicon else { return [] }
        let factory = SinkFactory(directories: directories, fetch: configuration.fetch) {
            lexicon.displayName(ofParty: $0)
        }
        let file = directories.configurationFile
        var sinks: [any Sink] = []
        var problems: [ConfigurationError.Problem] = []
        for (name, settings) in configuration.sinks.sorted(by: { $0.key < $1.key }) {
            do throws(SinkFactory.Failure) {
                sinks.append(try factory.sink(name, settings))
            } catch {
                let section = "sinks." + name
                problems.append(
                    .init(
                        file: file, line: document?.line(section: section, key: error.key),
                        message: "\(section).\(error.key): \(error.message)"))
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return sinks
    }

    /// A slip in a key may stand in every entry of a file, and a log is no place for thousands of lines.
    private static let mostLexiconMistakes = 20

    private static func loadLexicon(_ directory: String) throws(ConfigurationError) -> Lexicon {
        do {
            return try Lexicon.load(directory: directory)
        } catch {
            let problems = error.all.prefix(mostLexiconMistakes).map {
                ConfigurationError.Problem(file: $0.file, line: $0.line, message: $0.message)
            }
            let rest = error.all.count - problems.count
            let more = ConfigurationError.Problem(
                file: directory, line: nil,
                message: "has \(rest) more mistakes; `campwatch lexicon check` tells all of them")
            throw ConfigurationError(problems: problems + (rest > 0 ? [more] : []))
        }
    }

    /// A missing file means no rules: the stories and deals are stored all the same.
    private static func loadRules(
        _ path: String, sinks: [String]?, vocabulary: FilterVocabulary
    ) throws(ConfigurationError) -> RuleSet {
        guard FileManager.default.fileExists(atPath: path) else { return RuleSet() }
        let text = try readText(path)
        do {
            return try RuleSet.load(toml: text, file: path, sinks: sinks, vocabulary: vocabulary)
        } catch {
            throw ConfigurationError(
                problems: error.all.map {
                    .init(file: $0.file, line: $0.line, column: $0.column, message: $0.message)
                })
        }
    }
}

/// Larger files are a mistake or an attack, not settings.
let largestConfigurationFile = 4 * 1_048_576

/// The text of a configuration file, or what is wrong with it.
func readText(_ path: String) throws(ConfigurationError) -> String {
    let bytes = try readBytes(path)
    if let fault = UTF8Fault.first(in: bytes) { throw ConfigurationError(fault, file: path) }
    return String(decoding: bytes, as: UTF8.self)
}

/// The bytes of a configuration file of bearable size.
func readBytes(_ path: String) throws(ConfigurationError) -> [UInt8] {
    let problem: String
    do {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        if data.count <= largestConfigurationFile { return Array(data) }
        problem = "is larger than 4 MiB"
    } catch {
        problem = "cannot be read (\(error.localizedDescription)); check its owner and mode"
    }
    throw ConfigurationError(problems: [.init(file: path, line: nil, message: problem)])
}
