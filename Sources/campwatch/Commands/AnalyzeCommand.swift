import Analysis
import ArgumentParser
import Foundation
import NewsModel

struct AnalyzeCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Analyse texts that are not in a feed, and explain the result.",
        discussion: """
            Reads plain text, whose first line is the title, or JSON Lines with "id",
            "title", "text" and, if known, "lang" and "published" (input that begins
            with { ). Nothing is stored and no daemon is needed. What is no text (empty,
            binary, a web page or feed as it stands) ends with exit code 3.

            EXAMPLES
              campwatch analyze article.txt
              xclip -o | campwatch analyze
              campwatch analyze stories.jsonl --format jsonl > predictions.jsonl
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, jsonl
    }

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "File to read; - or nothing for standard input.", completion: .file())
    var file = "-"

    @Option(help: ArgumentHelp("Language of plain text, if known.", valueName: "tag"))
    var lang: Language?

    @Option(help: "Explained, all with evidence, or as eval reads it.")
    var format: Format = .text

    @Flag(help: "With jsonl: also every name, sum and cue with its place, and how sure each label is.")
    var detail = false

    func validate() throws {
        if detail, format != .jsonl { throw ValidationError("--detail goes with --format jsonl") }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        let stories = try AnalysisInput.read(file)
        let lexicon = try directories.lexicon(in: context)
        let analyzer = Analyzer(lexicon: lexicon)
        let results = stories.map { story in
            (story, analyzer.analysis(of: story, language: lang, now: context.now))
        }
        switch format {
        case .jsonl:
            return CommandOutput(lines: results.map { line($0, $1, analyzer) })
        case .json:
            return CommandOutput(OrderedJSON.array(results.map(AnalyzeCommand.json)).pretty + "\n")
        case .text:
            let names: (String) -> String = { lexicon.displayName(ofParty: $0) }
            let pages = results.map { page($0, $1, names, context.terminal) }
            return CommandOutput(pages.joined(separator: "\n"))
        }
    }

    private func line(_ story: GoldStory, _ analysis: StoryAnalysis, _ analyzer: Analyzer) -> String {
        let record = AnalysisRecord(story: story, analysis: analysis)
        guard detail else { return record.line }
        let found = analyzer.detail(title: story.title, text: story.text, language: story.language ?? lang)
        return OrderedJSON.object(record.members.filter { $0.key != "lang" } + found.members(analysis))
            .compact
    }

    private static func json(_ story: GoldStory, _ analysis: StoryAnalysis) -> OrderedJSON {
        .object(
            OrderedJSON.memberList([
                "id": .string(story.id), "title": .string(story.title),
                "language": .string(analysis.language.rawValue),
            ]) + analysis.labelMembers(withEvidence: true))
    }

    private func page(
        _ story: GoldStory, _ analysis: StoryAnalysis, _ names: @escaping (String) -> String,
        _ terminal: Terminal
    ) -> String {
        let heading = TextWrap.lines(story.title.safe, width: terminal.readingWidth)
        let page = AnalysisPage(
            title: story.title, text: story.text, analysis: analysis, names: names, terminal: terminal)
        return (heading.map { terminal.style($0, .bold) } + [""] + page.lines).map { $0 + "\n" }.joined()
    }
}

extension Analyzer {
    /// A story without a date is taken for today's.
    func analysis(of story: GoldStory, language: Language? = nil, now: Date) -> StoryAnalysis {
        analyze(
            title: story.title, text: story.text, language: story.language ?? language,
            published: story.publishedDate ?? now)
    }
}

/// Text from outside the feeds, as plain text or as JSON Lines.
enum AnalysisInput {
    /// How markup begins; of that only the text would be worth an analysis.
    private static let markup = ["<!doctype", "<html", "<?xml", "<rss", "<feed", "<rdf"]

    static func read(_ file: String) throws -> [GoldStory] {
        try parse(InputFile.read(file), name: InputFile.name(file))
    }

    /// At least one story.
    static func parse(_ bytes: Data, name: String) throws -> [GoldStory] {
        if let junk = UnreadableBytes([UInt8](bytes)) {
            throw Failure(.refused, "\(name): \(junk.reason); give it a title and a text")
        }
        let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard start == UInt8(ascii: "{") else { return [try plain(bytes, name: name)] }
        do {
            return try GoldFile.parse(bytes, name: name, as: .unlabelled)
        } catch {
            throw Failure(.noInput, error.description)
        }
    }

    /// The first line that is not blank is the title, the rest is the text.
    private static func plain(_ bytes: Data, name: String) throws -> GoldStory {
        let text = String(decoding: bytes, as: UTF8.self)
        let body = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let opening = body.prefix(16).lowercased()
        if markup.contains(where: opening.hasPrefix) {
            throw Failure(
                .refused,
                "\(name): is markup and no text; get the text of a web page with "
                    + "`campwatch page parse FILE | jq -r '.title, .text'`, or of a feed with `campwatch feeds parse`"
            )
        }
        guard !body.isEmpty else { throw Failure(.refused, "\(name): is empty; give it a title and a text") }
        let title = body.prefix { !$0.isNewline }
        return GoldStory(
            id: "text", title: String(title), text: String(body[title.endIndex...].drop { $0.isNewline }))
    }
}
