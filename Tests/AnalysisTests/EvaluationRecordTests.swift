import NewsModel
import Testing

@testable import Analysis

@Suite struct EvaluationRecordTests {
    @Test func aRecordKeepsTheStoryAndWritesTheGoldsKeysInOrder() {
        var analysis = StoryAnalysis(language: .english, lexiconVersion: "test")
        analysis.isRelevant = true
        analysis.camp = .open
        analysis.dealTypes = [.investment]
        analysis.primary = .investment
        analysis.deals = [
            DealReport(
                type: .investment, status: .announced, isMain: true,
                parties: [Party(id: "openfox", role: Role(rawValue: "recipient"))],
                amount: Amount(value: 1.5e9, currency: "USD", bound: .upTo),
                quantity: Quantity(value: 0.5, unit: "GW"))
        ]
        var story = GoldStory(id: "s-1", title: "Title", text: "One\n\u{1B}[31mTwo \u{202E}")
        story.published = "2025-11-19"

        let line = AnalysisRecord(story: story, analysis: analysis).line

        #expect(
            line == """
                {"id": "s-1", "lang": "en", "published": "2025-11-19", "title": "Title", \
                "text": "One\\n\\u001b[31mTwo \\u202e", "relevant": true, "camp": "open", \
                "deal_types": ["investment"], "primary": "investment", \
                "deals": [{"type": "investment", "status": "announced", "main": true, \
                "parties": [{"id": "openfox", "role": "recipient"}], \
                "amount": {"value": 1500000000, "currency": "USD", "bound": "up_to"}, \
                "quantity": {"value": 0.5, "unit": "GW", "bound": "exact"}}]}
                """)
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        let stories = try EvaluationFixture.stories(EvaluationFixture.gold, as: .gold)
        let lines = stories.map { story in
            AnalysisRecord(story: story, analysis: StoryAnalysis(language: .english, lexiconVersion: "test"))
                .line
        }

        let again = try EvaluationFixture.stories(lines.joined(separator: "\n"), as: .gold)

        #expect(again.map(\.id) == stories.map(\.id))
        #expect(again.map(\.text) == stories.map(\.text))
        #expect(again.allSatisfy { !$0.relevant && $0.camp == .neither && $0.deals.isEmpty })
    }

    @Test func numbersAreWholeWhereTheyCanBe() {
        let json = OrderedJSON.array([
            .number(3e10), .number(0.25), .number(.infinity), .integer(-7), .bool(false),
        ])

        #expect(json.compact == "[30000000000, 0.25, null, -7, false]")
    }

    @Test func prettyOutputIndentsAndKeepsEmptyListsShort() {
        let json = OrderedJSON.members(["b": .array([]), "a": .strings(["x", "y"]), "gone": nil])

        #expect(json.pretty == "{\n  \"b\": [],\n  \"a\": [\n    \"x\",\n    \"y\"\n  ]\n}")
    }
}
