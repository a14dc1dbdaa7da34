import Foundation
import NewsModel
import Testing

@testable import Analysis

@Suite struct EvaluationGoldFileTests {
    @Test func readsEveryFieldAndIgnoresUnknownOnes() throws {
        let stories = try EvaluationFixture.stories(EvaluationFixture.gold, as: .gold)

        #expect(stories.map(\.id) == ["g1", "g2", "g3", "g4", "g5"])
        #expect(stories[0].deals[0].amount == Amount(value: 2e9, currency: "USD", bound: .upTo))
        #expect(stories[0].deals[1].quantity == Quantity(value: 1.5, unit: "GW", bound: .exact))
        #expect(stories[1].language == .russian)
        #expect(stories[2].published == nil)
        #expect(stories[3].deals.count == 3 && stories[3].liveDeals.count == 2)
        #expect(stories[4].shifts == [CampShift(id: "vault", from: .closed, to: .open)])
    }

    @Test(arguments: [
        ("{\"id\": \"a\"", "f.jsonl:2: not a JSON object"),
        ("[1]", "f.jsonl:2: not a JSON object"),
        ("{\"id\": \"a\", \"relevant\": true}", "f.jsonl:2: no “camp”"),
        (
            "{\"id\": \"a\", \"relevant\": 1, \"camp\": \"open\", \"deal_types\": [], \"primary\": \"none\"}",
            "f.jsonl:2: “relevant” has the wrong type"
        ),
        (
            "{\"id\": \"a\", \"relevant\": true, \"camp\": \"open\", \"deal_types\": [], \"primary\": \"none\", \"deals\": [{\"type\": \"release\", \"parties\": [{\"id\": \"x\"}]}]}",
            "f.jsonl:2: no “deals[0].parties[0].role”"
        ),
        (
            "{\"id\": \"a\", \"published\": \"Friday\", \"relevant\": true, \"camp\": \"open\", \"deal_types\": [], \"primary\": \"none\"}",
            "f.jsonl:2: “published”: “Friday” is neither YYYY-MM-DD nor an ISO 8601 time"
        ),
    ])
    func errorsNameFileLineAndKey(line: String, message: String) {
        let error = #expect(throws: GoldFileError.self) {
            try GoldFile.parse(Data(("\n" + line).utf8), name: "f.jsonl", as: .gold)
        }
        #expect(error?.description == message)
    }

    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: GoldFileError.self) { try GoldFile.read("/nowhere/gold.jsonl") }
        #expect(error?.description == "/nowhere/gold.jsonl: no such file")
    }

    @Test func byteOrderMarkAndWindowsLineEndsAreAccepted() throws {
        let lines = "\u{FEFF}{\"id\": \"a\", \"title\": \"T\"}\r\n\r\n{\"id\": \"b\", \"title\": \"U\"}\r\n"

        let stories = try EvaluationFixture.stories(lines, as: .unlabelled)

        #expect(stories.map(\.title) == ["T", "U"])
    }

    @Test(arguments: [
        ("2025-11-19", 1_763_510_400.0), ("2025-11-19T01:00:00+01:00", 1_763_510_400),
        ("2025-11-19T00:00:00.500Z", 1_763_510_400.5), ("2025-11", nil),
    ])
    func publishedIsADayOrATime(text: String, seconds: Double?) {
        #expect(GoldStory.date(text)?.timeIntervalSince1970 == seconds)
    }
}
