import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

/// Who stands in the slots of a cue.
@Suite struct SlotFillerTests {
    /// The roles that the first cue of a deal type gives to the names of a text, as "investor:nvidia".
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

        #expect(!roles.contains("acquirer:meta"))
    }

    @Test(arguments: [
        (
            "SoftBank has acquired Ampere and invested $500 million in Wayve.", DealType.investment,
            "investor:softbank"
        ),
        ("SoftBank acquires Ampere, then invests $500 million in Wayve.", .investment, "investor:softbank"),
        (
            "Telefónica compra Sherpa.ai e invierte 50 millones de euros en Multiverse Computing.",
            .investment,
            "investor:telefonica"
        ),
    ])
    func theObjectOfOneVerbIsNotTheSubjectOfTheNext(text: String, type: DealType, expected: String) throws {
        let roles = try roles(type, text).filter { $0.hasPrefix("investor:") }

        #expect(roles == [expected])
    }
}
