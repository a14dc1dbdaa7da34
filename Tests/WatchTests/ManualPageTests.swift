import Alerting
import Foundation
import TestSupport
import Testing
import Watch

/// The manual pages of the configuration name every key that the daemon takes.
@Suite struct ManualPageTests {
    @Test func campwatchTOMLNamesEverySectionAndKey() throws {
        let page = try manual("campwatch.toml.5")

        for section in try knownKeys("[zzzzzzzz]\n") where section != "sinks" {
            #expect(page.contains(".SH [\(section)]"))
            for key in try knownKeys("[\(section)]\nzzzzzzzz = 1\n") {
                #expect(page.contains(key), "\(section).\(key)")
            }
        }
    }

    @Test(arguments: SinkSettings.Kind.allCases)
    func campwatchTOMLNamesEveryKey(of sink: SinkSettings.Kind) throws {
        let page = try manual("campwatch.toml.5")

        #expect(page.contains(sink.rawValue))
        for key in try knownKeys("[sinks.desk]\ntype = \"\(sink.rawValue)\"\nzzzzzzzz = 1\n") {
            #expect(page.contains(key), "\(sink.rawValue): \(key)")
        }
    }

    @Test func rulesTOMLNamesEveryKey() throws {
        let page = try manual("rules.toml.5")
        let error = try #require(throws: RuleErrors.self) {
            try RuleSet.load(
                toml: "[[rule]]\nname = \"a\"\nfilter = \"\"\nzzzzzzzz = 1\n", file: "rules.toml",
                sinks: ["log"])
        }

        for key in words(after: "known are ", in: try #require(error.all.first).message) {
            #expect(page.contains(key), "\(key)")
        }
    }

    /// The words of a page, and its headings as they stand.
    private func manual(_ name: String) throws -> Set<String> {
        let text = try String(contentsOfFile: Repository.path("docs/man/\(name)"), encoding: .utf8)
        var words: Set<String> = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix(".SH") { words.insert(String(line)) }
            words.formUnion(line.split { " ,.\"".contains($0) }.map(String.init))
        }
        return words
    }

    /// What the complaint about an unknown key lists.
    private func knownKeys(_ text: String) throws -> [String] {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.parse(text, file: "campwatch.toml")
        }
        let complaint = try #require(error.problems.first { $0.message.contains("zzzzzzzz") })
        return words(after: "known: ", in: complaint.message)
    }

    private func words(after mark: String, in message: String) -> [String] {
        guard let list = message.range(of: mark) else {
            Issue.record("no list of keys in: \(message)")
            return []
        }
        return message[list.upperBound...].split { ", \n".contains($0) }.map(String.init)
    }
}
