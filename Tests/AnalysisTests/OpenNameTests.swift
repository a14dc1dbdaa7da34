import NewsModel
import Testing

@testable import Analysis

/// Organisations and people that no list knows.
@Suite struct OpenNameTests {
    private func ids(_ title: String, _ text: String) throws -> Set<String> {
        let detail = try #require(Shipped.analyzer).detail(title: title, text: text, language: nil)
        return Set(detail.mentions.map(\.id))
    }

    @Test(arguments: [
        (
            "AI start-up Quellwerk raises $40 million",
            "Quellwerk, which trains language models for factories, has raised $40 million.", "quellwerk"
        ),
        (
            "Mistral AI buys Tannenbaum Robotics",
            "Mistral AI has acquired Tannenbaum Robotics Inc. of Boston.",
            "tannenbaum-robotics"
        ),
        (
            "OpenAI signs cloud deal with BrightHarbor",
            "OpenAI will rent machine time from BrightHarbor, the companies said.", "brightharbor"
        ),
        (
            "Стартап Verdanta AI привлёк 20 млн долларов",
            "Verdanta AI обучает языковые модели; раунд возглавил Sequoia.", "verdanta-ai"
        ),
        (
            "ИИ-стартап «Верба» привлек 300 млн рублей",
            "Раунд «Вербы» возглавил фонд «Северный Мост», сообщили в компании.", "severnyy-most"
        ),
        (
            "МТС встроила модель «Заката» в мессенджер",
            "Языковую модель разработала компания «Закат».", "zakat"
        ),
        (
            "누리봄, 200억 투자 유치", "인공지능 스타트업 누리봄이 200억원을 유치했다. 누리봄은 병원용 언어모델을 만든다.", "nuribom"
        ),
        (
            "솔잎클라우드와 계약", "네이버가 솔잎클라우드에서 GPU를 빌린다.", "solip-cloud"
        ),
        (
            "澄原智能完成2亿元B轮融资", "大模型创业公司澄原智能宣布完成融资,由蓝驰领投。", "chengyuan-intelligence"
        ),
        (
            "阿里巴巴投資AI新創", "阿里巴巴宣布投資人工智慧初創公司霽禾科技,金額未公開。", "jihe-technology"
        ),
        (
            "NEC、独ヴィントヘルムを買収", "NECは、工場向けAIを手がける独ヴィントヘルムを買収すると発表した。", "vintoherumu"
        ),
        (
            "KDDI、ソラネビに出資", "KDDIは音声モデルを開発するソラネビ(大阪市)に10億円を出資する。", "soranebi"
        ),
        (
            "富士通、モリノハ言語研究所と提携", "富士通は新興モリノハ言語研究所と、行政向けモデルで提携した。",
            "morinoha-language-institute"
        ),
        (
            "OpenAI收購Fernhollow AI", "OpenAI周二宣布收購人工智慧新創公司Fernhollow AI。", "fernhollow-ai"
        ),
    ])
    func namesWithASignAreFound(_ title: String, _ text: String, _ id: String) throws {
        #expect(try ids(title, text).contains(id))
    }

    /// Loanwords stand where names stand, after a nation or 開発する.
    @Test func loanwordsInKatakanaAreNoNames() throws {
        let ids = try ids(
            "米ビッグテック、AIのインフラに投資", "NECは音声モデルを開発するエンジニアと、英スタートアップのサービスを使う。")
        #expect(ids == ["nec"])
    }

