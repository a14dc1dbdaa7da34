import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

@testable import campwatch

/// What people say about stories: it holds at once and for good, is learned from, and alerts nobody.
@Suite struct CLILabelTests {
    private static let text = "Nvidia invests $350 million in Cohere, the maker of language models."

    private func output(_ arguments: [String], of fixture: CLIFixture) async throws -> CommandOutput {
        let parsed = try Campwatch.parseAsRoot(
            arguments + ["--state", fixture.directory.path, "--config", Repository.path("config")])
        var context = fixture.context
        context.environment["USER"] = "ada"
        return try await #require(parsed as? any PrintingCommand).output(in: context)
    }

    private func story(_ id: Int64, of fixture: CLIFixture) async throws -> Story {
        try #require(try await fixture.store.story(id: StoryID(rawValue: id)))
    }

    /// What `campwatch train` learns from.
    private func labels(of fixture: CLIFixture) async throws -> [GoldStory] {
        try await fixture.store.labelledStories().map { GoldStory($0.story, label: $0.label) }
    }

    private func filled() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        return fixture
    }

    @Test func aLabelHoldsAtOnceAndIsLearnedFrom() async throws {
        let fixture = try await filled()

        let done = try await output(["label", "1", "--camp", "closed", "--primary", "release"], of: fixture)

        let analysis = try await story(1, of: fixture).analysis
        #expect(done.text == "story 1 is labelled\n")
        #expect(analysis.camp == .closed && analysis.campConfidence == 1)
        #expect(analysis.primary == .release && analysis.dealTypes == [.release, .investment])
        let line = try #require(try await labels(of: fixture).last)
        #expect(line.id == "story-1" && line.camp == .closed && line.primary == .release)
        // Nobody has said anything of investments, nor of parties.
        #expect(line.lessons.camp && line.lessons.types == [.release] && !line.lessons.records)
        #expect(line.title == CLIFixture.entry.title && line.published == "2025-11-19T08:30:00Z")
        let found = try await fixture.store.stories(StoryQuery(camp: .closed, dealType: .release, limit: 9))
        #expect(found.map(\.id.rawValue) == [1])
    }

    @Test func aLabelHoldsForLaterVersionsOfTheStory() async throws {
        let fixture = try await filled()
        _ = try await output(["label", "1", "--camp", "closed"], of: fixture)

        try await fixture.store.write { transaction in
            var entry = CLIFixture.entry
            entry.text += " A correction."
            _ = try transaction.store(
                entry: entry, feed: FeedID(rawValue: 1), analysis: CLIFixture.analysis, now: CLIFixture.now)
        }

        let revised = try await story(1, of: fixture)
        #expect(revised.revision == 2 && revised.analysis.camp == .closed)
    }

    @Test func whatIsSaidLaterAddsToWhatWasSaidFirst() async throws {
        let fixture = try await filled()
        _ = try await output(["label", "1", "--camp", "closed"], of: fixture)
        _ = try await output(["label", "1", "--primary", "none"], of: fixture)
        let analysis = try await story(1, of: fixture).analysis
        #expect(analysis.camp == .closed && analysis.primary == .none && analysis.deals.isEmpty)
        #expect(try await fixture.store.judgements(of: StoryID(rawValue: 1)).count == 2)
        #expect(try await labels(of: fixture).count == 1)
    }

    @Test func aStoryThatIsNotRelevantHasNoDeals() async throws {
        let fixture = try await filled()
        _ = try await output(["label", "1", "--not-relevant"], of: fixture)
        let analysis = try await story(1, of: fixture).analysis
        #expect(!analysis.isRelevant && analysis.deals.isEmpty && analysis.camp == .neither)
        // The only story that told of the deal.
        #expect(try await fixture.store.deals(DealQuery(limit: 9)).isEmpty)
    }

    /// A round-up tells of two investments; one of them is none.
    @Test func anotherDealOfTheSameTypeStays() async throws {
        let fixture = try await filled()
        try await fixture.store.write { transaction in
            var other = CLIFixture.analysis.deals[0]
            other.parties = [Party(id: "quellwerk", role: Role(rawValue: "recipient"))]
            var analysis = CLIFixture.analysis
            analysis.deals.append(other)
            try transaction.restate(StoryID(rawValue: 1), as: analysis)
            var deal = CLIFixture.deal
            deal.parties = other.parties
            let second = try transaction.insertDeal(deal)
            _ = try transaction.attach(
                report: other, story: StoryID(rawValue: 1), deal: second.id, at: CLIFixture.now)
        }
        _ = try await output(["reject", "1"], of: fixture)
        #expect(try await fixture.store.deals(DealQuery(limit: 9)).map(\.id.rawValue) == [2])
        #expect(try await story(1, of: fixture).analysis.dealTypes == [.investment])
    }

    @Test func aLabelOfTheCampTakesNoReportAway() async throws {
        let fixture = try await filled()
        try await fixture.store.write { transaction in
            // Told of in passing: the analysis itself has no deal.
            var analysis = CLIFixture.analysis
            (analysis.deals, analysis.dealTypes, analysis.primary) = ([], [], .none)
            try transaction.restate(StoryID(rawValue: 1), as: analysis)
        }
        _ = try await output(["label", "1", "--camp", "closed"], of: fixture)
        let deal = try #require(try await fixture.store.deal(id: DealID(rawValue: 1)))
        #expect(deal.reports.map(\.story.id.rawValue) == [1])
    }

    @Test func theLaterWordCounts() {
        let first = StoryLabel(relevant: false)
        let later = first.adding(StoryLabel(camp: .open))
        #expect(later.relevant == true && later.camp == .open)
        let type = StoryLabel(rejected: [.investment]).adding(StoryLabel(primary: .investment))
        #expect(type.rejected == nil && type.primary == .investment)
    }

    @Test func aRejectedDealIsListedNoMoreAndItsStoriesSaySo() async throws {
        let fixture = try await filled()
        let done = try await output(["reject", "1", "--why", "retold"], of: fixture)
        #expect(done.text == "deal 1 is none; 1 story is labelled so\n")
        #expect(try await fixture.store.deals(DealQuery(limit: 9)).isEmpty)
        #expect(try await story(1, of: fixture).analysis.dealTypes.isEmpty)
        let line = try #require(try await labels(of: fixture).last)
        #expect(line.primary == .none && line.lessons.types == [.investment])
    }

    @Test(arguments: [["label", "77", "--camp", "open"], ["accept", "77"], ["reject", "77"]])
    func whatDoesNotExistIsSaidSo(arguments: [String]) async throws {
        let fixture = try await filled()
        let failure = await #expect(throws: Failure.self) { _ = try await output(arguments, of: fixture) }
        #expect(failure?.code == .nothing)
    }

    @Test func acceptedLabelsTeachAsTheyAre() async throws {
        let fixture = try await filled()
        _ = try await output(["accept", "1"], of: fixture)
        let line = try #require(try await labels(of: fixture).last)
        #expect(line.camp == .open && line.primary == .investment && line.relevant)
        #expect(line.lessons == .all && line.deals.map(\.amount) == [CLIFixture.deal.amount])
    }

    // MARK: Analysed again

    /// A story by a feed of its own, stored as if nothing had been found in it.
    private static func add(_ feed: String, in transaction: StoreTransaction) throws {
        let id = try transaction.addFeed(url: "https://\(feed.lowercased()).example/f", title: feed).id
        let entry = Entry(
            key: "1", title: "Nvidia invests in Cohere", published: CLIFixture.now, text: text,
            language: .english)
        _ = try transaction.store(
            entry: entry, feed: id, analysis: StoryAnalysis(language: .english, lexiconVersion: "0"),
            now: CLIFixture.now)
    }

    /// The fixture with a story that the shipped lexicon reads, stored with nothing found in it.
    private func unread() async throws -> CLIFixture {
        let fixture = try await filled()
        try await fixture.store.write { transaction in
            try Self.add("Late", in: transaction)
        }
        return fixture
    }

    @Test func storiesAreAnalysedAgainOnceAndAlertNobody() async throws {
        let fixture = try await unread()
        let before = try await fixture.store.summary().outbox

        let first = try await output(["reanalyze", "--since", "1h"], of: fixture)
        let second = try await output(["reanalyze", "--since", "1h"], of: fixture)
        let trial = try await output(["reanalyze", "--since", "1h", "--dry-run"], of: fixture)

        let deals = try await fixture.store.deals(DealQuery(party: "cohere", limit: 9))
        #expect(first.text == "2 stories analysed again, 1 with other labels or deals\n")
        #expect(second.text == "0 stories analysed again, 0 with other labels or deals\n")
        #expect(trial.text == "no story would change: none is of other words or weights\n")
        #expect(deals.map(\.type) == [.investment])
        #expect(try await fixture.store.summary().outbox == before)
    }

    @Test func aTrialChangesNothing() async throws {
        let fixture = try await unread()
        let text = try await output(["reanalyze", "--since", "1h", "--dry-run"], of: fixture).text
        #expect(
            text == """
                3  Nvidia invests in Cohere
                    not relevant → closed, investment
                1 of 2 stories would change

                """)
        #expect(try await story(3, of: fixture).analysis.lexiconVersion == "0")
    }

    /// Without its text a story would lose its labels.
    @Test func aStoryWhoseTextIsForgottenStaysAsItIs() async throws {
        let fixture = try await unread()
        try await fixture.store.write { _ = try $0.forget([StoryID(rawValue: 3)], at: CLIFixture.now) }
        let trial = try await output(["reanalyze", "--since", "1h", "--dry-run"], of: fixture).text
        let done = try await output(["reanalyze", "--since", "1h"], of: fixture).text
        #expect(trial == "0 of 1 story would change\n")
        #expect(done == "1 story analysed again, 0 with other labels or deals\n")
        #expect(try await story(3, of: fixture).analysis.lexiconVersion == "0")
    }

    @Test func whatPeopleSaidHoldsWhenStoriesAreAnalysedAgain() async throws {
        let fixture = try await unread()
        _ = try await output(["label", "3", "--not-relevant"], of: fixture)
        // A story of the same deal, which the one that tells nothing could be taken to mention.
        try await fixture.store.write { transaction in
            try Self.add("Other", in: transaction)
        }
        _ = try await output(["reanalyze"], of: fixture)
        let analysis = try await story(3, of: fixture).analysis
        #expect(!analysis.isRelevant && analysis.lexiconVersion != "0")
        let deal = try #require(try await fixture.store.deals(DealQuery(party: "cohere", limit: 9)).first)
        let details = try #require(try await fixture.store.deal(id: deal.id))
        #expect(details.reports.map(\.story.id.rawValue) == [4])
    }

    // MARK: Weights

    @Test func replacedWeightsComeBack() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("weights.toml")
        try Data("old".utf8).write(to: URL(filePath: path))
        let history = WeightHistory(path: path)

        try history.replace(with: "new")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        _ = try history.rollBack()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        _ = try history.rollBack()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        #expect(throws: Failure.self) { try WeightHistory(path: directory.file("none")).rollBack() }
    }
}
