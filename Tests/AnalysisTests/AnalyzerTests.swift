import FoundationEssentials
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// The shipped lexicon, compiled once for all tests.
enum Shipped {
    static let analyzer: Analyzer? = (try? Lexicon.load(directory: Repository.path("config"))).map(
        Analyzer.init)

    static func analyze(_ title: String, _ text: String, on day: String = "2025-11-19") throws
        -> StoryAnalysis
    {
        let analyzer = try #require(Self.analyzer)
        let date = try #require(GoldStory.date(day))
        return analyzer.analyze(title: title, text: text, language: nil, published: date)
    }
}

extension StoryAnalysis {
    /// "investor:nvidia recipient:anthropic" of the first deal of a type, sorted.
    func parties(of type: DealType) -> String? { deals.first { $0.type == type }.map(Self.parties) }

    /// The same of all deals of a type, sorted.
    func records(of type: DealType) -> [String] {
        deals.filter { $0.type == type }.map(Self.parties).sorted()
    }

    private static func parties(of deal: DealReport) -> String {
        deal.parties.map { "\($0.role.rawValue):\($0.id)" }.sorted().joined(separator: " ")
    }
}

@Suite struct AnalyzerTests {
    @Test(arguments: [
        (
            "Nvidia to invest up to $10 billion in Anthropic",
            "The chip maker will put up to $10 billion into the developer of the Claude language models.",
            DealType.investment, "investor:nvidia recipient:anthropic"
        ),
        (
            "Databricks buys MosaicML for $1.3 billion",
            "Databricks has agreed to acquire MosaicML, a start-up for training language models.",
            .acquisition, "acquirer:databricks target:mosaicml"
        ),
        (
            "«Сбер» и «Яндекс» заключили партнерство в области ИИ",
            "Компании объявили о стратегическом партнерстве: вместе они будут обучать языковые модели.",
            .partnership, "partner:sber partner:yandex"
        ),
        (
            "软银向OpenAI投资400亿美元",
            "软银集团宣布向人工智能公司OpenAI投资400亿美元，用于训练大模型。",
            .investment, "investor:softbank recipient:openai"
        ),
        (
            "軟銀向OpenAI投資400億美元",
            "軟銀集團宣布向人工智慧公司OpenAI投資400億美元，用於訓練大型語言模型。",
            .investment, "investor:softbank recipient:openai"
        ),
        (
            "Microsoft and Nvidia invest $5 billion in AI",
            "Microsoft and Nvidia have invested $5 billion in artificial intelligence, the two said on Monday.",
            .investment, "investor:microsoft investor:nvidia"
        ),
    ])
    func partiesStandInTheirRoles(title: String, text: String, type: DealType, parties: String) throws {
        let analysis = try Shipped.analyze(title, text)

        #expect(analysis.isRelevant)
        #expect(analysis.primary == type)
        #expect(analysis.parties(of: type) == parties)
    }

    /// What is bought by the seat is an edition of a product, and no takeover of its maker.
    @Test(arguments: [
        "Siemens buys ChatGPT Enterprise for 30,000 staff. The AI assistant will help Siemens at work.",
        "Die Deutsche Telekom kauft ChatGPT Enterprise für 20.000 Beschäftigte. Der KI-Assistent soll im Alltag helfen.",
        "Orange achète ChatGPT Enterprise pour 10 000 salariés, qui auront un assistant d'intelligence artificielle.",
        "Telefónica compra ChatGPT Enterprise para 15.000 empleados, que tendrán un asistente de inteligencia artificial.",
        "A Petrobras comprou o ChatGPT Enterprise para 12 mil funcionários, que terão um assistente de inteligência artificial.",
        "Магнит купил ChatGPT Enterprise для двух тысяч сотрудников, им поможет ИИ-ассистент.",
        "阿斯利康收购ChatGPT Enterprise席位，供两万名员工使用这一人工智能助手。",
        "ソフトバンクはChatGPT Enterpriseを買い取り、社員2万人が生成AIを使えるようにした。",
        "카카오가 직원 4000명이 쓸 챗GPT 엔터프라이즈를 사들였다. 인공지능 비서로 업무 효율을 높인다.",
    ])
    func whoBuysAnEditionForTheStaffBuysNoFirm(text: String) throws {
        let analysis = try Shipped.analyze(text.split(separator: /[.,，、]/).first.map(String.init) ?? "", text)

        #expect(analysis.isRelevant)
        #expect(analysis.records(of: .acquisition) == [])
    }

