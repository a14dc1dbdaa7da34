import Analysis
import Foundation
import TestSupport
import Testing
import Watch

/// The labelled streams through analysis, identity and the store.
@Suite struct StreamReplayTests {
    /// Figures of a stream that may not get worse; the least, for `false_merge` and `alerts_per_deal` the most.
    private struct Floor: Sendable, CustomTestStringConvertible {
        var stream: String
        var least: [String: Double]
        var most: [String: Double]
        var testDescription: String { stream }
    }

    private static let floors = [
        Floor(
            stream: "stream-dev",
            least: [
                "cluster_b3_f1": 0.93, "cross_language_recall": 0.84, "update_precision": 0.75,
                "update_recall": 0.76,
            ], most: ["false_merge": 0.03, "alerts_per_deal": 1.08]),
        Floor(
            stream: "stream-own",
            least: [
                "cluster_b3_f1": 0.91, "cross_language_recall": 0.81, "update_precision": 0.78,
                "update_recall": 0.64,
            ], most: ["false_merge": 0.03, "alerts_per_deal": 1.11]),
    ]

    @Test(arguments: floors)
    private func streamsKeepTheirFigures(_ floor: Floor) async throws {
        let items = try StreamFile.read(Repository.path("Tests/Gold/\(floor.stream).jsonl"))
        let replay = StreamReplay(lexicon: try Lexicon.load(directory: Repository.path("config")))

        let board = StreamScores(gold: items, outcomes: try await replay.run(items)).scoreboard

        for (name, least) in floor.least { #expect(try #require(board[name]) >= least, "\(name)") }
        for (name, most) in floor.most { #expect(try #require(board[name]) <= most, "\(name)") }
    }

    @Test func brokenStreamSaysWhichItemIsWrong() throws {
        let directory = try TemporaryDirectory()
        let line = { (id: String, time: String) in
            "{\"id\":\"\(id)\",\"feed\":\"f\",\"published\":\"\(time)\",\"title\":\"t\",\"text\":\"\"}"
        }
        let path = try directory.write(
            line("a", "2026-01-02T00:00:00Z") + "\n" + line("b", "2026-01-01T00:00:00Z"), to: "s.jsonl")

        let error = try #require(throws: GoldFileError.self) { try StreamFile.read(path) }

        #expect(error.description.contains("item b is older than the one before it"))
    }
}
