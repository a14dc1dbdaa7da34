import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

/// Words outside names and sums: how they are cut, weighed, learned and kept.
@Suite struct StemTests {
    private let untrained: Analyzer

    init() throws { untrained = Analyzer(lexicon: try #require(Shipped.analyzer).lexicon.withoutWeights) }

    @Test(arguments: [
        ("Acquiring, acquired: ACQUIRES!", ["acqui", "acqui", "acqui"]),
        ("a 42 GW deal", ["gw", "deal"]),
        ("l'été", ["été"]),
        ("приобрела, приобретёт", ["приоб", "приоб"]),
        ("투자했다 인수 첫", ["투자", "투자했", "인수", "첫"]),
        ("收购股份, 收", ["收购", "购股", "股份"]),
        ("提携したデータ", ["提携", "携し", "した", "たデ", "デー", "ータ"]),
        ("GPT-5發布", ["gpt", "发布"]),
        ("", []),
    ])
    func aWordIsCutToWhatItsFormsShare(text: String, stems: [String]) {
        let bytes = FoldedText(text).bytes
        var found: [String] = []

        Stems.each(bytes, in: 0..<bytes.count) { found.append(String(decoding: bytes[$0], as: UTF8.self)) }

        #expect(found == stems)
        #expect(found.allSatisfy(Stems.isStem))
    }

    @Test(arguments: ["finance", "Finan", "a", "투자했다", "收购股", "收", "gpt5", "to be", "42", ""])
    func whatNoTextIsCutToIsNoStem(word: String) { #expect(!Stems.isStem(word)) }

    /// The words of the first cluster, and those of the whole story, by which both are judged.
    private func words(_ stems: [String], _ text: String) throws -> (
        deal: [String: Double], camp: [String: Double]
    ) {
        let analyzer = untrained.weighing(stems)
        let lexicon = analyzer.lexicon
        let reading = try #require(
            analyzer.reading(title: "AI", text: text, language: .english, published: .distantPast))
        let deal = try #require(lexicon.models.deal.features(of: reading, lexicon: lexicon).first)
        let judge = CampJudge(lexicon: lexicon, reading: reading)
        let camp = try #require(judge.features(FoundDeals(told: [], possible: [])).first)
        return (named(deal, lexicon.models.deal.grid), named(camp, lexicon.models.camp.grid))
    }

    private func named(_ features: FeatureVector, _ grid: WeightGrid) -> [String: Double] {
        Dictionary(
            uniqueKeysWithValues: features.entries.compactMap { entry in
                StemTable.stem(ofColumn: grid.columns[entry.column]).map { ($0, entry.value) }
            })
    }

    @Test func aDealIsJudgedByTheWordsOfItsSentencesAndTheCampByAll() throws {
        let found = try words(
            ["rival", "cheer"],
            "OpenAI acquires its rival. Far away from all this, analysts cheered the rival.")

        #expect(found.deal.keys.sorted() == ["rival"])
        #expect(found.camp.keys.sorted() == ["cheer", "rival"])
    }

    @Test func namesAndSumsAreNoWords() throws {
        let found = try words(
            ["opena", "acqui", "rival", "billi", "for"], "OpenAI acquires its rival for $2 billion.")

        #expect(found.deal.keys.sorted() == ["acqui", "for", "rival"])
        // Of four stems, known or not, each has the same part of what all of them weigh.
        #expect(found.deal.values.allSatisfy { $0 == 1 })
    }

    @Test func columnsAreAddedWithoutMovingWeights() {
        var grid = WeightGrid(rows: ["any", "own"], columns: ["seen"])
        grid.values = [1, 2]

        grid.append(columns: ["word-a", "word-b"])

        #expect(grid.columns == ["seen", "word-a", "word-b"])
        #expect(grid.values == [1, 0, 0, 2, 0, 0])
    }

    /// Else whoever trains with a few labels would lose some of the shipped words each time.
    @Test func aFaintWordIsDroppedUnlessItWeighedBefore() {
        var prior = WeightGrid(rows: ["any"], columns: ["seen", "word-known", "word-new", "word-loud"])
        prior.values = [0, 0.16, 0, 0]
        var grid = prior
        grid.values = [0.1, 0.14, 0.14, -0.2]

        grid.dropFaintWords(newSince: prior)

        #expect(grid.values == [0.1, 0.14, 0, -0.2])
    }

    @Test func wordsThatWeighSomethingAreWritten() throws {
        let lexicon = untrained.weighing(["раунд", "rival"]).lexicon
        var models = lexicon.models
        models.add(stems: ["rival"])
        let count = models.deal.grid.columns.count
        models.deal.grid.values[count - 2] = 0.3
        models.deal.grid.values[count - 1] = 0.01

        let lines = WeightFile.text(models, version: "1").split(separator: "\n")

        #expect(lines.contains(#""word-раунд" = 0.3"#))
        #expect(!lines.contains { $0.contains("rival") })
    }

    private func story(_ number: Int, _ ending: String, isDeal: Bool) -> GoldStory {
        var story = GoldStory(id: "\(number)", title: "AI", text: "OpenAI acquires Wayve \(ending).")
        (story.lang, story.published, story.relevant) = ("en", "2026-01-01", true)
        guard isDeal else { return story }
        let parties = [("openai", "acquirer"), ("wayve", "target")].map {
            Party(id: $0, role: Role(rawValue: $1))
        }
        story.deals = [GoldDeal(type: .acquisition, status: "announced", parties: parties)]
        (story.dealTypes, story.primary) = ([.acquisition], .acquisition)
        return story
    }

    @Test func wordsLearnToTellNewsFromTalk() throws {
        let stories = (0..<40).map { story($0, $0 < 20 ? "outright" : "hypothetically", isDeal: $0 < 20) }

        let fitted = Trainer(analyzer: untrained, stories: stories).fitted()

        let grid = fitted.lexicon.models.deal.grid
        let weight = { try grid.values[#require(grid.columns.firstIndex(of: StemTable.column(of: $0)))] }
        #expect(try weight("outri") > 0.15)
        #expect(try weight("hypot") < -0.15)
    }

    @Test func aWordOfFewStoriesHasNoWeight() {
        let stories = (0..<19).map { story($0, "outright", isDeal: true) }
        let again = Array(repeating: stories[0], count: 20)

        #expect(StemCount(stories + again, untrained).frequent.isEmpty)
        #expect(
            StemCount(stories + [story(19, "outright", isDeal: true)], untrained).frequent.contains("outri"))
    }
}
