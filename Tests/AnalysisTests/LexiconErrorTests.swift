import Foundation
import TestSupport
import Testing

@testable import Analysis

/// A mistake in a lexicon file is named with file and line, whatever kind it is of.
@Suite struct LexiconErrorTests {
    private struct Mistake: Sendable, CustomTestStringConvertible {
        var testDescription: String { message }
        let file: String
        let shipped: String
        let broken: String
        let message: String
    }

    private static let mistakes = [
        Mistake(
            file: "companies.toml", shipped: "\ncamp = \"open\"", broken: "\ncamp = \"opne\"",
            message: "\"opne\" is no camp"),
        Mistake(
            file: "companies.toml", shipped: "\nneutral_as = [\"investor\"",
            broken: "\nneutral_as = [\"investr\"",
            message: "\"investr\" is no role"),
        Mistake(
            file: "companies.toml", shipped: "\nid = \"anthropic\"", broken: "\nid = \"openai\"",
            message: "the id is taken"),
        Mistake(
            file: "companies.toml", shipped: "\nkind = \"lab\"", broken: "\nkynd = \"lab\"", message: "kind"),
        Mistake(
            file: "lexicon/domain.toml", shipped: "fill = [\"recipient\"]", broken: "fill = [\"receiver\"]",
            message: "\"receiver\" is no role of it"),
        Mistake(
            file: "lexicon/domain.toml", shipped: "principals = [\"recipient\", \"investor\"]",
            broken: "principals = [\"recipient\", \"recipient\"]",
            message: "principals: a role stands in it twice"),
        Mistake(
            file: "lexicon/domain.toml", shipped: "status = \"completed\"", broken: "status = \"done\"",
            message: "unknown status \"done\""),
        Mistake(
            file: "lexicon/en.toml", shipped: "label = \"negation\"", broken: "label = \"negatoin\"",
            message: "unknown cue label \"negatoin\""),
        Mistake(
            file: "lexicon/en.toml", shipped: "type = \"talent\"", broken: "type = \"talents\"",
            message: "unknown deal type \"talents\""),
        Mistake(
            file: "lexicon/en.toml", shipped: "label = \"negation\"\nweight = 1.0",
            broken: "label = \"negation\"",
            message: "\"weight\" is missing"),
        Mistake(
            file: "lexicon/en.toml", shipped: "[grammar]", broken: "[grammar", message: "pars"),
    ]

    @Test(arguments: mistakes)
    private func theFirstMistakeIsNamedWithItsLine(_ mistake: Mistake) throws {
        let directory = try TemporaryDirectory()
        let config = directory.url.appendingPathComponent("config")
        try FileManager.default.copyItem(at: URL(fileURLWithPath: Repository.path("config")), to: config)
        let file = config.appendingPathComponent(mistake.file)
        let text = try String(contentsOf: file, encoding: .utf8)
        let place = try #require(text.range(of: mistake.shipped))
        try text.replacingCharacters(in: place, with: mistake.broken).write(
            to: file, atomically: true, encoding: .utf8)

        let error = #expect(throws: LexiconError.self) { try Lexicon.load(directory: config.path) }

        let line = text[..<place.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(error?.message.contains(mistake.message) == true)
        #expect(error?.file.hasSuffix(mistake.file) == true)
        if let found = error?.line { #expect(abs(found - line) <= 12) }
    }
}
