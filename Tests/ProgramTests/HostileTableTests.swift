import Foundation
import TestSupport
import Testing

/// `Tests/HOSTILE.md` names a test for every row, and every test that it names is there.
@Suite struct HostileTableTests {
    private struct Line {
        var number: Int
        var tests: [Substring]
    }

    private func table() throws -> [Line] {
        let text = try String(contentsOfFile: Repository.path("Tests/HOSTILE.md"), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 4, let number = Int(cells[0]) else { return nil }
            let parts = cells[3].split(separator: "`", omittingEmptySubsequences: false)
            return Line(number: number, tests: parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] })
        }
    }

    private func testSources() throws -> String {
        let folder = Repository.path("Tests")
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        return try files.filter { $0.hasSuffix("Tests.swift") }
            .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
    }

    @Test func everyRowHasTestsThatExist() throws {
        let lines = try table()
        let sources = try testSources()

        #expect(lines.map(\.number) == Array(1...41))
        for line in lines {
            #expect(!line.tests.isEmpty, "row \(line.number)")
            for test in line.tests {
                #expect(sources.contains("func \(test)("), "row \(line.number): \(test)")
            }
        }
    }

    @Test func everyRowThatAServerCanPlayIsServed() throws {
        let served = Set(HostileSite.rows.map(\.number))
        // The environment, TLS, HTTP/2, and a crash are no answers of a plain server.
        let unplayable: Set = [30, 31, 32, 41]

        #expect(served.union(unplayable) == Set(try table().map(\.number)))
        #expect(served.isDisjoint(with: unplayable))
        #expect(Set(HostileSite.rows.map(\.path)).count == HostileSite.rows.count)
    }
}
