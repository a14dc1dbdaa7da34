import NewsModel
import Testing

@testable import DealGraph

@Suite struct CycleFinderTests {
    @Test(arguments: [
        ("", []), ("A>B B>C", []), ("A>A", []), ("A>B B>A", ["AB"]), ("C>A A>B B>C", ["ABC"]),
        ("A>B B>C C>D D>A", ["ABCD"]),
        // Five are too many.
        ("A>B B>C C>D D>E E>A", []),
        // A deal more between the same two is no cycle more.
        ("A>B A>B B>A", ["AB"]),
        // Two cycles that share a company, and two that share a link.
        ("A>B B>A B>C C>B", ["AB", "BC"]), ("A>B B>C C>A C>D D>A", ["ABC", "ABCD"]),
        // A dead end and a way into the cycle are no part of it.
        ("X>A A>B B>A B>Y", ["AB"]),
        // Both ways round.
        ("A>B B>C C>A A>C C>B B>A", ["AB", "ABC", "AC", "ACB", "BC"]),
    ])
    func cyclesOfFourCompaniesAtMostAreFoundOnce(text: String, cycles: [String]) {
        let result = CycleFinder(flows(text)).all()
        #expect(result.cycles.map { $0.joined() }.sorted() == cycles)
        #expect(result.isComplete)
    }

    /// The same as trying every row of two to four companies.
    @Test func nothingIsMissedInADenseGraph() {
        let names = ["A", "B", "C", "D", "E", "F", "G"]
        var state: UInt64 = 42
        let pairs = names.flatMap { from in names.map { (from, $0) } }.filter { pair in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return pair.0 != pair.1 && state >> 62 != 0
        }
        let linked = Set(pairs.map { $0.0 + $0.1 })
        func isCycle(_ row: [String]) -> Bool {
            Set(row).count == row.count && row.min() == row.first
                && row.indices.allSatisfy { linked.contains(row[$0] + row[($0 + 1) % row.count]) }
        }
        var expected: [[String]] = []
        var rows = names.map { [$0] }
        for _ in 2...4 {
            rows = rows.flatMap { row in names.map { row + [$0] } }
            expected += rows.filter(isCycle)
        }

        let found = CycleFinder(
            pairs.map { MoneyFlow(deal: DealID(rawValue: 1), from: $0.0, to: $0.1) }
        ).all()

        #expect(found.cycles.count > 20)
        #expect(Set(found.cycles) == Set(expected) && found.cycles.count == expected.count)
    }

    @Test func workIsBoundedAndTheEndIsTold() {
        let names = (0..<60).map { "company-\($0)" }
        let all = names.flatMap { from in
            names.map { MoneyFlow(deal: DealID(rawValue: 1), from: from, to: $0) }
        }
        let found = CycleFinder(all).all()
        #expect(found.cycles.count == 1_000)
        #expect(!found.isComplete)
        #expect(!CycleFinder(flows("A>B B>A C>D D>C"), mostSteps: 2).all().isComplete)
    }
}
