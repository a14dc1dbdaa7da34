import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Watch

struct EvalCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Score the analyser, or a file of predictions, against labelled stories.",
        discussion: """
            GOLD is JSON Lines: stories with their true labels. Without --predictions
            every story is analysed with the configuration in force. Lower is better for
            negative_false_alarm and role_reversal only.

            EXAMPLES
              campwatch eval gold.jsonl --by-lang
              campwatch eval gold.jsonl --lang en,ru --format json
              campwatch eval gold.jsonl --predictions predictions.jsonl
              campwatch eval --stream stream.jsonl
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json
    }

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Files with labelled stories; - for standard input.", completion: .file())
    var gold: [String] = []

    @Option(
        help: ArgumentHelp(
            "Score how a labelled stream's deals are told apart and alerted, instead.", valueName: "file"),
        completion: .file())
    var stream: String?

    @Flag(help: "One more column for each language.")
    var byLang = false

    @Option(help: ArgumentHelp("Only these languages: en,ru,zh (both scripts).", valueName: "tags"))
    var lang: String?

    @Option(
        help: ArgumentHelp("Score this file instead of the analyser.", valueName: "file"), completion: .file()
    )
    var predictions: String?

    @Option(help: "How to print the figures.")
    var format: Format = .table

    func validate() throws {
        guard gold.isEmpty != (stream == nil) else {
            throw ValidationError("give files with labelled stories, or --stream FILE")
        }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        if let stream { return try await scores(ofStream: stream, in: context) }
        let gold = try gold.flatMap { try EvalCommand.read($0, as: .gold) }.filter(isWanted)
        guard !gold.isEmpty else {
            throw Failure(.nothing, "no story to score: check the files and --lang")
        }
        let predicted = try predictions(for: gold, in: context)
        let table = ScoreTable(groups: groups(gold, predicted))
        return CommandOutput(format == .json ? table.json : table.table(for: context.terminal))
    }

    private func scores(ofStream path: String, in context: CommandContext) async throws -> CommandOutput {
        let items = try EvalCommand.readStream(path)
        let progress = context.progress(items.count)
        let outcomes = try await StreamReplay(lexicon: directories.lexicon(in: context))
            .run(items, progress: progress.show)
        progress.end()
        let board = StreamScores(gold: items, outcomes: outcomes).scoreboard
        let table = ScoreTable(groups: [.init(name: "all", board: board)])
        return CommandOutput(format == .json ? table.json : table.table(for: context.terminal))
    }

    private func predictions(for gold: [GoldStory], in context: CommandContext) throws -> [GoldStory] {
        if let predictions { return try EvalCommand.read(predictions, as: .predictions) }
        let analyzer = Analyzer(lexicon: try directories.lexicon(in: context))
        let progress = context.progress(gold.count)
        defer { progress.end() }
        return gold.enumerated().map { number, story in
            progress.show(number)
            return story.labelled(by: analyzer.analysis(of: story, now: context.now))
        }
    }

    private func groups(_ gold: [GoldStory], _ predicted: [GoldStory]) -> [ScoreTable.Group] {
        var languages: [String] = []
        if byLang {
            for story in gold where !languages.contains(story.lang ?? "und") {
                languages.append(story.lang ?? "und")
            }
        }
        let all = ScoreTable.Group(name: "all", board: Scoreboard(gold: gold, predictions: predicted))
        return [all]
            + languages.map { language in
                let some = gold.filter { ($0.lang ?? "und") == language }
                return ScoreTable.Group(name: language, board: Scoreboard(gold: some, predictions: predicted))
            }
    }

    private func isWanted(_ story: GoldStory) -> Bool {
        guard let lang else { return true }
        let language = story.lang ?? "und"
        return lang.split(separator: ",").contains { language == $0 || language.hasPrefix($0 + "-") }
    }

    static func read(_ path: String, as purpose: GoldFile.Purpose) throws -> [GoldStory] {
        let bytes = try InputFile.read(path)
        do {
            return try GoldFile.parse(bytes, name: InputFile.name(path), as: purpose)
        } catch {
            throw Failure(.noInput, error.description)
        }
    }

    static func readStream(_ path: String) throws -> [StreamItem] {
        let bytes = try InputFile.read(path)
        do {
            return try StreamFile.parse(bytes, name: InputFile.name(path))
        } catch {
            throw Failure(.noInput, error.description)
        }
    }
}
