import Analysis
import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import campwatch

/// Fitting weights, explaining decisions and looking into a text, from the command line.
@Suite struct CLIWeightsTests {
    private static let config = ["--config", Repository.path("config")]
    private static let story = #"""
        {"id": "x", "title": "Nvidia to invest up to $10 billion in Anthropic", "text": "The chip maker will put up to $10 billion into the developer of the Claude language models.", "published": "2025-11-19"}
        """#

    private var context: CommandContext {
        CommandContext(terminal: .file, environment: [:], now: CLIFixture.now)
    }

    @Test func trainWritesAFileThatTheAnalysisReads() async throws {
        let directory = try TemporaryDirectory()
        for name in ["companies.toml", "lexicon"] {
            try FileManager.default.copyItem(
                atPath: Repository.path("config/\(name)"), toPath: directory.file(name))
        }
        let weights = directory.file("lexicon/weights.toml")
        let command = try TrainCommand.parse(
            ["--config", directory.path, Repository.path("Tests/Gold/own-ko.jsonl"), "--folds", "2"]
                + ["--from-scratch", "--out", weights])

        let output = try await command.output(in: context).text

        #expect(output.contains("camp_accuracy"))
        #expect(output.contains("weights written to \(weights)"))
        #expect(try Lexicon.load(directory: directory.path).weightsVersion.hasPrefix("2025-11-19-"))
    }

    /// A few labels that tell nothing new: the weights in force stay, whatever is asked for but force.
    @Test func weightsThatAreNotShownToBeBetterAreNotWritten() async throws {
        let directory = try TemporaryDirectory()
        let gold = try String(contentsOfFile: Repository.path("Tests/Gold/own-ko.jsonl"), encoding: .utf8)
        let few = try directory.write(
            gold.split(separator: "\n").prefix(6).joined(separator: "\n"), to: "few.jsonl")
        let weights = try directory.write("old", to: "weights.toml")
        let arguments = Self.config + [few, "--folds", "2", "--out", weights]

        let refused = try await TrainCommand.parse(arguments).output(in: context)

        #expect(refused.failure?.code == .nothing && refused.failure?.message.contains("--force") == true)
        #expect(refused.text.contains("before") && refused.text.contains("after"))
        #expect(refused.text.contains("6 labelled stories"))
        #expect(try String(contentsOfFile: weights, encoding: .utf8) == "old")

        let forced = try await TrainCommand.parse(arguments + ["--force"]).output(in: context)

        #expect(forced.failure == nil && forced.text.contains("weights written to \(weights)"))
        #expect(try String(contentsOfFile: weights + ".previous", encoding: .utf8) == "old")
    }

    @Test func trainSaysWhenThereAreTooFewStories() async throws {
        let directory = try TemporaryDirectory()
        try "".write(toFile: directory.file("gold.jsonl"), atomically: true, encoding: .utf8)
        let command = try TrainCommand.parse(Self.config + [directory.file("gold.jsonl")])

        await #expect(throws: Failure.self) { try await command.output(in: context) }
    }

    @Test func explainNamesReasonsAndWhatWouldChangeThem() async throws {
        let directory = try TemporaryDirectory()
        try Self.story.write(toFile: directory.file("story.jsonl"), atomically: true, encoding: .utf8)

        let text = try await ExplainCommand.parse(Self.config + [directory.file("story.jsonl")])
            .output(in: context).text
        let json = try await ExplainCommand.parse(
            Self.config + [directory.file("story.jsonl"), "--format", "json"]
        ).output(in: context).text

        #expect(text.contains("Decisions"))
        #expect(text.contains("role:anthropic"))
        #expect(text.contains("for: "))
        #expect(text.contains(" without "))
        let decisions = try JSONDecoder().decode([Explained].self, from: Data(json.utf8))[0].decisions
        #expect(decisions.contains { $0.question == "camp" && $0.answer == "closed" })
    }

    private struct Explained: Decodable {
        struct Choice: Decodable {
            var question: String
            var answer: String
        }
        var decisions: [Choice]
    }

    @Test func detailTellsSumsAndLanguageOfStoriesThatAreNotRelevantToo() async throws {
        let directory = try TemporaryDirectory()
        let story = #"{"id": "y", "title": "Stadium costs €12 million", "text": "The club pays."}"#
        try story.write(toFile: directory.file("story.jsonl"), atomically: true, encoding: .utf8)
        let command = try AnalyzeCommand.parse(
            Self.config + [directory.file("story.jsonl"), "--format", "jsonl", "--detail"])

        let line = try await command.output(in: context).text

        let detail = try JSONDecoder().decode(Detailed.self, from: Data(line.utf8))
        #expect(!detail.relevant)
        #expect(detail.lang == "en")
        #expect(detail.amounts.map(\.value) == [12_000_000])
        #expect(detail.amounts.map(\.currency) == ["EUR"])
        #expect(detail.amounts.map(\.start) == [14])
    }

    private struct Detailed: Decodable {
        struct Sum: Decodable {
            var value: Double
            var currency: String
            var start: Int
        }
        var relevant: Bool
        var lang: String
        var amounts: [Sum]
    }

    @Test func detailNeedsJSONLines() {
        #expect(throws: (any Error).self) { try AnalyzeCommand.parse(["--detail"]) }
    }
}
