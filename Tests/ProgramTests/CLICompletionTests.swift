import ArgumentParser
import Foundation
import NewsModel
import TestSupport
import Testing

@testable import campwatch

/// What Tab offers for names that only the configuration and the database know.
@Suite struct CLICompletionTests {
    /// The program's answer to a shell.
    private func offered(_ command: [String], _ label: String, _ words: [String], at index: Int)
        -> [String]
    {
        let request =
            ["---completion"] + command + ["--", label, "\(index)", "\(words[index].count)"] + words
        do {
            _ = try Campwatch.parsed(request)
            return ["no completion"]
        } catch {
            guard Campwatch.exitCode(for: error) == .success else { return ["\(error)"] }
            return Campwatch.message(for: error).split(separator: "\n").map(String.init)
        }
    }

    @Test func namesComeFromTheConfigurationAndTheDatabase() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let directory = fixture.directory
        try directory.write(
            "[[company]]\nid = \"openlabs\"\n[[company]]\nid = \"zeta\"\n", to: "companies.toml")
        try directory.write("[[rule]]\nname = \"big\"\n[[rule]]\nname = \"small\"\n", to: "rules.toml")
        try directory.write("[sinks.desk]\ntype = \"pigeon\"\n", to: "campwatch.toml")
        let place = ["--config", directory.path, "--state=" + directory.path]

        let party = offered(
            ["deals"], "--party", ["campwatch", "deals"] + place + ["--party", "open"], at: 6)
        let rule = offered(
            ["rules", "test"], "positional@0", ["campwatch", "rules", "test"] + place + [""], at: 6)
        let sink = offered(
            ["alerts", "disable"], "positional@0", ["campwatch", "alerts", "disable"] + place + [""], at: 6)
        let feed = offered(
            ["feeds", "why"], "positional@0", ["campwatch", "feeds", "why"] + place + [""], at: 6)

        #expect(party == ["openfox", "openlabs"])
        #expect(rule == ["big", "small"])
        #expect(sink == ["log", "desk"])
        #expect(feed == ["blog.example", "wire.example"])
    }

    @Test func withoutAnyDirectoryNothingIsOffered() async throws {
        let words = ["campwatch", "deals", "--config", "/nowhere", "--state", "/nowhere", "--party", ""]

        #expect(offered(["deals"], "--party", words, at: 7).isEmpty)
    }

    @Test func feedsOfOneHostAreToldApart() throws {
        let feeds = [
            "https://a.example/one", "https://a.example/two", "http://b.example/", "https://c.example",
        ]
        .enumerated().map { Feed(id: FeedID(rawValue: Int64($0) + 1), url: $1, title: "") }

        let names = Completions.names(ofFeedsAt: feeds.map(\.url))

        #expect(names == ["a.example/one", "a.example/two", "b.example", "c.example"])
        for name in names {
            let exact = try FeedChoice.exact(name, among: feeds)
            #expect(try FeedChoice.one(name, among: feeds) == exact)
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func everyShellAsksTheProgram(shell: String) {
        let kind = CompletionShell(rawValue: shell) ?? .bash
        let script = Campwatch.completionScript(for: kind)
        #expect(script.contains("---completion deals -- --party"))
        #expect(script.contains("---completion rules test -- positional@0"))
    }

    /// bash expands what it is offered, so a command in a feed's address would run.
    @Test(arguments: [
        "a.example/x?a=$(id)", "a.example/`id`", "a.example/;id", "two words", "a\\b", "'a'", "*", "",
    ])
    func whatAShellWouldReadIsNotOffered(name: String) {
        #expect(
            Completions.harmless([name, "a.example/feed?x=1&y=%20", "日経"]) == [
                "a.example/feed?x=1&y=%20", "日経",
            ])
    }
}
