import Foundation
import NewsModel
import Testing

@testable import Persistence
@testable import campwatch

@Suite struct DealTimelineTests {
    private let start = CLIFixture.now

    private func amount(_ value: Double, _ currency: String) -> Amount {
        Amount(value: value, currency: currency)
    }

    private func item(
        _ id: Int64, hours: Double, _ language: Language = .english, amount: Amount? = nil,
        status: DealStatus = .announced, isMain: Bool = true
    ) -> DealDetails.Item {
        let time = start.addingTimeInterval(hours * 3_600)
        let story = Story(
            id: StoryID(rawValue: id), feed: FeedID(rawValue: id), feedTitle: "Feed \(id)", title: "T",
            text: "",
            link: nil, published: time, firstSeen: time, revision: 1,
            analysis: StoryAnalysis(language: language, lexiconVersion: "1"))
        let report = DealReport(
            type: .investment, status: status, isMain: isMain, parties: CLIFixture.parties, amount: amount)
        return DealDetails.Item(story: story, report: report, time: time)
    }

    private func timeline(
        _ items: [DealDetails.Item], owners: [Int64: String] = [:], changes: [LoggedChange] = []
    ) -> DealTimeline {
        var details = DealDetails(deal: CLIFixture.deal, reports: items)
        for item in items {
            let id = item.story.feed.rawValue
            details.carriers[item.story.id] = [
                .init(
                    feed: item.story.feed, title: item.story.feedTitle, owner: owners[id] ?? "owner-\(id)",
                    firstSeen: item.story.firstSeen)
            ]
        }
        details.changes = changes
        return DealTimeline(details)
    }

    @Test func everyFactHasItsFirstSourceInTheOrderOfPublication() {
        let dollars = amount(6.5e9, "USD")
        let timeline = timeline([
            item(2, hours: 5, .japanese, amount: amount(1e12, "JPY"), status: .completed),
            item(1, hours: 2, amount: dollars), item(3, hours: 7, amount: dollars),
        ])

        #expect(timeline.steps.map(\.outlet) == ["Feed 1", "Feed 2", "Feed 3"])
        #expect(timeline.steps.map(\.delay) == [0, 3 * 3_600, 5 * 3_600])
        #expect(timeline.steps[0].says.count == 5)
        #expect(timeline.steps[1].says == [.status(.completed), .amount(amount(1e12, "JPY"))])
        #expect(timeline.steps[2].says.isEmpty)
        #expect(timeline.sums.map { $0.outlets.map(\.outlet) } == [["Feed 1", "Feed 3"], ["Feed 2"]])
        #expect(timeline.languages.map(\.language) == [.english, .japanese])
    }

    @Test func secondFeedOfAnOwnerTellsNothingThatItHasTold() {
        let items = [item(1, hours: 0), item(2, hours: 1), item(3, hours: 2, amount: amount(1e9, "USD"))]
        let timeline = timeline(items, owners: [1: "a", 2: "a", 3: "a"])

        #expect(timeline.steps.map(\.outlet) == ["Feed 1", "Feed 3"])
    }

    @Test func aMentionSaysNothingOfADeal() {
        let timeline = timeline([item(1, hours: 0, status: .completed, isMain: false), item(2, hours: 1)])

        #expect(timeline.steps[0].says.isEmpty)
        #expect(timeline.steps[1].says.first == .type(.investment))
    }

    @Test func aCorrectionIsAStepOfItsOwn() {
        let detail = DealChange.Detail.correctedAmount(from: amount(2e9, "USD"), to: amount(20e9, "USD"))
        let change = LoggedChange(
            story: StoryID(rawValue: 1), time: start.addingTimeInterval(3 * 3_600),
            change: DealChange(kind: .update, details: [detail]))
        let timeline = timeline([item(1, hours: 0), item(2, hours: 1)], changes: [change])

        #expect(timeline.steps.map(\.outlet) == ["Feed 1", "Feed 2", "Feed 1"])
        #expect(timeline.steps.last?.says == [.corrected(detail)])
    }
}
