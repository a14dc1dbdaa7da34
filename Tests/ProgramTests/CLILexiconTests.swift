import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import campwatch

/// The check of the lexicon from the command line.
@Suite struct CLILexiconTests {
    @Test func aCleanLexiconEndsWithNothingToSay() async throws {
        let directory = try lexicon(words: #""lorem", "ipsum""#)

        #expect(
            try await output("--config", directory.path) == CommandOutput("nothing wrong with the lexicon\n"))
    }

    @Test(arguments: ["table", "json"])
    func whatIsFoundIsPrintedAndFailsTheCommand(format: String) async throws {
        let directory = try lexicon(words: #""lorem", "Lorem""#)

        let output = try await output("--config", directory.path, "--format", format)

        let file = directory.file("lexicon/en.toml")
        #expect(output.failure == Failure(.nothing, "1 finding in 1 file"))
        #expect(output.text.contains(format == "json" ? "\"line\": 7" : "\(file):7"))
        #expect(output.text.contains("duplicate"))
        #expect(output.text.contains("stands under relevant already in line 7"))
    }

    @Test func anotherLanguageIsLeftOut() async throws {
        let directory = try lexicon(words: #""lorem", "Lorem""#)

        #expect(try await output("--config", directory.path, "--language", "ru").failure == nil)
    }

    @Test func aLexiconThatDoesNotLoadIsABadConfiguration() async throws {
        let directory = try lexicon(words: "lorem")

        let failure = await #expect(throws: Failure.self) { try await output("--config", directory.path) }

        #expect(failure?.code == .configuration)
        #expect(failure?.message.contains("en.toml:7: ") == true)
    }

    @Test func lettersAreCountedInLabelledStories() async throws {
        let files = ["Tests/Gold/own-de.jsonl", "Tests/Gold/own-en.jsonl", "Tests/Gold/own-ru.jsonl"]

        let output = try await letters(files.map { Repository.path($0) })

        #expect(output.text.contains("languages = [\"en\", \"de\"]\ntrigrams = [\n"))
        #expect(output.text.contains("\n    \"_di -"))
    }

    @Test func oneLanguageIsNothingToTellApart() async throws {
        let failure = await #expect(throws: Failure.self) {
            try await letters([Repository.path("Tests/Gold/own-de.jsonl")])
        }

        #expect(failure?.message.contains("not in two languages of the Latin script") == true)
    }

    private func letters(_ files: [String]) async throws -> CommandOutput {
        try await LexiconLettersCommand.parse(files).output(
            in: CommandContext(terminal: .file, environment: [:], now: CLIFixture.now))
    }

    private func output(_ arguments: String...) async throws -> CommandOutput {
        try await LexiconCheckCommand.parse(arguments).output(
            in: CommandContext(terminal: .file, environment: [:], now: CLIFixture.now))
    }

    private func lexicon(words: String) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.file("lexicon"), withIntermediateDirectories: true)
        try directory.write("company = []\n", to: "companies.toml")
        try directory.write("camps = [\"open\"]\nversion = \"1\"\ndeal = []\n", to: "lexicon/domain.toml")
        try directory.write("version = \"1\"\n", to: "lexicon/weights.toml")
        try directory.write("languages = []\ntrigrams = []\n", to: "lexicon/letters.toml")
        let english = """
            language = "en"
            [grammar]
            conjunctions = []
            [[cue]]
            label = "relevant"
            weight = 1.0
            words = [\(words)]
            """
        try directory.write(english, to: "lexicon/en.toml")
        return directory
    }
}