    @Test func whoBuysTheMakerOfAnEditionBuysAFirm() throws {
        let analysis = try Shipped.analyze(
            "Apple buys ChatGPT maker OpenAI",
            "Apple has agreed to acquire OpenAI, the maker of ChatGPT, for $900bn.")

        #expect(analysis.parties(of: .acquisition) == "acquirer:apple target:openai")
    }

    @Test func theSumsOfTwoInvestorsAddUp() throws {
        let analysis = try Shipped.analyze(
            "Microsoft and Nvidia back Anthropic",
            "Nvidia will invest up to $10 billion, and Microsoft up to $5 billion, in the maker of the AI model Claude."
        )

        let deal = try #require(analysis.deals.first { $0.type == .investment })

        #expect(deal.amount == Amount(value: 15e9, currency: "USD", bound: .upTo))
        #expect(analysis.camp == .closed)
    }

    @Test(arguments: [
        (
            "Anthropic takes up to $15 billion from Microsoft and Nvidia, and leaves $30 billion at Azure",
            "Microsoft and Nvidia invest in the developer of the Claude models."
        ),
        (
            "Anthropic raises money from Microsoft and Nvidia",
            "Microsoft and Nvidia will invest up to $15 billion in Anthropic, the developer of the Claude models, which in turn buys $30 billion of Azure."
        ),
    ])
    func twoSumsAfterTwoInvestorsAreNotOneEach(title: String, text: String) throws {
        let deal = try #require(Shipped.analyze(title, text).deals.first { $0.type == .investment })

        #expect(deal.amount == Amount(value: 15e9, currency: "USD", bound: .upTo))
    }

    @Test func anOpenReleaseByAClosedVendorIsOpen() throws {
        let analysis = try Shipped.analyze(
            "Google releases Gemma with open weights",
            "Google has released Gemma, a family of open-weight language models that anyone may download.",
            on: "2024-02-22")

        #expect(analysis.camp == .open)
        #expect(analysis.primary == .release)
    }

    @Test func aRumourIsNotAnAnnouncement() throws {
        let analysis = try Shipped.analyze(
            "OpenAI in talks to buy Windsurf, sources say",
            "OpenAI is considering a bid for the AI coding start-up Windsurf, people familiar with the matter said."
        )

        #expect(analysis.deals.first?.status == .rumoured)
    }

    @Test(arguments: [
        (
            "US Open: night session ends at two",
            "The tennis tournament in New York drew a record crowd on Sunday."
        ),
        ("Открылись летние лагеря для школьников", "Закрытые смены пройдут в июле, путевки уже раскуплены."),
        (
            "Gemini files for a listing",
            "The crypto exchange of the Winklevoss twins wants to list its shares on Nasdaq."
        ),
        ("景区推出开放式投喂", "动物园的羊驼和小熊猫每天三场与亲子游客见面。"),
    ])
    func storiesOfOtherFieldsGetNoLabels(title: String, text: String) throws {
        let analysis = try Shipped.analyze(title, text)

        #expect(!analysis.isRelevant)
        #expect(analysis.camp == .neither)
        #expect(analysis.deals.isEmpty && analysis.dealTypes.isEmpty && analysis.primary == .none)
    }

    @Test func retoldDealsAreNoNews() throws {
        let analysis = try Shipped.analyze(
            "Mistral opens an office in Munich",
            "The French AI lab will hire engineers there. In 2023 it had raised 385 million euros from Andreessen Horowitz."
        )

        #expect(analysis.deals.allSatisfy { $0.type != .investment })
    }

