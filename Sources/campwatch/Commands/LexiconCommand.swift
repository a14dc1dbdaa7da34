import Analysis
import ArgumentParser
import NewsModel
import Watch

struct LexiconCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon",
        abstract: "Check the words and names by which stories are read, and count letters.",
        subcommands: [LexiconCheckCommand.self, LexiconLettersCommand.self])
}

struct LexiconCheckCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find words and names that stand twice, contradict each other or never count.",
        discussion: """
            Reads companies.toml and lexicon/ of the configuration. Ends with 1 when it
            finds something. Mistakes for which the files cannot be loaded are all told
            with file and line instead, and the exit code is 78.

            EXAMPLES
              campwatch lexicon check
              campwatch lexicon check --language ru
              campwatch lexicon check --format json | jq -r '.[].message'
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json
    }

    @OptionGroup var directories: DirectoryOptions

    @Option(help: ArgumentHelp("Only the file of this language.", valueName: "tag"))
    var language: Language?

    @Option(help: "How to print them.")
    var format: Format = .table

    func output(in context: CommandContext) async throws -> CommandOutput {
        let findings: [LexiconFinding]
        do {
            findings = try LexiconCheck.findings(
                directory: directories.directories(in: context).config, language: language)
        } catch {
            throw Failure(.configuration, error.description)
        }
        let text =
            format == .json ? FindingList.json(findings) : FindingList.table(findings, for: context.terminal)
        guard !findings.isEmpty else { return CommandOutput(text) }
        let files = Set(findings.map(\.file)).count
        return CommandOutput(
            text,
            failure: Failure(
                .nothing, "\(findings.count.counting("finding")) in \(files.counting("file"))"))
    }
}

struct LexiconLettersCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "letters",
        abstract: "Count by which letters the languages of the Latin script are told apart.",
        discussion: """
            Prints lexicon/letters.toml as labelled stories ("title", "text", "lang") make
            it. Count again when a language is added.

            EXAMPLES
              campwatch lexicon letters Tests/Gold/own*.jsonl > letters.toml
              mv letters.toml config/lexicon/
            """)

    @Argument(help: "Files with labelled stories; - for standard input.", completion: .file())
    var gold: [String]

    func output(in context: CommandContext) async throws -> CommandOutput {
        let count = LetterCount(try gold.flatMap { try EvalCommand.read($0, as: .gold) })
        guard count.isUseful else {
            throw Failure(
                .nothing,
                "the stories are not in two languages of the Latin script; does each have a \"lang\"?")
        }
        return CommandOutput(count.file)
    }
}
