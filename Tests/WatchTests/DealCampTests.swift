import FoundationEssentials
import NewsModel
import Persistence
import Testing

@testable import Watch

/// The camp of a deal follows what people say of the camps of its stories.
@Suite struct DealCampTests {
    private let desk: DealDesk

    init() throws { desk = try DealDesk() }

    private let stake = DealReport(
        type: .investment, status: .announced, isMain: true,
        parties: [
            Party(id: "lumen", role: Role(rawValue: "investor")),
            Party(id: "openfox", role: Role(rawValue: "recipient")),
        ], amount: Amount(value: 2e9, currency: "USD"))

    private var mention: DealReport {
        var mention = stake
        mention.isMain = false
        return mention
    }

    /// A word of a person, hours after the start.
    private func say(
        _ story: Int64, _ camp: Camp?, hours: Double = 30
    ) async throws {
        let request = ControlRequest(
            camp == nil ? .clearLabel : .labelStory, author: "ada", story: story,
            label: camp.map { StoryLabel(camp: $0) })
        let now = DealDesk.start.addingTimeInterval(hours * 3_600)
        let response = await StoreCommands.perform(request, on: desk.store, now: now)
        #expect(response.ok)
    }

    private func camp(of deal: Int64 = 1) async throws -> Camp? { try await desk.deal(deal)?.deal.camp }

