import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

/// Who stands in the slots of a cue.
@Suite struct SlotFillerTests {
    /// The roles that the cues of a deal type give to the names of a text, as "investor:nvidia".
    private func roles(_ type: DealType, _ text: String) throws -> [String] {
        let analyzer = try #require(Shipped.analyzer)
        let reading = try #require(
            analyzer.reading(title: "AI", text: text, language: nil, published: .distantPast))
        let candidates = reading.clusters.filter { $0.type == type }.flatMap(\.candidates)
        return Set(
            candidates.flatMap(\.fillers).map {
                "\($0.role.rawValue):\(reading.scan.entity($0.mention.entity).id)"
            }
        ).sorted()
    }

    @Test(arguments: [
        "Mark Zuckerberg has hired three researchers from OpenAI. They will work on Llama at Meta.",
        "Марк Цукерберг переманил трех исследователей из OpenAI. Они будут работать в Meta.",
        "Mark Zuckerberg ha fichado a tres investigadores de OpenAI. Trabajarán en Meta.",
    ])
    func aLeaderActsForTheFirm(text: String) throws {
        let roles = try roles(.talent, text)

        #expect(roles.contains("employer:meta"))
        #expect(roles.contains("source:openai"))
        #expect(!roles.contains("person:mark-zuckerberg"))
    }

    @Test func aLeaderWhoseFirmIsNotNamedActsForNobody() throws {
        let roles = try roles(.acquisition, "Mark Zuckerberg has acquired the startup PlayAI, people say.")

        #expect(roles == ["target:playai"])
    }

    @Test(arguments: [
        "OpenAI would not do it, said Sam Altman. Anthropic has raised $10bn from Iconiq, Sam Altman said.",
        "Anthropic has raised $10bn from Iconiq. It is a bubble, Sam Altman of OpenAI says.",
    ])
    func aLeaderWhoOnlySpeaksActsForNobody(text: String) throws {
        let roles = try roles(.investment, text)

        #expect(roles.contains("recipient:anthropic"))
        #expect(!roles.contains { $0.hasSuffix(":openai") })
    }

    @Test(arguments: [
        "Apple has weighed the purchase of Perplexity or the French start-up Mistral.",
        "Apple sopesa comprar Perplexity o la francesa Mistral.",
        "Apple a envisagé d'acheter Perplexity ou la start-up française Mistral.",
        "Apple will Perplexity oder das französische Start-up Mistral kaufen.",
        "Apple quer comprar a Perplexity ou a startup francesa Mistral.",
        "Apple хочет купить Perplexity или стартап Mistral.",
    ])
    func whatIsSaidOfANameDoesNotPartItFromTheOneBefore(text: String) throws {
        let roles = try roles(.acquisition, text)

        #expect(roles.contains("target:perplexity"))
        #expect(roles.contains("target:mistral-ai"))
    }

    @Test(arguments: [
        "Apple has bought Perplexity and works with the French start-up Mistral.",
        "Apple has bought Perplexity and soon afterwards Mistral raised money.",
        "Apple has bought Perplexity and visited startup Mistral.",
        "Apple has bought Perplexity, which sued startup Mistral.",
        "Apple kauft Perplexity und fürchtet das Start-up Mistral.",
        "Apple a acheté Perplexity, que le géant Mistral voulait.",
    ])
    func anotherClauseBeginsAnotherGroup(text: String) throws {
        #expect(try !roles(.acquisition, text).contains("target:mistral-ai"))
    }

    @Test(arguments: [
        ("SoftBank has acquired Ampere and invested $500 million in Wayve.", "investor:softbank"),
        ("Telefónica compra Sherpa.ai e invierte 50 millones de euros en Wayve.", "investor:telefonica"),
        ("Google buys Wiz; Meta invests $10bn in Wayve.", "investor:meta"),
        ("Google buys Wiz and Meta invests $10bn in Wayve.", "investor:meta"),
        ("Google has acquired Graphcore, which has invested $10bn in Wayve.", "investor:graphcore"),
    ])
    func theObjectOfOneVerbIsNotTheSubjectOfTheNext(text: String, investor: String) throws {
        let roles = try roles(.investment, text).filter { $0.hasPrefix("investor:") }

        #expect(roles == [investor])
    }

    /// The cues "gibt … Milliarde* … dazu", "taps … to build … data cent*" and "spend … on … cloud time" have two gaps each.
    @Test(arguments: [
        (DealType.investment, "Der Konzern SoftBank gibt OpenAI drei Milliarden dazu.", "recipient:openai"),
        (.compute, "OpenAI taps Crusoe to build three data centers.", "provider:crusoe"),
        (.compute, "OpenAI will spend $2bn on CoreWeave cloud time.", "provider:coreweave"),
    ])
    func aNameStandsInEachGapOfACue(type: DealType, text: String, role: String) throws {
        #expect(try roles(type, text).contains(role))
    }
}
