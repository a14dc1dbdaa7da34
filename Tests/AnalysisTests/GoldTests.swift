import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// The shipped lexicon and weights on all labelled stories, against the committed scoreboard.
@Suite struct GoldTests {
    /// A metric may fall by this much before it is a step back.
    private static let slack = 0.01
    private static let lowerIsBetter: Set<String> = ["negative_false_alarm", "role_reversal"]

    @Test func noMetricFallsBelowTheCommittedScoreboard() throws {
        let analyzer = try #require(Shipped.analyzer)
        let folder = URL(filePath: Repository.path("Tests/Gold"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".jsonl") && !$0.hasPrefix("stream-")
        }
        let gold = try names.sorted().flatMap { try GoldFile.read(folder.appending(path: $0).path) }
        let board = try JSONDecoder().decode(
            [String: Double].self, from: Data(contentsOf: folder.appending(path: "scoreboard.json")))

        let predicted = gold.map { story in
            story.labelled(
                by: analyzer.analyze(
                    title: story.title, text: story.text, language: story.language,
                    published: story.publishedDate ?? .distantPast))
        }
        let scores = Scoreboard(gold: gold, predictions: predicted)

        #expect(board.count >= 15)
        for (name, committed) in board {
            let score = try #require(scores[name], "\(name)")
            let loss = Self.lowerIsBetter.contains(name) ? score - committed : committed - score
            #expect(loss <= Self.slack, "\(name) is \(score), \(committed) is committed")
        }
    }
}
