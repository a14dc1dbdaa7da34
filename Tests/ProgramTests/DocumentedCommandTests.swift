import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import campwatch

/// Every command in the documents is one that exists, with options that exist; those that only read are run.
@Suite struct DocumentedCommandTests {
    struct Line: Sendable, CustomTestStringConvertible {
        var file: String
        var words: [String]

        var testDescription: String { "\(file): campwatch \(words.joined(separator: " "))" }
    }

    private static let files =
        ["README.md"] + ["cookbook", "operations", "rules", "sinks", "lexicon"].map { "docs/\($0).md" }

    /// Lines of the documents that are commands, without what follows a pipe, a redirection or a remark.
    static let lines: [Line] = files.flatMap { file in
        let text = (try? String(contentsOfFile: Repository.path(file), encoding: .utf8)) ?? ""
        return codeLines(of: text).compactMap { line in command(in: line).map { Line(file: file, words: $0) }
        }
    }

    /// Indented lines and those between fences.
    private static func codeLines(of text: String) -> [Substring] {
        var isFenced = false
        return text.split(separator: "\n").filter { line in
            if line.hasPrefix("```") { isFenced.toggle() }
            return isFenced || line.hasPrefix("    ")
        }
    }

    private static func command(in line: Substring) -> [String]? {
        let words = split(line)
        let start = words.first == "sudo" ? 1 : 0
        guard words.count > start, words[start] == "campwatch" || words[start].hasSuffix("/campwatch") else {
            return nil
        }
        return Array(words.dropFirst(start + 1).prefix { !["|", ">", "#"].contains($0) })
    }

    /// Words as a shell parts them, with both kinds of quotes.
    private static func split(_ line: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        var isWord = false
        for character in line {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                (quote, isWord) = (character, true)
            } else if quote == nil, character == "(" {
                // What a shell puts in its place, as in $(date +%F), is one word.
                quote = ")"
            } else if quote == nil, character == " " {
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
            } else {
                word.append(character)
                isWord = true
            }
        }
        return isWord ? words + [word] : words
    }

    @Test func theDocumentsHoldCommands() {
        #expect(Self.lines.count > 25)
    }

    @Test(arguments: lines)
    func aDocumentedCommandExists(line: Line) throws {
        _ = try Campwatch.parseAsRoot(line.words)
    }

    /// Commands that ask the database; what they print depends on it, that they answer does not.
    private static let readers: Set = ["stories", "deals", "companies", "today", "alerts", "feeds"]

    @Test(
        arguments: lines.filter { line in
            line.words.isEmpty
                || readers.contains(line.words[0]) && line.words.dropFirst().first?.hasPrefix("-") == true
        })
    func aDocumentedQuestionIsAnswered(line: Line) async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let parsed = try Campwatch.parseAsRoot(
            line.words + ["--state", fixture.directory.path, "--config", Repository.path("config")])
        guard let command = parsed as? any PrintingCommand else { return }
        let output = try await command.output(in: fixture.context)
        #expect(output.failure == nil || output.failure?.code == .nothing)
    }
}
