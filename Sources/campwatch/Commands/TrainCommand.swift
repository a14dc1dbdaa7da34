import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

struct TrainCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Fit the weights of the analysis to labelled stories.",
        discussion: """
            Without GOLD it learns from what people have said with `campwatch label`, `accept`
            and `reject`; GOLD is JSON Lines: stories with their true labels. The weights in
            force keep the votes of 700 stories, so that a few labels shift them a little.
            Before anything is written both are tried on the labels, the new weights on
            stories that they were fitted without, and the table shows "before" and
            "after". Weights that are worse are refused, and with fewer than 30 stories
            those too that are not surely better; --force writes them all the same.

            --from-scratch starts from no weights, and prints cross-validated figures and
            how far confidences can be trusted. Weights that were fitted on the same stories
            make them look better than they are; then only the figures of --from-scratch are
            honest. The weights that --out replaces are kept beside it as FILE.previous;
            --rollback puts them back.

            EXAMPLES
              campwatch train
              campwatch train --out config/lexicon/weights.toml
              campwatch train --rollback --out config/lexicon/weights.toml
              campwatch train gold.jsonl --out config/lexicon/weights.toml
              campwatch train gold.jsonl own.jsonl --from-scratch --stream stream.jsonl
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "Files with labelled stories; - for standard input.", completion: .file())
    var gold: [String] = []

    @Option(
        help: ArgumentHelp(
            "A labelled stream; its items with a deal teach what short news of the industry looks like.",
            valueName: "file"), completion: .file())
    var stream: [String] = []

    @Option(help: ArgumentHelp("Write the weights here.", valueName: "file"), completion: .file())
    var out: String?

    @Flag(help: "Forget the weights in force.")
    var fromScratch = false

    @Flag(help: "Write the weights although they are not shown to be better.")
    var force = false

    @Flag(help: "Train nothing; put back the weights that --out replaced last.")
    var rollback = false

    @Option(help: "Parts into which the stories are dealt for cross-validation.")
    var folds = 5

    func validate() throws {
        guard (2...50).contains(folds) else { throw ValidationError("--folds must be 2 to 50") }
        guard !rollback || out != nil else { throw ValidationError("--rollback needs --out FILE") }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        if rollback, let out { return try WeightHistory(path: out).rollBack() }
        let stories =
            try await gold.isEmpty
            ? labels(in: context) : gold.flatMap { try EvalCommand.read($0, as: .gold) }
        let items = try stream.flatMap(EvalCommand.readStream)
        guard stories.count >= folds else {
            throw Failure(
                .nothing,
                "\(stories.count.counting("story is", "stories are")) too few for \(folds) folds: "
                    + "label more, or lower --folds")
        }
        var lexicon = try directories.lexicon(in: context)
        if fromScratch { lexicon = lexicon.withoutWeights }
        let analyzer = Analyzer(lexicon: lexicon)
        // The last step is the fit to all stories.
        let progress = context.progress(folds + 1)
        progress.show(0)
        let validation = CrossValidation(
            analyzer, stories: stories, stream: items, folds: folds, progress: progress.show)
        let version = String(TimeText.machine(context.now).prefix(10))
        let weights = Trainer(analyzer: analyzer, stories: stories, stream: items).fitted().lexicon
            .weightFile(version: version)
        progress.end()
        if fromScratch {
            return CommandOutput(report(validation, context.terminal) + (try written(weights)))
        }
        let trial = WeightTrial(analyzer, validation)
        let report = TrialTable(trial: trial, count: stories.count).text(for: context.terminal)
        guard out == nil || force || trial.isGoodEnough else {
            return CommandOutput(
                report, failure: Failure(.nothing, "nothing is written; --force writes these weights"))
        }
        return CommandOutput(report + (try written(weights)))
    }

    /// What people have said about stories.
    private func labels(in context: CommandContext) async throws -> [GoldStory] {
        let store = try directories.store(in: context)
        let labelled = try await storeResult { try await store.labelledStories() }
        guard !labelled.isEmpty else {
            throw Failure(
                .noInput,
                "nobody has labelled a story yet (campwatch label); or name files of labelled stories")
        }
        return labelled.map { GoldStory($0.story, label: $0.label) }
    }

    private func report(_ validation: CrossValidation, _ terminal: Terminal) -> String {
        let board = ScoreTable(groups: [.init(name: "\(folds) folds", board: validation.scoreboard)])
        let columns = ["confidence", "labels", "stated", "right"].enumerated().map {
            TableFormatter.Column(title: $1, isRightAligned: $0 > 0)
        }
        let rows = validation.calibrations.flatMap { label, calibration in
            [[TableFormatter.Cell("\(label)  error \(String(format: "%.3f", calibration.error))")]]
                + calibration.bins.filter { $0.count > 0 }.map { bin in
                    [.init(""), .init(String(bin.count)), .init(figure(bin.mean)), .init(figure(bin.share))]
                }
        }.map { $0 + [TableFormatter.Cell](repeating: .init(""), count: 4 - $0.count) }
        return board.table(for: terminal) + "\n"
            + TableFormatter(columns: columns).format(rows, for: terminal) + "\n"
    }

    private func figure(_ value: Double) -> String { String(format: "%.2f", value) }

    /// Writes the weights where they are wanted, and says so.
    private func written(_ weights: String) throws -> String {
        let count = weights.split(separator: "\n").count { $0.contains(" = ") } - 1
        guard let out else { return "\n\(count) weights fitted; --out FILE writes them\n" }
        try WeightHistory(path: out).replace(with: weights)
        return "\n\(count) weights written to \(out); `campwatch reload` puts a daemon's lexicon in force\n"
    }
}
