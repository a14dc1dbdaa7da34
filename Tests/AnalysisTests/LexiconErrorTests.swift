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
        /// The place of the mistake is that of the change.
        var isThere = true
    }

    private static let mistakes = [
        Mistake(
            file: "companies.toml", shipped: "\ncamp = \"open\"", broken: "\ncamp = \"opne\"",
            message: "\"opne\" is no camp"),
        Mistake(
            file: "companies.toml", shipped: "\nkind = \"chip\"", broken: "\nkind = \"chpi\"",
            message: "unknown kind \"chpi\"; there are lab, "),
        Mistake(
            file: "companies.toml", shipped: "\nneutral_as = [\"investor\"",
            broken: "\nneutral_as = [\"investr\"",
            message: "\"investr\" is no role"),
        Mistake(
            file: "companies.toml", shipped: "\nid = \"anthropic\"", broken: "\nid = \"openai\"",
            message: "the id is taken", isThere: false),
        Mistake(
            file: "companies.toml", shipped: "\n    \"balderton: ", broken: "\n    \"Balderton Capital: ",
            message: "is no name: write \"acme-ai: "),
        Mistake(
            file: "companies.toml", shipped: "\n    \"balderton: ", broken: "\n    \"openai: ",
            message: "openai: the id is taken", isThere: false),
        Mistake(
            file: "companies.toml", shipped: "[[companies]]\nkind = \"fund\"",
            broken: "[[companies]]\nkind = \"fun\"", message: "companies: unknown kind \"fun\"",
            isThere: false),
        Mistake(
            file: "companies.toml", shipped: "\nkind = \"lab\"", broken: "\nkynd = \"lab\"",
            message: "unknown key \"kynd\""),
        Mistake(
            file: "companies.toml", shipped: "\nkind = \"lab\"", broken: "\nkind = 3",
            message: "\"kind\" may not be of type int"),
        Mistake(
            file: "lexicon/domain.toml", shipped: "each = [\"licensor\",", broken: "each = [\"lisensor\",",
            message: "\"lisensor\" is no role of it"),
        Mistake(
            file: "lexicon/domain.toml", shipped: "firms = [\"target\"]", broken: "firms = [\"targets\"]",
            message: "\"targets\" is no role of it"),
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
            message: "\"weight\" is missing", isThere: false),
        Mistake(
            file: "lexicon/letters.toml", shipped: "languages = [\"en\"", broken: "languages = [\"eng\"",
            message: "reads no language \"eng\""),
        Mistake(
            file: "lexicon/letters.toml", shipped: "\"fr\", \"es\"", broken: "\"fr\", \"fr\"",
            message: "\"fr\" stands twice"),
        Mistake(
            file: "lexicon/letters.toml", shipped: "\n    \"_an ", broken: "\n    \"_an 1 ",
            message: "should be three small letters that stand nowhere else"),
        Mistake(
            file: "lexicon/letters.toml", shipped: "\n    \"_an ", broken: "\n    \"_al ",
            message: "should be three small letters that stand nowhere else"),
        Mistake(
            file: "lexicon/en.toml", shipped: "[grammar]", broken: "[grammar", message: "pars"),
    ]

    @Test(arguments: mistakes)
    private func aMistakeIsNamedWithItsLine(_ mistake: Mistake) throws {
        let (errors, lines) = try errors(of: [mistake])

        let error = try #require(errors.first { $0.message.contains(mistake.message) })
        #expect(error.file.hasSuffix(mistake.file))
        let found = try #require(error.line)
        #expect(abs(found - lines[0]) <= (mistake.isThere ? 0 : 12))
    }

    @Test func allMistakesOfAllFilesAreToldAtOnce() throws {
        // An entry of the wrong form is not read any further, so each of these is in another one.
        let mistakes = Self.mistakes.filter {
            $0.file != "lexicon/domain.toml" && $0.isThere && $0.broken != "[grammar"
                && !$0.message.contains("kynd")
        }

        let errors = try errors(of: mistakes).errors

        for mistake in mistakes {
            #expect(
                errors.contains { $0.file.hasSuffix(mistake.file) && $0.message.contains(mistake.message) })
        }
        let places = errors.map { ($0.file, $0.line ?? 0) }
        #expect(places.map(\.1) == places.sorted { $0 < $1 }.map(\.1), "file by file, line by line")
    }

    @Test func aSlotThatNoGrammarOpensIsAMistake() throws {
        let frames = try String(contentsOfFile: Repository.path("config/lexicon/en.toml"), encoding: .utf8)
        let slots = try #require(frames.firstMatch(of: /\nslots = \{ left/)).output

        let (errors, lines) = try errors(of: [
            Mistake(
                file: "lexicon/en.toml", shipped: String(slots),
                broken: String(slots).replacing("left", with: "lfet"), message: "")
        ])

        let error = try #require(errors.first)
        #expect(errors.count == 1 && error.line == lines[0])
        #expect(error.message.contains("no grammar opens the slot \"lfet\"; there are "))
    }

    @Test func aMistakeInANameHidesNoneInASlot() throws {
        let errors = try errors(of: [
            Mistake(
                file: "companies.toml", shipped: "\nkind = \"chip\"", broken: "\nkind = \"chpi\"", message: ""
            ),
            Mistake(
                file: "lexicon/en.toml", shipped: "\nslots = { left", broken: "\nslots = { lfet", message: ""),
        ]).errors

        #expect(errors.map { $0.file.split(separator: "/").last } == ["companies.toml", "en.toml"])
    }

    @Test(arguments: ["reads no language", "stands twice"])
    func aWrongLanguageOfTheLettersIsToldOnce(_ message: String) throws {
        #expect(try errors(of: Self.mistakes.filter { $0.message.contains(message) }).errors.count == 1)
    }

    @Test func aMistakeInTheDomainIsToldOnce() throws {
        #expect(
            try errors(of: Self.mistakes.filter { $0.message.hasPrefix("unknown status") }).errors.count == 1)
    }

    /// What loading the shipped files with these mistakes finds, and the line of each mistake.
    private func errors(of mistakes: [Mistake]) throws -> (errors: [LexiconError], lines: [Int]) {
        let directory = try TemporaryDirectory()
        let config = directory.url.appendingPathComponent("config")
        try FileManager.default.copyItem(at: URL(fileURLWithPath: Repository.path("config")), to: config)
        var lines: [Int] = []
        for mistake in mistakes {
            let file = config.appendingPathComponent(mistake.file)
            let text = try String(contentsOf: file, encoding: .utf8)
            let place = try #require(text.range(of: mistake.shipped))
            try text.replacingCharacters(in: place, with: mistake.broken).write(
                to: file, atomically: true, encoding: .utf8)
            let newlines = mistake.shipped.hasPrefix("\n") ? 1 : 0
            lines.append(text[..<place.lowerBound].count { $0 == "\n" } + 1 + newlines)
        }
        let errors = #expect(throws: LexiconErrors.self) { try Lexicon.load(directory: config.path) }
        return (errors?.all ?? [], lines)
    }
}
