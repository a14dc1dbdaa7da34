import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// What loads and yet does nothing is named with file and line, whatever kind it is of.
@Suite struct LexiconCheckTests {
    private struct Flaw: Sendable, CustomTestStringConvertible {
        var testDescription: String { message }
        let kind: LexiconFinding.Kind
        var file = "lexicon/en.toml"
        /// What the file of the fixture has, in place of the line with `at` or behind the last one.
        var at = ""
        let written: String
        let message: String
    }

    private static let flaws = [
        Flaw(
            kind: .duplicate, at: "# subject", written: #"words = ["lorem", "chip*", "Lorem"]"#,
            message: "\"Lorem\" stands under relevant already in line"),
        Flaw(
            kind: .duplicate, file: "companies.toml", at: "# aliases",
            written: #"aliases = ["Acme AI", "Acme", "ACME AI"]"#,
            message: "acme has \"ACME AI\" already as \"Acme AI\" in aliases"),
        Flaw(
            kind: .duplicate, file: "companies.toml", at: "# ambiguous",
            written: #"ambiguous = ["Roadrunner", "Roadrunner"]"#,
            message: "acme has \"Roadrunner\" twice in ambiguous"),
        Flaw(
            kind: .duplicate, at: "# common", written: #"common = ["Monday", "MONDAY"]"#,
            message: "\"MONDAY\" stands twice in common"),
        Flaw(
            kind: .duplicate, at: "# before", written: #"before = { by = ["by", "By"] }"#,
            message: "\"By\" stands twice under by"),
        Flaw(
            kind: .dead,
            written: #"""

                [[frame]]
                type = "acquisition"
                weight = 2.0
                words = ["buys … outright"]
                slots = { left = "acquirer" }

                [[frame]]
                type = "acquisition"
                weight = 1.0
                words = ["BUYS ... outright"]
                slots = { right = "target" }
                """#,
            message: "\"BUYS ... outright\" never counts here: the frame of acquisition in line"),
        Flaw(
            kind: .dead, at: "# subject", written: #"words = ["chip … *"]"#,
            message: "\"chip … *\" has a * without a word"),
        Flaw(
            kind: .dead, at: "# subject", written: #"words = ["chi*p"]"#,
            message: "\"chi*p\" has a * within a word"),
        Flaw(
            kind: .dead, at: "# subject", written: #"words = ["chip …"]"#,
            message: "\"chip …\" has a gap with nothing beside it"),
        Flaw(
            kind: .dead, at: "# subject", written: #"words = ["chip…maker"]"#,
            message: "\"chip…maker\" has a … that stands for itself"),
        Flaw(
            kind: .dead,
            written: #"""

                [[frame]]
                type = "acquisition"
                weight = 0
                words = ["eats"]
                slots = { left = "acquirer" }
                """#,
            message: "\"eats\" has weight 0 and keeps no other cue from counting"),
        Flaw(
            kind: .dead, at: "# common", written: #"common = ["Bank of Nowhere"]"#,
            message: "\"Bank of Nowhere\" in common is never found"),
        Flaw(
            kind: .dead, at: "# common", written: #"legal = ["Inc."]"#,
            message: "\"Inc.\" in legal is never found"),
        Flaw(
            kind: .dead, at: "# before", written: #"before = { by = ["by", "on behalf of"] }"#,
            message: "\"on behalf of\" never opens the slot by"),
        Flaw(
            kind: .collision, at: "# before", written: #"before = { by = ["by"], from = ["from", "by"] }"#,
            message: "\"by\" opens the slot from here and by in line"),
        Flaw(
            kind: .collision, at: "# other subject", written: #"words = ["Chip*"]"#,
            message: "\"Chip*\" is irrelevant here and relevant in line"),
        Flaw(
            kind: .collision, at: "# other subject", written: #"words = ["shared idea"]"#,
            message: "\"shared idea\" is irrelevant here and relevant in common.toml:"),
        Flaw(
            kind: .collision, at: "# subject", written: #"words = ["Acme AI"]"#,
            message: "\"Acme AI\" of relevant is a name of acme"),
        Flaw(
            kind: .collision, file: "companies.toml",
            written: #"""

                [[person]]
                id = "wile"
                name = "Wile"
                aliases = ["Wile", "roadrunner"]
                """#,
            message: "\"roadrunner\" of wile is also \"Roadrunner\" of acme"),
        Flaw(
            kind: .collision, file: "companies.toml",
            written: #"""

                [[person]]
                id = "wile"
                name = "Wile"
                aliases = ["Акма"]
                """#,
            message: "\"Акма\" of wile is also \"Акм\" of acme"),
        Flaw(
            kind: .slot, at: "# slots", written: #"slots = { left = "acquirer", of = "target" }"#,
            message: "no marker of the grammar opens the slot \"of\" of this frame of acquisition"),
    ]

    @Test(arguments: flaws)
    private func aFlawIsNamedWithItsLine(_ flaw: Flaw) throws {
        let directory = try fixture()
        let file = directory.file(flaw.file)
        var lines = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        let place =
            flaw.at.isEmpty ? lines.count - 1 : try #require(lines.firstIndex { $0.hasSuffix(flaw.at) })
        lines[place] = flaw.written
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)

        let findings = try LexiconCheck.findings(directory: directory.path)

        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(finding.kind == flaw.kind)
        #expect(finding.file == file)
        #expect(finding.message.hasPrefix(flaw.message), "\(finding.message)")
        #expect((place + 1...place + 1 + flaw.written.count { $0 == "\n" }).contains(finding.line))
    }

    @Test func whatIsMeantToStandTwiceIsNoFlaw() throws {
        let directory = try fixture()

        #expect(try LexiconCheck.findings(directory: directory.path).isEmpty)
    }

    @Test func aLanguageIsCheckedAlone() throws {
        let directory = try fixture()
        try String(contentsOfFile: directory.file("lexicon/en.toml"), encoding: .utf8)
            .replacing("\"chip*\", ", with: "\"chip*\", \"Chip*\", ")
            .write(toFile: directory.file("lexicon/en.toml"), atomically: true, encoding: .utf8)

        #expect(try LexiconCheck.findings(directory: directory.path, language: .english).count == 1)
        #expect(try LexiconCheck.findings(directory: directory.path, language: .russian).isEmpty)
    }

    /// A shipped word that does nothing would be taken for one that does.
    @Test func theShippedLexiconIsClean() throws {
        let findings = try LexiconCheck.findings(directory: Repository.path("config"))
        #expect(findings.isEmpty, "\(findings.map { "\($0.place): \($0.message)" }.joined(separator: "\n"))")
    }

    private func fixture() throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.file("lexicon"), withIntermediateDirectories: true)
        for (name, text) in Self.files {
            try text.write(toFile: directory.file(name), atomically: true, encoding: .utf8)
        }
        return directory
    }

    private static let files = [
        "companies.toml": #"""
        [[company]]
        id = "acme"
        name = "Acme"
        kind = "lab"
        camp = "open"
        aliases = ["Acme AI", "Acme", "Акм", "Acme Cloud"] # aliases
        neutral_brands = ["Acme Cloud"]
        products = ["Roadrunner", "Roadrunner-Mini"]
        open_products = ["Roadrunner-Mini"]
        ambiguous = ["Acme", "Roadrunner"] # ambiguous

        """#,
        "lexicon/domain.toml": #"""
        camps = ["open", "closed"]
        version = "1"

        [[deal]]
        type = "acquisition"
        principals = ["acquirer", "target"]
        roles = ["acquirer", "target"]
        threshold = 1.0
        """#,
        "lexicon/weights.toml": "version = \"1\"\n",
        "lexicon/letters.toml": "languages = []\ntrigrams = []\n",
        "lexicon/common.toml": #"""
        language = "any"
        [grammar]
        conjunctions = []
        [[cue]]
        label = "relevant"
        weight = 1.0
        words = ["shared words", "shared idea"]
        """#,
        "lexicon/en.toml": #"""
        language = "en"

        [grammar]
        conjunctions = ["and"]
        before = { by = ["by"] } # before

        [names]
        common = ["Monday", "R&D", "U.S"] # common

        [[cue]]
        label = "relevant"
        weight = 1.0
        words = ["chip*", "acme", "shared words", "shared … words"] # subject

        [[cue]]
        label = "irrelevant"
        weight = 1.0
        words = ["gossip"] # other subject

        [[cue]]
        label = "status:rumoured"
        weight = 1.0
        words = ["chip*"]

        [[frame]]
        type = "acquisition"
        weight = 2.0
        words = ["buys", "bought by"]
        slots = { left = "acquirer", by = "target" } # slots

        [[frame]]
        type = "acquisition"
        weight = 0
        words = ["buys time"]
        slots = { left = "acquirer" }

        """#,
        "lexicon/ru.toml": #"""
        language = "ru"
        [grammar]
        conjunctions = []
        [[cue]]
        label = "relevant"
        weight = 1.0
        words = ["чип*"]
        [[frame]]
        type = "acquisition"
        weight = 2.0
        words = ["куплен*"]
        slots = { left = "target", by = "acquirer" }
        """#,
    ]
}