    @Test func peopleInKatakanaAreToldByTheirTitle() throws {
        let detail = try #require(Shipped.analyzer).detail(
            title: "NEC、ヘルガ・ブレント氏を迎える", text: "NECはAI研究の責任者にヘルガ・ブレント氏を迎えた。", language: nil)
        let person = detail.mentions.first { $0.id == "heruga-burento" }
        #expect(person?.kind == .person)
    }

    @Test(arguments: [
        ("Anthropic opens an office in Munich on Monday", "The move was announced in Germany in March."),
        (
            "Why AI Models Get Larger Every Year",
            "The Open Source movement and Machine Learning grew together."
        ),
        (
            "Künstliche Intelligenz verändert die Arbeit",
            "Viele Unternehmen setzen auf Sprachmodelle aus Europa."
        ),
        ("ИИ-помощник для школ", "В Москве и Финляндии в феврале обсудили ИИ-проекты."),
        ("人工智能如何改变医疗数据", "国内科技企业在人工智能上的投入越来越多,社会资本也在进入。"),
        ("인공지능 기업 관계자 간담회", "국내 스타트업 대표와 정부 관계자가 클라우드 시장을 논의했다."),
    ])
    func ordinaryCapitalsAreNoNames(_ title: String, _ text: String) throws {
        let detail = try #require(Shipped.analyzer).detail(title: title, text: text, language: nil)

        #expect(detail.mentions.filter { $0.id != "anthropic" }.isEmpty)
    }

    @Test(arguments: [
        ("Prompsit Language Engineering S.L.", "prompsit-language-engineering"),
        ("Örn & Björk AG", "orn-bjork"),
        ("Ладога", "ladoga"),
        ("Южный Щит", "yuzhnyy-shchit"),
        ("한별소프트", "hanbyeol-soft"),
        ("モル", "moru"),
    ])
    func identifiersAreLatinAndWithoutLegalForms(_ name: String, _ id: String) throws {
        let lexicon = try #require(Shipped.analyzer).lexicon
        let spellings = lexicon.nameWords(of: .korean).spellings

        #expect(NameIdentifier.id(of: name, dropping: lexicon.legalForms, spellings: spellings) == id)
    }

    @Test func shortFormsBelongToTheWholeName() throws {
        let found = try ids(
            "Tannenbaum rents chips from Nvidia",
            "Tannenbaum Robotics will rent chips from Nvidia. CEO Putri Wongso signed; Wongso spoke of AI models."
        )

        #expect(found == ["tannenbaum-robotics", "nvidia", "putri-wongso"])
    }

    @Test func shortFormsOfListedNamesAreTheirs() throws {
        let found = try ids(
            "Hugging Face buys robot maker Pollen",
            "Hugging Face has bought Pollen Robotics of Bordeaux. Pollen builds the robot Reachy, which AI labs use."
        )

        #expect(found == ["hugging-face", "pollen-robotics"])
    }

    @Test func aWordOfAProductStandsForNoFirm() throws {
        let found = try ids(
            "Cohere says its model Command R is open",
            "Cohere says Command R is a language model. The startup Command has bought AI chips; the startup Command is new."
        )

        #expect(found == ["cohere", "command"])
    }

    @Test func aWordThatIsAlsoWrittenSmallIsNoShortForm() throws {
        let places = try #require(Shipped.analyzer).detail(
            title: "Forest Labs raises $20 million",
            text:
                "Last week Forest Labs raised $20 million for its AI models. Forest fires have destroyed data centers of "
                + "Nvidia; a forest burns quickly.", language: .english
        ).mentions.filter { $0.id == "forest-labs" }.map(\.span.text)

        #expect(places == ["Forest Labs", "Forest Labs"])
    }

    @Test func aWordThatTwoNamesShareStandsForNeither() throws {
        let found = try ids(
            "Deutsche Bank and Deutsche Telekom invest in AI",
            "Deutsche Bank and Deutsche Telekom invest in AI models. The startup Deutsche has bought chips; the startup Deutsche is new."
        )

        #expect(found == ["deutsche-bank", "deutsche-telekom", "deutsche"])
    }

    @Test func endingsOfNamesHaveCapitals() throws {
        let found = try ids(
            "xAI rents chips from the startup Skarv as Memphis fills up",
            "The startup Skarv Cloud rents out AI chips. Skarv as a landlord is new to xAI.")

        #expect(!found.contains("skarv"))
    }

    @Test(arguments: ["GB400s", "MI455X", "H210"])
    func namesOfChipsAreNoCompanies(_ chip: String) throws {
        let found = try ids("Mistral AI buys \(chip)", "Mistral AI has bought 2,000 \(chip) for its models.")

        #expect(found == ["mistral-ai"])
    }

    @Test(arguments: [("이상호", "lee-sang-ho"), ("정다운", "jeong-da-un")])
    func koreanPeopleAreWrittenSyllableBySyllable(_ name: String, _ id: String) {
        #expect(NameIdentifier.id(of: name, isPerson: true, dropping: []) == id)
    }

    @Test(arguments: [
        ("стартапу", "стартап"), ("компанией", "компани"), ("фонда", "фонд"), ("банк", "банк"),
        ("оао", "оао"),
    ])
    func russianStemsAreTheSameInAllCases(_ form: String, _ stem: String) {
        let bytes = Array(form.utf8)

        #expect(Array(bytes[RussianForms.stem(of: bytes.indices, in: bytes)]) == Array(stem.utf8))
    }

    @Test(arguments: [
        ("智谱发布GLM-6权重", "智谱宣布以MIT许可证开源GLM-6，任何人都可以下载这一大模型的权重。"),
        ("Zhipu AI publie GLM-6", "Le laboratoire publie les poids de son modèle GLM-6 sous licence MIT."),
    ])
    func aLicenceIsNoParty(title: String, text: String) throws {
        let found = try ids(title, text)
        #expect(found.contains("zhipu") && !found.contains("mit"))
    }

    @Test func aUniversityIsOneBesideItsLicence() throws {
        let found = try ids(
            "MIT and OpenAI open a laboratory for language models",
            "OpenAI will pay MIT for it; the models come under the MIT licence.")
        #expect(found.contains("mit"))
    }
}