    @Test func aPersonsWordAboutAReportIsTheDealsCamp() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)

        try await say(2, .closed)

        let details = try #require(try await desk.deal(1))
        #expect(details.deal.camp == .closed && details.campWord?.story?.rawValue == 2)
        #expect(try await desk.store.deals(DealQuery(camp: .closed, party: "lumen", limit: 9)).count == 1)
        #expect(try await desk.store.dailyDeals(since: .distantPast).map(\.camp) == [.closed])
    }

    @Test func theLatestWordCountsAndTakingItBackGivesTheOneBefore() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [stake], camp: .closed, feed: "b", hours: 2)
        #expect(try await camp() == .open)

        try await say(1, .mixed, hours: 30)
        try await say(2, .closed, hours: 31)
        #expect(try await camp() == .closed)
        try await say(1, .mixed, hours: 32)
        #expect(try await camp() == .mixed)
        try await say(1, nil, hours: 33)
        #expect(try await camp() == .closed)
    }

    @Test func aDealWhoseWordIsTakenBackIsAsItsStoriesAreReadAnew() async throws {
        try await desk.file(
            "1", "DeepSeek releases open-weight reasoning model",
            "DeepSeek released a new reasoning model on Tuesday and published the weights of the language model."
        )
        #expect(try await camp() == .open)

        try await say(1, .closed)
        #expect(try await camp() == .closed)
        try await say(1, nil)
        #expect(await desk.reanalyze([1]).ok)

        #expect(try await camp() == .open)
        #expect(try await desk.deal(1)?.campWord == nil)
    }

    @Test func aStoryThatOnlyMentionsTheDealSaysNothingOfItsCamp() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [mention], camp: .open, feed: "b", hours: 2)
        #expect(try await desk.deals() == [1: [1, 2]])

        try await say(2, .closed)

        #expect(try await camp() == .open)
    }

    @Test func whereNoStoryAnnouncesTheDealThoseCountThatMentionIt() async throws {
        try await desk.file("1", reports: [mention], camp: .open)
        try await say(1, .closed)
        #expect(try await camp() == .closed)
    }

    /// Where nothing was said, the first story with a camp fills the gap.
    @Test func thatADealIsOfNoCampHoldsForLaterStories() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await say(1, .neither, hours: 1)
        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)
        #expect(try await desk.deals() == [1: [1, 2]])
        #expect(try await camp() == .neither)
    }

    @Test func aWordGoesWithItsStoryWhenDealsAreSplitAndMerged() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)
        try await say(2, .closed)

        #expect(await desk.perform(ControlRequest(.splitDeal, deal: 1, stories: [2])).ok)
        #expect(try await camp(of: 1) == .open)
        #expect(try await camp(of: 2) == .closed)
        #expect(await desk.perform(ControlRequest(.mergeDeals, deal: 1, other: 2)).ok)
        #expect(try await camp(of: 1) == .closed)
    }

    @Test func aLabelledStoryThatTellsOfAnotherDealTakesItsWordAlong() async throws {
        let other = DealReport(
            type: .acquisition, status: .announced, isMain: true,
            parties: [
                Party(id: "vantor", role: Role(rawValue: "acquirer")),
                Party(id: "corvus", role: Role(rawValue: "target")),
            ])
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)
        try await desk.file("3", reports: [other], camp: .open, feed: "c", hours: 3)
        try await say(2, .closed, hours: 4)

        try await desk.file("2", reports: [other], camp: .open, feed: "b", hours: 2, seen: 5)

        #expect(try await desk.deals() == [1: [1], 2: [2, 3]])
        #expect(try await camp(of: 1) == .open)
        #expect(try await camp(of: 2) == .closed)
    }

    /// Finds the labels of a story right as they are, hours after the start.
    private func accept(_ story: Int64, hours: Double = 40) async throws {
        var analysis = try #require(try await desk.store.story(id: StoryID(rawValue: story))).analysis
        analysis.primary = stake.type
        let request = ControlRequest(
            .labelStory, author: "bo", story: story, label: StoryLabel(accepting: analysis))
        let now = DealDesk.start.addingTimeInterval(hours * 3_600)
        #expect(await StoreCommands.perform(request, on: desk.store, now: now).ok)
        #expect(try await desk.deals()[1]?.contains(story) == true)
    }

    @Test func thatAStoryIsReadRightSaysNothingOfItsDealsCamp() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [stake], camp: .neither, feed: "b", hours: 2)
        try await accept(2)
        #expect(try await camp() == .open)
        #expect(try await desk.deal(1)?.campWord == nil)

        try await say(1, .closed)
        try await accept(2)
        #expect(try await camp() == .closed)
        #expect(try await desk.deal(1)?.campWord?.author == "ada")
    }

    @Test func aWordTakenBackIsNotSaidAgainByAccepting() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await say(1, .open)
        try await say(1, nil)

        try await accept(1)

        #expect(try await camp() == .open)
        #expect(try await desk.deal(1)?.campWord == nil)
    }

    @Test func aStoryThatAnnouncesTheDealEndsTheWordAboutOneThatMentionsIt() async throws {
        try await desk.file("1", reports: [mention], camp: .open)
        try await say(1, .closed, hours: 1)
        #expect(try await camp() == .closed)

        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)

        #expect(try await desk.deals() == [1: [1, 2]])
        #expect(try await camp() == .open)
    }

    @Test func whereTheAnnouncingStoryIsNotRelevantTheWordAboutAMentionCounts() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [mention], camp: .open, feed: "b", hours: 2)
        try await say(2, .closed)
        #expect(try await camp() == .open)

        let request = ControlRequest(.labelStory, story: 1, label: StoryLabel(relevant: false))
        #expect(await desk.perform(request).ok)

        #expect(try await desk.deals() == [1: [2]])
        #expect(try await camp() == .closed)
    }

    @Test func aWordAboutAMentionCountsAsItsDealIsSplitAndMerged() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [mention], camp: .open, feed: "b", hours: 2)
        try await say(2, .closed)

        #expect(await desk.perform(ControlRequest(.splitDeal, deal: 1, stories: [1])).ok)
        #expect(try await camp(of: 1) == .closed)
        #expect(try await camp(of: 2) == .open)
        #expect(await desk.perform(ControlRequest(.mergeDeals, deal: 1, other: 2)).ok)
        #expect(try await camp(of: 1) == .open)
    }

    @Test func aWordLeavesADealThatItsStoryIsSaidNotToTellOf() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)
        try await say(2, .closed)
        #expect(try await camp() == .closed)

        let labeller = StoryLabeller(
            author: "bo", reason: "", now: DealDesk.start.addingTimeInterval(200_000))
        try await desk.store.write {
            try labeller.reject(DealID(rawValue: 1), toldBy: StoryID(rawValue: 2), in: $0)
        }

        #expect(try await desk.deals() == [1: [1]])
        #expect(try await camp() == .open)
    }

    @Test func aWordLeavesADealThatItsStoryTellsOfNoMore() async throws {
        try await desk.file("1", reports: [stake], camp: .open)
        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)
        try await say(2, .closed)

        try await desk.file("2", "A walk in the park", feed: "b", hours: 2, seen: 40)

        #expect(try await desk.deals() == [1: [1]])
        #expect(try await camp() == .open)
    }

    @Test func aDealGivenBackIsOfTheCampThatItWasOf() async throws {
        try await desk.file("1", reports: [mention], camp: .open)
        try await desk.file("2", reports: [stake], camp: .open, feed: "b", hours: 2)
        try await say(1, .closed)
        #expect(try await camp() == .open)

        #expect(await desk.perform(ControlRequest(.rejectDeal, deal: 1)).ok)
        #expect(await desk.perform(ControlRequest(.unrejectDeal, deal: 1)).ok)

        #expect(try await desk.deals() == [1: [1, 2]])
        #expect(try await camp() == .open)
    }
}
