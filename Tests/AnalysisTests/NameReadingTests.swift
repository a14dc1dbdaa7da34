import NewsModel
import Testing

@testable import Analysis

/// Who takes part, where names are short, owned, or of people.
@Suite struct NameReadingTests {
    @Test func theOwnerOfAPurchaseIsTheBuyer() throws {
        let analysis = try Shipped.analyze(
            "FTC looks into Nvidia's purchase of Cohere",
            "The regulator has opened an inquiry into Nvidia's planned $6.5 billion agreement to buy Cohere, a developer of language models."
        )

        #expect(analysis.parties(of: .acquisition) == "acquirer:nvidia target:cohere")
    }

    @Test(arguments: [
        (
            "SoftBank wraps up Ampere takeover",
            "SoftBank has bought Ampere Computing, which designs AI chips."
        ),
        (
            "Regulators look at the purchase of Ampere",
            "The sale of Ampere Computing, a designer of AI chips, is under review."
        ),
    ])
    func theFirstWordOfAListedNameStandsForItWhereTheWholeIsNamed(title: String, text: String) throws {
        let analyzer = try #require(Shipped.analyzer)

        let mentions = analyzer.detail(title: title, text: text, language: nil).mentions

        #expect(mentions.contains { $0.id == "ampere-computing" && $0.span.text == "Ampere" })
    }

    @Test func aWordOfANameBeginsNoCue() throws {
        let analyzer = try #require(Shipped.analyzer)

        let cues = analyzer.detail(
            title: "서울시교육청, 네이버클라우드와 AI 튜터 계약", text: "서울시교육청이 네이버클라우드와 AI 튜터 계약을 맺었다.", language: nil
        ).cues

        #expect(cues.contains { $0.label == "deal:contract" })
        #expect(!cues.contains { $0.label == "deal:compute" })
    }

    @Test func aWordOfANameEndsNoCue() throws {
        let analyzer = try #require(Shipped.analyzer)

        let cues = analyzer.detail(
            title: "SoftBank completes its deal",
            text: "SoftBank has completed the purchase of all equity in Ampere Computing.", language: nil
        ).cues

        #expect(cues.contains { $0.label == "deal:acquisition" })
        #expect(!cues.contains { $0.label == "deal:compute" })
    }

    @Test(arguments: [
        (
            "Meta loses two of its researchers", "Beatrice Olufsen and Jonathan McAllard have left the lab.",
            "Jonathan McAllard"
        ),
        ("Meta теряет ученых", "Из лаборатории ушла Марина Озерова, а вчера и ее коллега.", "Марина Озерова"),
    ])
    func aFirstNameMakesAPerson(title: String, text: String, name: String) throws {
        let analyzer = try #require(Shipped.analyzer)

        let mentions = analyzer.detail(title: title, text: text, language: nil).mentions

        #expect(mentions.contains { $0.kind == .person && $0.span.text == name })
    }

    @Test func aStakeIsNoStartUp() throws {
        let analyzer = try #require(Shipped.analyzer)

        let mentions = analyzer.detail(
            title: "통신사는 왜 AI 스타트업 지분을 사 모으나", text: "통신사들이 AI 스타트업 지분을 사고 있다.", language: nil
        ).mentions

        #expect(mentions.isEmpty)
    }
}

/// What a title says of the story below it.
@Suite struct TitleReadingTests {
    @Test func aPartnershipThatTheTitleAnnouncesIsWhatItAnnounces() throws {
        let analysis = try Shipped.analyze(
            "Anthropic and Infosys announce a strategic partnership",
            "Infosys will offer the Claude models of Anthropic to its clients on its Topaz platform."
        )

        #expect(analysis.primary == .partnership)
        #expect(analysis.deals.contains { $0.type == .distribution })
    }

    @Test(arguments: [
        ("Opinion: why Nvidia invests in Mistral AI", "Nvidia put $500 million into Mistral AI."),
        ("[칼럼] 엔비디아가 미스트랄AI에 투자하는 까닭", "엔비디아는 미스트랄AI에 5억 달러를 투자했다."),
    ])
    func anEssaySpeaksAgainstNews(title: String, text: String) throws {
        let analyzer = try #require(Shipped.analyzer)

        let decisions = analyzer.decisions(
            title: title, text: text, language: nil, published: try #require(GoldStory.date("2025-11-19")))

        let news = try #require(decisions.first { $0.question == "deal:investment" })
        #expect(news.reasons.contains { $0.feature == "essay" })
    }
}
