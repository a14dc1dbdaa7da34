import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence

struct ExplainCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show why a story has its labels, and what would change them.",
        discussion: """
            Takes the number of a stored story or a text file (plain text whose first line
            is the title, or JSON Lines). Shows the evidence in the text, then each
            decision with the features that spoke for (+) and against (−) it, in natural-log
            odds, and the fewest of them without which it would have gone the other way.
            A stored story is analysed again by the lexicon in force; labels that people gave
            it are named first, and what follows is the analysis without them.

            EXAMPLES
              campwatch explain 1742
              campwatch explain article.txt
              campwatch explain 1742 --format json | jq '.[].decisions[] | select(.question == "camp")'
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Number of a story, or a file; - for standard input.", completion: .file())
    var story: String

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    func output(in context: CommandContext) async throws -> CommandOutput {
        let lexicon = try directories.lexicon(in: context)
        let analyzer = Analyzer(lexicon: lexicon)
        let explanations = try await stories(in: context).map { story in
            Explanation(story: story.story, said: story.said, analyzer: analyzer, now: context.now)
        }
        switch format {
        case .json: return CommandOutput(OrderedJSON.array(explanations.map(\.json)).pretty + "\n")
        case .text:
            let names: (String) -> String = { lexicon.displayName(ofParty: $0) }
            return CommandOutput(
                explanations.map { $0.page(names: names, context.terminal) }.joined(separator: "\n"))
        }
    }

    private func stories(
        in context: CommandContext
    ) async throws -> [(story: GoldStory, said: SaidLabels)] {
        guard let number = Int64(story) else {
            return try AnalysisInput.read(story).map { ($0, SaidLabels(words: [])) }
        }
        let store = try directories.store(in: context)
        let stored = try await storeResult { try await store.story(id: StoryID(rawValue: number)) }
        guard let stored else {
            throw Failure(.nothing, "no story \(number): `campwatch stories` lists what there is")
        }
        var text = GoldStory(id: story, title: stored.title, text: stored.text)
        text.lang = stored.analysis.language.rawValue
        text.published = TimeText.machine(stored.published)
        let words = try await storeResult { try await store.judgements(of: stored.id) }
        return [(text, SaidLabels(words: words))]
    }
}

/// One story with its labels and the decisions behind them.
private struct Explanation {
    private let story: GoldStory
    private let said: SaidLabels
    private let analysis: StoryAnalysis
    private let decisions: [Decision]

    /// Reasons shown on each side; the rest is in the JSON.
    private static let mostReasons = 4

    init(story: GoldStory, said: SaidLabels, analyzer: Analyzer, now: Date) {
        self.story = story
        self.said = said
        analysis = analyzer.analysis(of: story, now: now)
        decisions = analyzer.decisions(
            title: story.title, text: story.text, language: story.language,
            published: story.publishedDate ?? now)
    }

    var json: OrderedJSON {
        .object(
            OrderedJSON.memberList(["id": .string(story.id), "title": .string(story.title)])
                + analysis.labelMembers(withEvidence: true)
                + [.init(key: "said", value: said.json)]
                + [.init(key: "decisions", value: .array(decisions.map(\.json)))])
    }

    func page(names: @escaping (String) -> String, _ terminal: Terminal) -> String {
        let heading = TextWrap.lines(story.title.safe, width: terminal.readingWidth)
        let page = AnalysisPage(
            title: story.title, text: story.text, analysis: analysis, names: names, terminal: terminal)
        let lines =
            heading.map { terminal.style($0, .bold) } + [""] + heard(terminal) + page.lines + [""]
            + [terminal.style("Decisions", .bold)] + decisions.flatMap { self.lines($0, terminal) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What people have said, which holds whatever follows.
    private func heard(_ terminal: Terminal) -> [String] {
        guard !said.lines.isEmpty else { return [] }
        let note = "This holds. What follows is the analysis by itself."
        return [terminal.style("By hand", .bold)]
            + (said.lines + [note]).flatMap {
                TextWrap.lines($0, width: terminal.readingWidth, indent: "  ")
            } + [""]
    }

    private func lines(_ decision: Decision, _ terminal: Terminal) -> [String] {
        let head =
            terminal.fact(decision.question.safe, decision.answer)
            + terminal.style(
                "  \(Words.confidence(decision.probability)), else \(decision.alternative)", .dim)
        let reasons = [
            ("for", decision.reasons.filter { $0.weight > 0 }),
            ("against", decision.reasons.filter { $0.weight < 0 }),
        ]
        .filter { !$0.1.isEmpty }.flatMap { side, reasons in
            wrapped(
                "\(side): " + reasons.prefix(Self.mostReasons).map(reason).joined(separator: ", "), terminal)
        }
        let turn = decision.turningPoint
        guard !turn.isEmpty, turn.count <= Self.mostReasons else { return [head] + reasons }
        let without = "\(decision.alternative) without " + turn.map(\.feature).joined(separator: ", ")
        return [head] + reasons + wrapped(without, terminal)
    }

    private func reason(_ reason: Decision.Reason) -> String {
        "\(reason.feature) \(reason.weight < 0 ? "−" : "+")\(Words.confidence(abs(reason.weight)))"
    }

    private func wrapped(_ text: String, _ terminal: Terminal) -> [String] {
        TextWrap.lines(text.safe, width: terminal.readingWidth, indent: "     ").map {
            terminal.style($0, .dim)
        }
    }
}

extension Decision {
    fileprivate var json: OrderedJSON {
        let list = { (reasons: [Reason]) in
            OrderedJSON.array(
                reasons.map { .members(["feature": .string($0.feature), "weight": .number($0.weight)]) })
        }
        return .members([
            "question": .string(question), "answer": .string(answer), "alternative": .string(alternative),
            "probability": .number(probability), "reasons": list(reasons), "without": list(turningPoint),
        ])
    }
}
