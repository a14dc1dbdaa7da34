import Analysis
import ArgumentParser
import Foundation
import NewsModel
import TestSupport
import Testing

@testable import campwatch

@Suite struct CLIOptionTests {
    private let now = Date(timeIntervalSince1970: 1_763_510_400)

    @Test(arguments: [
        ("30m", -1_800.0), ("12h", -43_200), ("7d", -604_800), ("2w", -1_209_600), ("2025-11-18", -86_400),
        ("2025-11-19T01:00:00Z", 3_600),
    ])
    func sinceIsASpanOrADate(text: String, offset: Double) throws {
        #expect(try #require(Since(argument: text)).date(now: now) == now.addingTimeInterval(offset))
    }

    @Test(arguments: ["", "7", "d", "-7d", "7y", "yesterday", "2025-13-01", "99999999999999999999d"])
    func anythingElseIsRefused(text: String) {
        #expect(Since(argument: text) == nil)
    }

    @Test(arguments: [
        ["stories", "--camp", "opne"], ["deals", "--deal", "merger"], ["deals", "--status", "maybe"],
        ["stories", "--limit=-1"], ["companies", "--limit", "few"], ["stories", "--since", "soon"], ["story"],
        ["feeds", "add", "ftp://x"],
        ["eval"], ["stories", "--format", "xml"],
    ])
    func wrongUseIsRefusedBeforeAnythingIsRead(arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try Campwatch.parseAsRoot(arguments) }

        #expect(error.map { Campwatch.exitCode(for: $0).rawValue } == Failure.Code.usage.rawValue)
    }

    @Test func everyCommandHasHelpWithExamples() {
        let names = [
            ["status"], ["stories"], ["story"], ["deals"], ["deal"], ["alerts"], ["analyze"], ["eval"],
            ["reload"], ["feeds"],
            ["feeds", "list"], ["feeds", "add"], ["feeds", "remove"], ["feeds", "import"],
            ["feeds", "export"],
            ["feeds", "why"], ["feeds", "refresh"], ["feeds", "check"], ["feeds", "politeness"],
        ]
        for name in names {
            let help = Campwatch.helpMessage(for: command(name))
            #expect(help.contains("EXAMPLES"), "\(name)")
            #expect(help.contains("campwatch \(name.joined(separator: " "))"), "\(name)")
        }
        #expect(Campwatch.helpMessage().contains("EXIT CODES"))
    }

    @Test func everyExitCodeIsInTheHelpAndInTheDocuments() throws {
        let help = Campwatch.helpMessage().split(separator: "\n")
        let table = try String(contentsOfFile: Repository.path("docs/operations.md"), encoding: .utf8)
            .split(separator: "## Exit codes").last?.split(separator: "\n## ").first?.split(separator: "\n")
        for code in [0] + Failure.Code.allCases.map(\.rawValue) {
            #expect(help.contains { $0.split(separator: " ").first == "\(code)" }, "\(code)")
            let row = try #require(table?.first { $0.hasPrefix("| \(code) |") }, "\(code)")
            let meaning = row.split(separator: "|", omittingEmptySubsequences: false)[3]
            #expect(meaning.contains { $0.isLetter }, "\(code)")
        }
    }

    private func command(_ names: [String]) -> any ParsableCommand.Type {
        names.reduce(Campwatch.self as any ParsableCommand.Type) { type, name in
            type.configuration.subcommands.first { $0.configuration.commandName == name } ?? type
        }
    }

    @Test func aFeedIsFoundByNumberAddressOrAPartThatFitsNoOther() throws {
        let feeds = [
            Feed(id: FeedID(rawValue: 1), url: "https://one.example/rss", title: "One"),
            Feed(id: FeedID(rawValue: 12), url: "https://two.example/rss", title: "Two"),
        ]

        #expect(try FeedChoice.one("12", among: feeds).title == "Two")
        // A number that is no feed is not taken for a part of an address.
        #expect(throws: Failure.self) { try FeedChoice.one("1", among: feeds.filter { $0.id.rawValue != 1 }) }
        #expect(try FeedChoice.one("https://one.example/rss", among: feeds).title == "One")
        #expect(try FeedChoice.one("TWO", among: feeds).title == "Two")
        #expect(throws: Failure.self) { try FeedChoice.one("example", among: feeds) }
        #expect(throws: Failure.self) { try FeedChoice.one("three", among: feeds) }
        #expect(throws: Failure.self) { try FeedChoice.exact("Two", among: feeds) }
    }

    @Test func whatGoesToStderrIsOneSafeLineEach() {
        let failure = Failure(.noInput, "first\nsecond \u{1B}[31m")

        #expect(failure.text == "campwatch: first\ncampwatch: second")
    }

    @Test(arguments: [
        ("Title\n\nText here", "Title", "Text here"), ("\n  Title\r\nText", "Title", "Text"),
        ("Only", "Only", ""),
    ])
    func thefirstLineOfPlainTextIsTheTitle(input: String, title: String, text: String) throws {
        let stories = try AnalysisInput.parse(Data(input.utf8), name: "input")

        #expect(stories.map(\.title) == [title])
        #expect(stories.map(\.text) == [text])
    }

    @Test(arguments: [
        ([], "is empty"), (Array(" \n\t".utf8), "is empty"), (Array("\u{FEFF}\n".utf8), "is empty"),
        ([0x50, 0x4B, 3, 4, 0, 0, 7, 1], "is binary data"),
        (Array("\n<!DOCTYPE html><html>".utf8), "is markup"),
        (Array("<?xml version='1.0'?>".utf8), "is markup"),
    ])
    func whatIsNoTextIsNotAnalysed(bytes: [UInt8], reason: String) {
        let error = #expect(throws: Failure.self) { try AnalysisInput.parse(Data(bytes), name: "input") }

        #expect(error?.code == .refused)
        #expect(error?.message.hasPrefix("input: \(reason)") == true)
    }

    @Test func inputThatBeginsWithABraceIsJSONLines() throws {
        let lines =
            "\n{\"id\": \"a\", \"title\": \"A\"}\n{\"id\": \"b\", \"title\": \"B\", \"lang\": \"ru\"}\n"

        let stories = try AnalysisInput.parse(Data(lines.utf8), name: "input")

        #expect(stories.map(\.id) == ["a", "b"])
        let error = #expect(throws: Failure.self) {
            try AnalysisInput.parse(Data("{oops".utf8), name: "in.jsonl")
        }
        #expect(error == Failure(.noInput, "in.jsonl:1: not a JSON object"))
    }
}
