import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

/// Small things beside a deal that must not change what is read of it.
@Suite struct WordingTests {
    @Test func aCountOfChipsIsNoYear() throws {
        let analysis = try Shipped.analyze(
            "さくら、エヌビディア最新GPUを2000基 調達へ", "さくらインターネットは米エヌビディアのGPU「B200」を2000基調達する。")

        #expect(analysis.dealTypes == [.compute])
    }

    @Test(arguments: [
        ("2019年", true), ("2019", true), ("2019년", true), ("2019。", true), ("2019、", true),
        ("2019에", true), ("2019基", false), ("2019개", false), ("2019人工智能大会", true), ("2019人", false),
        ("2019대선", true), ("2019대", false), ("2019個", false), ("2019億", false),
    ])
    func anOlderYearMakesBackground(number: String, isYear: Bool) throws {
        let analyzer = try #require(Shipped.analyzer)
        let scan = try #require(
            analyzer.scan(StoryText(title: "OpenAI", text: "OpenAI. AI \(number) AI"), .english)?.0)

        let found = BackgroundReader(lexicon: analyzer.lexicon).sentences(
            of: scan, day: CalendarDay(year: 2026, month: 1, day: 1))

        #expect(!found.isEmpty == isYear)
    }

    @Test func aTickerInBracketsIsNoParty() throws {
        let analysis = try Shipped.analyze(
            "Amazon doubles down: another $4B for Anthropic",
            "Amazon.com Inc. (AMZN) said it is pumping $4 billion into Anthropic, the AI lab.")

        #expect(analysis.parties(of: .investment) == "investor:amazon recipient:anthropic")
    }

    @Test(arguments: [
        (
            "A war chest with a view",
            "Mistral AI has raised $2 billion in a round led by ASML. The AI lab wants to build data centres."
        ),
        (
            "Sie haben Post",
            "Mistral AI hat zwei Milliarden Dollar eingesammelt. Angeführt wurde die Finanzierungsrunde von ASML."
        ),
    ])
    func aTitleThatAnnouncesNothingLeavesTheNewsToTheLead(title: String, text: String) throws {
        let analysis = try Shipped.analyze(title, text)

        #expect(analysis.parties(of: .investment) == "investor:asml recipient:mistral-ai")
    }

    @Test func anAbbreviationThatIsUsedIsAName() throws {
        let analysis = try Shipped.analyze(
            "A start-up finds a home",
            "The AI startup Skarv Data (SKD) builds models. On Monday, SKD was acquired by Anthropic for $2 billion."
        )

        #expect(analysis.dealTypes == [.acquisition])
    }

    @Test(arguments: [
        "Победителем конкурса РЖД на создание большой языковой модели признана «Наносемантика».",
        "Победителем «большого конкурса» РЖД по созданию языковой модели признана «Наносемантика».",
    ])
    func cyrillicWordsInAGapCountByLetters(text: String) throws {
        let analysis = try Shipped.analyze("РЖД определились с подрядчиком", text)

        #expect(analysis.parties(of: .contract)?.contains("provider:nanosemantics") == true)
    }

    @Test func aCueOfWeightZeroOpensNoDeal() throws {
        let lexicon = try #require(Shipped.analyzer).lexicon
        let reading = try #require(
            Shipped.analyzer?.reading(
                title: "A bank tries AI", text: "The bank hires OpenAI to answer its customers.",
                language: .english,
                published: .distantPast))

        let cued = reading.clusters.filter { !$0.isUncued }.flatMap(\.candidates)
        #expect(cued.allSatisfy { lexicon.cues[$0.hit.cue].weight > 0 })
        #expect(reading.scan.hits.contains { lexicon.cues[$0.cue].weight == 0 })
    }
}
