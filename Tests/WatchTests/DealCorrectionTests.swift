import Foundation
import NewsModel
import Persistence
import Testing
import Watch

@Suite struct DealCorrectionTests {
    private let desk: DealDesk

    init() throws { desk = try DealDesk() }

    private let first = "Nvidia invests $2 billion in Mistral AI"
    private let second = "Nvidia puts 2 billion dollars into Mistral AI for a plant in Lyon"
    private let text =
        "Nvidia said that it invests $2 billion in Mistral AI, the maker of open-weight models."
    private let lyon =
        "Nvidia invests $2 billion in Mistral AI to build a plant in Lyon, the AI lab announced."

    private func split(_ deal: Int64, _ stories: Int64...) async -> ControlResponse {
        await desk.perform(
            ControlRequest(.splitDeal, deal: deal, stories: stories, author: "ada", reason: "another plant"))
    }

    private func merge(_ deal: Int64, _ other: Int64) async -> ControlResponse {
        await desk.perform(ControlRequest(.mergeDeals, deal: deal, other: other, author: "ada"))
    }

    @Test func splitStoriesAreADealOfTheirOwnAndNobodyIsToldAgain() async throws {
        try await desk.file("1", first, text)
        try await desk.file("2", second, lyon, feed: "b", hours: 3)
        #expect(try await desk.deals() == [1: [1, 2]])

        let response = await split(1, 2)

        #expect(response == .done("1 story is deal 2 now, told apart from deal 1"))
        #expect(try await desk.deals() == [1: [1], 2: [2]])
        #expect(try await desk.alerts().count == 1)
        let made = try #require(try await desk.deal(2))
        #expect(made.deal.firstOutlet == "b" && made.deal.amount?.value == 2e9 && made.deal.outletCount == 1)
        #expect(try await desk.deal(1)?.deal.outletCount == 1)
        let correction = try #require(made.corrections.first)
        #expect(
            correction.kind == .split && correction.author == "ada" && correction.reason == "another plant")
        #expect(correction.stories.map(\.rawValue) == [2])
    }

    @Test func splitHoldsForNewVersionsAndForStoriesThatReadAlike() async throws {
        try await desk.file("1", first, text)
        try await desk.file("2", second, lyon, feed: "b", hours: 3)
        _ = await split(1, 2)

        try await desk.file("2", second, lyon + " Work begins in May.", feed: "b", hours: 5)
        try await desk.file("3", second, lyon + " Lyon is glad.", feed: "c", hours: 6)
        try await desk.file("1", first, text + " It is the largest stake so far.", hours: 7)

        #expect(try await desk.deals() == [1: [1], 2: [2, 3]])
        #expect(try await desk.alerts().count == 1)
    }

    @Test func splitHoldsWhenAVersionBetweenToldOfNoDeal() async throws {
        try await desk.file("1", first, text)
        try await desk.file("2", second, lyon, feed: "b", hours: 3)
        _ = await split(1, 2)

        try await desk.file("2", "Weather in Lyon", "Rain.", feed: "b", hours: 5)
        try await desk.file("2", first, text, feed: "b", hours: 6)

        #expect(try await desk.deals() == [1: [1], 2: [2]])
    }

    @Test func mergedDealsStayOneForNewVersionsAndLaterStories() async throws {
        let other = "Mistral AI signs $5 billion cloud deal with Amazon"
        let cloud =
            "Mistral AI will buy computing capacity worth $5 billion from Amazon to train its AI models."
        try await desk.file("1", first, text)
        try await desk.file("2", other, cloud, feed: "b", hours: 3)
        #expect(try await desk.deals() == [1: [1], 2: [2]])

        let response = await merge(1, 2)
        try await desk.file("2", other, cloud + " The contract runs for four years.", feed: "b", hours: 5)
        try await desk.file("3", other, cloud, feed: "c", hours: 6)

        #expect(response == .done("deal 2 is part of deal 1 now"))
        #expect(try await desk.deals() == [1: [1, 2, 3]])
        #expect(try await desk.alerts().map(\.change.kind) == [.new, .new])
        #expect(try await desk.deal(2)?.deal.id.rawValue == 1)
    }

    @Test func mergeIsFollowedThroughLaterMergesAndUndoneByASplit() async throws {
        try await desk.file("1", first, text)
        try await desk.file("2", "OpenAI acquires Groq for $3 billion", "OpenAI is buying Groq.", feed: "b")
        try await desk.file(
            "3", "DeepSeek releases open-weight reasoning model",
            "DeepSeek released a new reasoning model on Tuesday and published the weights of the language model.",
            feed: "c")
        #expect(try await desk.deals().count == 3)

        #expect(await merge(2, 3).ok)
        #expect(await merge(1, 2).ok)
        try await desk.file(
            "4", "OpenAI acquires Groq for $3 billion", "Groq goes to OpenAI.", feed: "d", hours: 2)
        #expect(try await desk.deals() == [1: [1, 2, 3, 4]])

        #expect(await split(1, 2, 4).ok)
        try await desk.file(
            "5", "OpenAI acquires Groq for $3 billion", "OpenAI has bought Groq.", feed: "e", hours: 3)

        #expect(try await desk.deals() == [1: [1, 3], 4: [2, 4, 5]])
        #expect(try await desk.alerts().count == 3)
    }

    @Test func wordOfALaterMergeCountsMoreThanASplit() async throws {
        try await desk.file("1", first, text)
        try await desk.file("2", second, lyon, feed: "b", hours: 3)
        _ = await split(1, 2)

        #expect(await merge(1, 2).ok)
        try await desk.file("2", second, lyon + " Work begins in May.", feed: "b", hours: 5)

        #expect(try await desk.deals() == [1: [1, 2]])
        #expect(try await desk.deal(1)?.corrections.map(\.kind) == [.split, .merge])
    }

    @Test func whatCannotBeCorrectedIsSaidAndChangesNothing() async throws {
        try await desk.file("1", first, text)
        try await desk.file("2", second, lyon, feed: "b", hours: 3)

        #expect(await split(9, 1).error?.hasPrefix("there is no deal 9") == true)
        #expect(await split(1, 7).error?.hasPrefix("deal 1 has no report by story 7") == true)
        #expect(await split(1, 1, 2).error == "all stories of deal 1 would leave it; name fewer")
        #expect(await merge(1, 1).error == "deal 1 and deal 1 are one deal already")
        #expect(await merge(1, 9).error?.hasPrefix("there is no deal 9") == true)
        #expect(try await desk.deals() == [1: [1, 2]])
        #expect(try await desk.deal(1)?.corrections.isEmpty == true)
    }

    @Test func anEntryThatIsUsedForOtherNewsIsNotBound() async throws {
        try await desk.file("1", first, text)
        try await desk.file("2", second, lyon, feed: "b", hours: 3)
        _ = await split(1, 2)

        let told = try await desk.file(
            "2", "Nvidia to buy chip designer Enfabrica for $900 million",
            "Nvidia is buying Enfabrica for $900 million. The maker of AI networking chips becomes part of it.",
            feed: "b", hours: 3, seen: 50)

        #expect(told == ["new"])
        #expect(try await desk.deals() == [1: [1], 2: [], 3: [2]])
    }

    @Test func aStoryThatTellsOfBothSidesOfAMergeMakesNoNewDeal() async throws {
        let stake = report(.investment, "investor:lumen recipient:openfox", 2e9)
        let order = report(.compute, "customer:vantor provider:corvus", 5e9)
        try await desk.file("1", reports: [stake])
        try await desk.file("2", reports: [order], feed: "b", hours: 1)
        #expect(await merge(1, 2).ok)

        let told = try await desk.file("3", reports: [stake, order], feed: "c", hours: 2)
        let again = try await desk.file("3", reports: [stake, order], feed: "c", hours: 2, seen: 3)

        #expect(told.isEmpty && again.isEmpty)
        #expect(try await desk.deals() == [1: [1, 2, 3]])
    }

    private func report(_ type: DealType, _ pairs: String, _ dollars: Double) -> DealReport {
        let parties = pairs.split(separator: " ").map { pair in
            let parts = pair.split(separator: ":")
            return Party(id: String(parts[1]), role: Role(rawValue: String(parts[0])))
        }
        return DealReport(
            type: type, status: .announced, isMain: true, parties: parties,
            amount: Amount(value: dollars, currency: "USD"))
    }
}
