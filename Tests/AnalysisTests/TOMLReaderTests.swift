import Testing

@testable import Analysis

@Suite struct TOMLReaderTests {
    /// The value of `key`, written so that values of different kinds differ.
    private func read(_ text: String, _ key: String = "a") throws -> String {
        try TOMLReader.read(text).values[key].map(written) ?? "none"
    }

    private func written(_ value: TOMLValue) -> String {
        switch value {
        case .string(let text, _): "'\(text)'"
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .day(let day): "\(day.year)/\(day.month)/\(day.day)"
        case .list(let values): "[" + values.map(written).joined(separator: " ") + "]"
        case .table(let table): written(table)
        case .tables(let tables): tables.all.map(written).joined(separator: "+")
        }
    }

    private func written(_ table: TOMLTable) -> String {
        "{"
            + table.values.sorted { $0.key < $1.key }.map { "\($0.key):\(written($0.value))" }
            .joined(separator: " ") + "}"
    }

    @Test(arguments: [
        ("a = \"x # y\" # comment", "'x # y'"), ("a = 'C:\\x'", "'C:\\x'"), ("\"a\" = 1", "1.0"),
        (#"a = "1\t\"2\" \u00e9 \U0001F600""#, "'1\t\"2\" é 😀'"),
        ("a = \"\"\"\none\ntwo \\\n   three\"\"\"\"", "'one\ntwo three\"'"),
        ("a = \'\'\'x\'y\'\'\'", "'x'y'"),
        ("a = -1_000", "-1000.0"), ("a = 6.02e2", "602.0"), ("a = true", "true"),
        ("a = 2025-07-01", "2025/7/1"),
        ("a = [ 1, # one\n 2,\n]", "[1.0 2.0]"), ("a = []", "[]"),
        ("a = [ { b = 1 }, { b = 2, c.d = 3 } ]", "[{b:1.0} {b:2.0 c:{d:3.0}}]"),
        ("a.b = 1\r\na.c = 2", "{b:1.0 c:2.0}"), ("[a]\nb = 1\n[a.c]\nd = 2", "{b:1.0 c:{d:2.0}}"),
        ("[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]", "{b:1.0 c:{d:2.0}}+{}"), ("", "none"), ("# only this", "none"),
    ])
    func valuesAreReadAsTheyStand(_ text: String, _ expected: String) throws {
        #expect(try read(text) == expected)
    }

    @Test(arguments: [
        ("a = \"x", 1), ("\na = x", 2), ("a = 1 b = 2", 1), ("a = 1\na = 2", 2), ("[a]\n[a]", 2),
        ("a = 1\n[a]", 2),
        ("a = [1, 2", 1), ("[a", 1), ("= 1", 1), ("a =", 1), ("a = \"\\q\"", 1), ("a = 12:30:00", 1),
        ("a = 1\n[[a]]", 2), ("a = {", 1), ("a = \"\"\"\n\n", 3), ("a = nan", 1),
    ])
    func mistakesHaveTheirLine(_ text: String, _ line: Int) {
        let failure = #expect(throws: TOMLReader.Failure.self) { try TOMLReader.read(text) }

        #expect(failure?.line == line)
    }

    @Test func deepNestingIsRefused() {
        #expect(throws: TOMLReader.Failure.self) {
            try TOMLReader.read("a = " + String(repeating: "[", count: 100_000))
        }
    }
}

@Suite struct NameWordsTests {
    @Test func aWordIsFoundInAllItsListsAndNoOtherIs() {
        let many = Set((0..<2_000).map { Array("word\($0)".utf8) })
        let words = NameWords(
            NameLists(organisation: [Array("lab".utf8)], common: many, endings: [Array("lab".utf8)]))
        let text = Array("a lab of word77".utf8)

        #expect(words.lists(of: 2..<5, in: text) == [.organisation, .endings])
        #expect(words.lists(of: 9..<15, in: text) == .common)
        #expect(words.lists(of: 2..<4, in: text) == [])
        #expect(many.allSatisfy { words.lists(of: $0.indices, in: $0) == .common })
    }
}
