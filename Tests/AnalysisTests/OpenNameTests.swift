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
            "OpenAI收購Fernhollow AI", "OpenAI周二宣布收購人工智慧新創公司Fernhollow AI。", "fernhollow-ai"
        ),
    ])
    func namesWithASignAreFound(_ title: String, _ text: String, _ id: String) throws {
        #expect(try ids(title, text).contains(id))
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
    ])
    func ordinaryCapitalsAreNoNames(_ title: String, _ text: String) throws {
        let detail = try #require(Shipped.analyzer).detail(title: title, text: text, language: nil)

        #expect(detail.mentions.filter { $0.id != "anthropic" }.isEmpty)
    }

    @Test(arguments: [
        ("Prompsit Language Engineering S.L.", "prompsit-language-engineering"),
        ("Örn & Björk AG", "orn-bjork"),
        ("Ладога", "ladoga"),
    ])
    func identifiersAreLatinAndWithoutLegalForms(_ name: String, _ id: String) throws {
        let legal = try #require(Shipped.analyzer).lexicon.legalForms

        #expect(NameIdentifier.id(of: name, dropping: legal) == id)
    }
}
