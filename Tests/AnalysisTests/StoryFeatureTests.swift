import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

/// What the models of deals and of the camp are shown of a story.
@Suite struct StoryFeatureTests {
    private let analyzer: Analyzer

    init() throws { analyzer = try #require(Shipped.analyzer) }

    private func reading(_ text: String) throws -> StoryReading {
        try #require(analyzer.reading(title: "AI", text: text, language: .english, published: .distantPast))
    }

    private func named(_ features: FeatureVector, _ grid: WeightGrid) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: features.entries.map { (grid.columns[$0.column], $0.value) })
    }

    private func dealFeatures(_ type: DealType, _ text: String) throws -> Set<String> {
        let reading = try reading(text)
        let model = analyzer.lexicon.models.deal
        let features = model.features(of: reading, lexicon: analyzer.lexicon)
        let number = try #require(reading.clusters.firstIndex { $0.type == type })
        return Set(named(features[number], model.grid).keys)
    }

    @Test func aDealIsJudgedByWhatItsMainPartiesAre() throws {
        let features = try dealFeatures(
            .investment, "Sequoia Capital invests $2bn in Anthropic, CoreWeave says.")

        #expect(features.isSuperset(of: ["first-lab", "second-fund"]))
        #expect(features.isDisjoint(with: ["first-fund", "second-lab", "first-cloud", "second-cloud"]))
    }

    @Test(arguments: [
        ("OpenAI rents 2 GW of computing power from CoreWeave.", "hasQuantity"),
        ("OpenAI rents computing power from CoreWeave and takes 12% of the capacity.", "hasPercentage"),
        ("OpenAI rents computing power from CoreWeave, said Sam Altman.", "hasPerson"),
        ("OpenAI rents computing power from CoreWeave for ChatGPT.", "hasProduct"),
        ("OpenAI rents computing power from CoreWeave for $2bn.", "hasSum"),
    ])
    func aDealIsJudgedByWhatItsSentenceHolds(text: String, feature: String) throws {
        let all: Set = ["hasQuantity", "hasPercentage", "hasPerson", "hasProduct", "hasSum"]

        #expect(try dealFeatures(.compute, text).intersection(all) == [feature])
    }

    private func party(_ id: String, _ role: String) -> Party { Party(id: id, role: Role(rawValue: role)) }

    private func report(_ type: DealType, _ id: String, _ role: String) -> DealReport {
        DealReport(type: type, status: .announced, isMain: true, parties: [party(id, role)], confidence: 0.9)
    }

    private func serviceOfARecipient() throws -> Double {
        try #require(analyzer.lexicon.schema(of: .investment)?.serves[Role(rawValue: "recipient")])
    }

    /// The features by which a camp is scored as the one that a story strengthens, those with a word in their names.
    private func campFeatures(
        _ word: String, _ camp: Camp, _ deals: FoundDeals, in text: String = "OpenAI and Mistral AI are labs."
    ) throws -> [String: Double] {
        let judge = CampJudge(lexicon: analyzer.lexicon, reading: try reading(text))
        let model = analyzer.lexicon.models.camp
        let number = try #require(model.choices.firstIndex(of: camp))
        return named(judge.features(deals)[number], model.grid).filter {
            $0.key.lowercased().contains(word.lowercased())
        }
    }

    private let unsure = UnsureDeal(
        type: .investment, parties: [Party(id: "openai", role: Role(rawValue: "recipient"))], probability: 0.1
    )

    @Test func aDealTooUnsureToBeToldSpeaksForTheCampThatItServes() throws {
        let deals = FoundDeals(told: [], possible: [unsure])

        let own = try campFeatures("serves", .closed, deals)
        let other = try campFeatures("serves", .open, deals)

        #expect(own.keys.sorted() == ["ownLikelyServes", "ownOnlyServes"])
        #expect(other.keys.sorted() == ["otherLikelyServes", "otherOnlyServes"])
        let service = try 0.1 * serviceOfARecipient()
        #expect(own.values.allSatisfy { abs($0 - service) < 1e-9 })
    }

    @Test func anUnsureDealBesideOneThatIsToldIsNotAllThereIs() throws {
        let told = report(.release, "mistral-ai", "releaser")

        let own = try campFeatures("serves", .closed, FoundDeals(told: [told], possible: [unsure]))

        #expect(own["ownLikelyServes"] != nil)
        #expect(own["ownOnlyServes"] == nil)
    }

    @Test func whatWeighsForACampIsEvidenceForIt() throws {
        let reading = try reading("OpenAI is a lab.")
        let judge = CampJudge(lexicon: analyzer.lexicon, reading: reading)

        let evidence = judge.evidence(.closed, FoundDeals(told: [], possible: [unsure]))

        #expect(evidence.map(\.label) == ["camp:closed"])
        let service = try unsure.probability * serviceOfARecipient()
        #expect(evidence.map(\.weight) == [service])
    }

    @Test func aDealIsNotBothToldAndTooUnsureForIt() {
        let told = report(.investment, "anthropic", "recipient")
        let possible = [
            UnsureDeal(type: .investment, parties: [party("anthropic", "investor")], probability: 0.9),
            UnsureDeal(type: .compute, parties: [party("anthropic", "customer")], probability: 0.2),
            UnsureDeal(type: .investment, parties: [party("openai", "recipient")], probability: 0.3),
            UnsureDeal(type: .talent, parties: [], probability: 0.4),
        ]

        let deals = FoundDeals(told: [told], possible: possible)

        #expect(deals.unsure.map(\.probability) == [0.3, 0.2])
    }

    @Test func aSideThatStandsAloneIsSeenAsAlone() throws {
        let nothing = FoundDeals(told: [], possible: [])
        let alone = try campFeatures("sole", .closed, nothing, in: "OpenAI is a lab.")
        let both = try campFeatures("sole", .closed, nothing)

        #expect(alone.keys.sorted() == ["ownSoleLead", "ownSoleName"])
        #expect(both.isEmpty)
    }

    /// The features of a name in a role of the first cluster of a type.
    private func partyFeatures(_ id: String, _ type: DealType, _ text: String) throws -> Set<String> {
        let reading = try reading(text)
        let cluster = try #require(reading.clusters.first { $0.type == type })
        let view = reading.view(of: cluster, lexicon: analyzer.lexicon)
        let schema = try #require(analyzer.lexicon.schema(of: type))
        let member = try #require(
            view.cast.members.first { reading.scan.entity($0.entity).id == id })
        let model = analyzer.lexicon.models.party
        let features = view.features(
            of: member, as: schema.orderedRoles[0], view.traits(of: member, model: model))
        return Set(named(features, model.grid).keys)
    }

    @Test(arguments: [
        ("CoreWeave is a cloud. OpenAI rents 2 GW of computing power. It will pay later.", true),
        ("CoreWeave is a cloud.\nOpenAI rents 2 GW of computing power. It will pay later.", false),
        ("OpenAI rents 2 GW of computing power from CoreWeave. It will pay later.", false),
    ])
    func aNameMayStandBesideTheCuesSentenceInItsParagraph(text: String, isBeside: Bool) throws {
        let features = try partyFeatures("coreweave", .compute, text)

        #expect(features.contains("inCueParagraph") == isBeside)
    }
}
