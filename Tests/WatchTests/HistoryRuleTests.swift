import Foundation
import NewsModel
import Persistence
import Testing

@testable import Watch

@Suite struct HistoryRuleTests {
    private let noon = Date(timeIntervalSince1970: 1_780_000_000)

    private func faces(_ documents: [[String]], apart: TimeInterval = 3_600) -> FeedFaces? {
        documents.enumerated().reduce(FeedFaces?.none) { faces, document in
            FlipRule.faces(
                faces, keys: document.element, now: noon.addingTimeInterval(Double(document.offset) * apart))
        }
    }

    @Test func twoDocumentsByTurnsAreTold() {
        let (one, other) = (["a", "b", "c"], ["x", "y", "z"])

        #expect(FlipRule.complaint(faces([one, other, one])) == nil)
        #expect(FlipRule.complaint(faces([one, other, one, other])) != nil)
        #expect(FlipRule.complaint(faces([one, one, other, other, one, one, other])) != nil)
    }

    @Test func newsIsNoAlternation() {
        let rolling = (0..<40).map { step in (step..<step + 10).map(String.init) }
        let leaping = (0..<40).map { step in (step * 10..<step * 10 + 10).map(String.init) }

        #expect(FlipRule.complaint(faces(rolling)) == nil)
        #expect(FlipRule.complaint(faces(leaping)) == nil)
        #expect(FlipRule.complaint(faces([["a"], [], ["a"], [], ["a"], []])) == nil)
    }

    @Test func alternationIsOverAfterAWeek() {
        let (one, other) = (["a"], ["x"])
        var faces = faces([one, other, one, other])
        faces = FlipRule.faces(faces, keys: other, now: noon.addingTimeInterval(9 * 86_400))

        #expect(FlipRule.complaint(faces) == nil)
    }

    private func entry(_ number: Int, title: String? = nil, link: String? = nil) -> Entry {
        Entry(key: "new-\(number)", title: title ?? "Story \(number)", link: link, text: "")
    }

    private let known = (0..<10).map {
        KnownStory(
            id: StoryID(rawValue: Int64($0)), title: "Story \($0)", canonicalLink: "https://a.example/\($0)")
    }

    @Test func entriesAreRecognisedByTitleOrAddress() {
        let byTitle = (0..<6).map { entry($0) }
        let byLink = (0..<6).map {
            entry($0, title: "Changed \($0)", link: "http://a.example/\($0)?utm_source=x")
        }

        for entries in [byTitle, byLink] {
            let edits = RewriteRule.edits(entries, of: 6, known: known)
            #expect(
                edits
                    == Dictionary(uniqueKeysWithValues: (0..<6).map { ("new-\($0)", StoryID(rawValue: $0)) }))
        }
    }

    @Test func fewEntriesOrFewMatchesAreNews() {
        #expect(RewriteRule.edits((0..<4).map { entry($0) }, of: 4, known: known).isEmpty)
        #expect(RewriteRule.edits((0..<8).map { entry($0) }, of: 10, known: known).isEmpty)
        #expect(RewriteRule.edits((6..<16).map { entry($0) }, of: 10, known: known).isEmpty)
    }

    @Test(arguments: [
        ("Nvidia sold more chips in the spring than in the winter before.", TextSource.feed, true),
        ("Nvidia sold more chips this spring than in the winter before it.", .feed, true),
        ("A harbour town hopes for data centres and asks who pays for power.", .feed, false),
        ("", .feed, false),
        (
            "In brief. Nvidia sold more chips in the spring than in the winter before. Its rivals follow.",
            .page, true
        ),
        ("In brief. A harbour town hopes for data centres and asks who pays.", .page, false),
    ])
    func titleNeedsATextThatAgrees(text: String, source: TextSource, isEdit: Bool) {
        let old = known.map {
            KnownStory(id: $0.id, title: $0.title, canonicalLink: nil, text: text, textSource: source)
        }
        let new = (0..<6).map { number in
            Entry(
                key: "new-\(number)", title: "Story \(number)", link: "https://a.example/new/\(number)",
                text: "Nvidia sold more chips in the spring than in the winter before.")
        }

        #expect(RewriteRule.edits(new, of: 6, known: old).isEmpty != isEdit)
    }

    @Test func titlesThatComeAgainAndAgainTellNothing() {
        let column = (0..<10).map { entry($0, title: "The week in models") }
        let old = known.map { KnownStory(id: $0.id, title: "The week in models", canonicalLink: nil) }

        #expect(RewriteRule.edits(column, of: 10, known: old).isEmpty)
    }

    @Test func crashesCountUntilTheSecondOne() {
        var feed = Feed(id: FeedID(rawValue: 7), url: "https://a.example/f", title: "")

        feed.state = CrashRule.state(of: feed, now: noon)
        #expect(feed.state.memory.crashes == 1 && feed.state.memory.concern(.quarantined) == nil)
        feed.state = CrashRule.state(of: feed, now: noon)

        #expect(feed.state.memory.concern(.quarantined)?.detail.contains("campwatch feeds resume 7") == true)
    }

    @Test func suspectsAreReadAloneForABoundedTime() {
        let feeds = (1...3).map {
            Feed(id: FeedID(rawValue: $0), url: "https://a.example/\($0)", title: "")
        }
        let start = ContinuousClock.now
        var line = SuspectLine(feeds, now: start)

        #expect(line.next(isIdle: true, now: start)?.id == feeds[0].id)
        #expect(line.next(isIdle: false, now: start + .seconds(119)) == nil && line.isHolding)
        #expect(line.next(isIdle: true, now: start + .seconds(119))?.id == feeds[1].id)
        // The second hangs: the rest waits no longer, and the third is read with it.
        #expect(line.next(isIdle: false, now: start + .seconds(120)) == nil && !line.isHolding)
        #expect(line.next(isIdle: true, now: start + .seconds(121)) == nil)
    }

    @Test func withoutSuspectsNothingIsHeldBack() {
        let start = ContinuousClock.now
        var line = SuspectLine(
            [Feed(id: FeedID(rawValue: 1), url: "https://a.example/f", title: "")], now: start)

        #expect(!SuspectLine([], now: start).isHolding)
        #expect(line.next(isIdle: true, now: start) != nil && line.isHolding)
        #expect(line.next(isIdle: true, now: start) == nil && !line.isHolding)
    }
}