    @Test func everyPieceOfEvidencePointsAtItsOwnWords() throws {
        let title = "«Сбер» — и 软银: “Nvidia” invests €1.3bn in Mistral"
        let text =
            "Größte Runde 🤖: Nvidia will invest 1.3 billion euros in the AI lab Mistral, both said.\n\nMore follows."
        let analysis = try Shipped.analyze(title, text)
        let evidence = analysis.evidence + analysis.deals.flatMap(\.evidence)

        #expect(!evidence.isEmpty)
        for item in evidence {
            let scalars = Array((item.field == .title ? title : text).unicodeScalars)
            var quoted = String.UnicodeScalarView()
            quoted.append(contentsOf: scalars[item.start..<item.end])
            #expect(String(quoted) == item.cue)
            #expect(item.sentence.contains(item.cue))
        }
    }

    @Test(arguments: [
        "", " ", "\n\n\n", "\u{0}\u{1}", "🤖", String(repeating: "a", count: 200), "。。。", ".....",
    ])
    func anyTextIsAnalysed(text: String) throws {
        let analysis = try Shipped.analyze(text, text)

        #expect(!analysis.isRelevant)
    }

    @Test func anAnalysisNamesTheLexiconAndTheWeights() throws {
        let lexicon = try #require(Shipped.analyzer).lexicon

        let version = try Shipped.analyze("Mistral AI releases a model", "").lexiconVersion

        #expect(version == "\(lexicon.version)+\(lexicon.weightsVersion)")
        #expect(!lexicon.weightsVersion.isEmpty)
    }

    /// An outlet's name at the end of a title, or before its colon, is where the news comes from.
    @Test(arguments: [
        "OpenAI to license articles of the Financial Times - Reuters",
        "Reuters: OpenAI to license articles of the Financial Times",
    ])
    func anOutletThatOnlySignsTheTitleTakesNoPart(_ title: String) throws {
        let analyzer = try #require(Shipped.analyzer)
        let reading = try #require(
            analyzer.reading(title: title, text: "", language: nil, published: .distantPast))
        let sources = AttributionReader(lexicon: analyzer.lexicon, scan: reading.scan)

        let signing = reading.scan.mentions.filter { sources.isSource($0) }

        #expect(signing.map { reading.scan.entity($0.entity).id } == ["reuters"])
    }

    @Test func theSameTextGivesTheSameAnalysis() throws {
        let title = "Meta, IBM and Hugging Face found an alliance for open AI models"
        let text =
            "More than fifty organisations join the AI Alliance, among them Intel, AMD and Stability AI."

        #expect(try Shipped.analyze(title, text) == Shipped.analyze(title, text))
    }
}

@Suite struct StuffedTextTests {
    /// Texts that once took minutes: many names and cues without a stop, names glued by hyphens.
    @Test(arguments: [
        "OpenAI acquires Mistral AI for $5 billion and ", "OpenAI-", "OpenAI releases GPT-5. ",
        "微软投资OpenAI收购合作",
    ])
    func aSentenceHasABoundedLength(unit: String) {
        let text = FoldedText(String(repeating: unit, count: 2_000))

        let longest = SentenceSplitter.split(text, titleEnd: 0).map(\.range.count).max() ?? 0

        #expect(longest <= 1_600)
    }

    @Test func aStuffedTextIsStillAnalysed() throws {
        let text = String(repeating: "OpenAI acquires Mistral AI for $5 billion and ", count: 400)

        let analysis = try Shipped.analyze("OpenAI to buy Mistral AI, an AI lab", text)

        let deal = try #require(analysis.deals.first { $0.type == .acquisition })
        #expect(Set(deal.parties.map(\.id)) == ["openai", "mistral-ai"])
        #expect(analysis.deals.allSatisfy { $0.evidence.count < 30 })
    }
}
