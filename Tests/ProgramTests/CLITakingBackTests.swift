import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

@testable import campwatch

/// What people said about stories and deals: it is shown, can be taken back, and goes from one machine to another.
@Suite struct CLITakingBackTests {
    private static let analyzer = Result {
        Analyzer(lexicon: try Lexicon.load(directory: Repository.path("config")))
    }

    private func run(_ arguments: [String], of fixture: CLIFixture, as user: String = "ada") async throws
        -> String
    {
        // Without a lexicon, which takes its time, pages make names of ids.
        let readsWords =
            ["explain", "import", "reanalyze", "unreject"].contains(arguments.first)
            || arguments.contains("--clear")
        let config = readsWords ? Repository.path("config") : fixture.directory.path
        let parsed = try Campwatch.parseAsRoot(
            arguments + ["--state", fixture.directory.path, "--config", config])
        var context = fixture.context
        context.environment["USER"] = user
        let output = try await #require(parsed as? any PrintingCommand).output(in: context)
        if let failure = output.failure { throw failure }
        return output.text
    }

    private func story(_ id: Int64, of fixture: CLIFixture) async throws -> Story {
        try #require(try await fixture.store.story(id: StoryID(rawValue: id)))
    }

    private func deals(of fixture: CLIFixture) async throws -> [Int64] {
        try await fixture.store.deals(DealQuery(limit: 9)).map(\.id.rawValue)
    }

    /// The fixture's world, and a story that the shipped lexicon reads as an investment in Cohere: story 3 of deal 2.
    private func filled() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let entry = Entry(
            key: "1", title: "Nvidia invests in Cohere", link: "https://late.example/cohere",
            published: CLIFixture.now,
            text: "Nvidia invests $350 million in Cohere, the maker of language models.", language: .english)
        try await fixture.store.write { transaction in
            let feed = try transaction.addFeed(url: "https://late.example/f", title: "Late").id
            _ = try transaction.store(
                entry: entry, feed: feed,
                analysis: StoryAnalysis(language: .english, lexiconVersion: "0"), now: CLIFixture.now)
        }
        let hourAgo = CLIFixture.now.addingTimeInterval(-3_600)
        let read = await Reanalysis(analyzer: try Self.analyzer.get(), since: hourAgo).answer(
            to: ControlRequest(.reanalyze), on: fixture.store, now: CLIFixture.now)
        #expect(read.ok)
        #expect(try await deals(of: fixture).sorted() == [1, 2])
        return fixture
    }

    // MARK: Shown

    @Test func aStorySaysWhatIsAPersonsWord() async throws {
        let fixture = try await filled()
        _ = try await run(["label", "1", "--camp", "closed", "--why", "no weights"], of: fixture)

        let page = try await run(["story", "1"], of: fixture)
        let why = try await run(["story", "1", "--why"], of: fixture)
        let json = try await run(["story", "1", "--format", "json"], of: fixture)

        let line = "2025-11-19 10:30 UTC ada: camp closed (no weights)"
        #expect(page.contains("By hand\n  \(line)\n"))
        #expect(
            page.contains("camp        closed  said by ada\n") && page.contains("announces   investment\n"))
        #expect(!page.contains("because of a label"))
        #expect(why.contains("because of a label, not of the analysis: \(line)"))
        #expect(json.contains("\"said\"") && json.contains("\"author\": \"ada\""))
    }

    @Test func aDealSaysWhoseWordItsCampIs() async throws {
        let fixture = try await filled()
        let before = try await run(["deal", "1", "--format", "json"], of: fixture)
        _ = try await run(["label", "1", "--camp", "closed", "--why", "no weights"], of: fixture)

        let page = try await run(["deal", "1"], of: fixture)
        let json = try await run(["deal", "1", "--format", "json"], of: fixture)

        #expect(before.contains("\"camp_source\": \"analysis\"") && !before.contains("\"camp_word\""))
        #expect(page.contains("closed  said by ada of story 1\n"))
        #expect(json.contains("\"camp\": \"closed\"") && json.contains("\"camp_source\": \"person\""))
        let word = try #require(json.split(separator: "\"camp_word\": ").last?.prefix { $0 != "}" })
        #expect(word.contains("\"story\": 1,") && word.contains("\"author\": \"ada\""))
        #expect(word.contains("\"reason\": \"no weights\""))
    }

    @Test func whatWasTakenBackIsShownAsThat() async throws {
        let fixture = try await filled()
        _ = try await run(["label", "3", "--camp", "open"], of: fixture)
        _ = try await run(["label", "3", "--clear", "--why", "a slip"], of: fixture, as: "bob")

        let page = try await run(["story", "3"], of: fixture)
        let why = try await run(["story", "3", "--why"], of: fixture)

        #expect(!page.contains("By hand") && !page.contains("said by"))
        #expect(why.contains("ada: camp open (taken back)"))
        #expect(why.contains("bob: took back what was said (a slip)"))
    }

    @Test func explainNamesWhatHoldsWhateverTheAnalysisFinds() async throws {
        let fixture = try await filled()
        _ = try await run(["label", "3", "--camp", "open"], of: fixture)
        let text = try await run(["explain", "3"], of: fixture)
        #expect(text.contains("By hand\n  2025-11-19 10:30 UTC ada: camp open\n"))
        #expect(text.contains("camp        closed"))
    }

    @Test func aRejectedDealSaysSoAndALaterWordTakesItBack() async throws {
        let fixture = try await filled()
        _ = try await run(["reject", "2", "--why", "retold"], of: fixture)

        let notice = "rejected on 2025-11-19 10:30 UTC by hand by ada: retold; it is listed no more\n"
        #expect(try await run(["deal", "2"], of: fixture).contains(notice))
        let why = try await run(["deal", "why", "2"], of: fixture)
        #expect(why.hasPrefix(notice) && why.contains("ada rejected the deal (story 3): retold"))
        #expect(try await run(["deal", "2", "--format", "json"], of: fixture).contains("\"rejected\""))
        #expect(try await deals(of: fixture) == [1])

        let done = try await run(["unreject", "2"], of: fixture, as: "bob")

        #expect(done == "deal 2 is one again; 1 story tells of it\n")
        #expect(try await deals(of: fixture).sorted() == [1, 2])
        let page = try await run(["deal", "why", "2"], of: fixture)
        #expect(!page.contains("listed no more") && page.contains("bob took back the rejection (story 3)"))
        let analysis = try await story(3, of: fixture).analysis
        #expect(analysis.dealTypes == [.investment] && analysis.lexiconVersion != "")
        let deal = try #require(try await fixture.store.deal(id: DealID(rawValue: 2)))
        #expect(deal.reports.map(\.story.id.rawValue) == [3])
    }

    @Test func aDealThatNoStoryTellsOfSaysSo() async throws {
        let fixture = try await filled()
        _ = try await run(["label", "3", "--not-relevant"], of: fixture)
        #expect(try await run(["deal", "2"], of: fixture).contains("listed no more: no story tells of it"))
    }

    // MARK: Taken back

    @Test func aClearedStoryIsAsTheAnalysisHasIt() async throws {
        let fixture = try await filled()
        let before = try await story(3, of: fixture).analysis
        _ = try await run(["label", "3", "--not-relevant"], of: fixture)
        #expect(try await deals(of: fixture) == [1])

        let done = try await run(["label", "3", "--clear"], of: fixture)

        #expect(done == "story 3 is as the analysis has it\n")
        #expect(try await story(3, of: fixture).analysis == before)
        #expect(try await deals(of: fixture).sorted() == [1, 2])
        #expect(try await fixture.store.labelledStories().isEmpty)
    }

    @Test func aRejectionTakenBackLeavesWhatElseWasSaid() async throws {
        let fixture = try await filled()
        _ = try await run(["label", "3", "--camp", "open"], of: fixture)
        _ = try await run(["reject", "2"], of: fixture)
        _ = try await run(["unreject", "2"], of: fixture)
        let analysis = try await story(3, of: fixture).analysis
        #expect(analysis.camp == .open && analysis.dealTypes == [.investment])
        _ = try await run(["reject", "2"], of: fixture)
        #expect(try await story(3, of: fixture).analysis.dealTypes.isEmpty)
        #expect(try await deals(of: fixture) == [1])
    }

    @Test func anAcceptanceTeachesAgainWhenARejectionIsTakenBack() async throws {
        let fixture = try await filled()
        func deals() async throws -> Int? {
            try await fixture.store.labelledStories().first?.label.deals?.count
        }
        _ = try await run(["accept", "3"], of: fixture)
        _ = try await run(["reject", "2"], of: fixture)
        #expect(try await deals() == nil)
        _ = try await run(["unreject", "2"], of: fixture)
        #expect(try await deals() == 1)
    }

    @Test func anAcceptanceOfAFormerTextDoesNot() async throws {
        let fixture = try await filled()
        _ = try await run(["accept", "3"], of: fixture)
        _ = try await run(["reject", "2"], of: fixture)
        let said = try #require(try await fixture.store.labelledStories().first)
        try await fixture.store.write { transaction in
            let entry = Entry(
                key: "1", title: said.story.title, link: said.story.link, published: CLIFixture.now,
                text: said.story.text + " A correction.", language: .english)
            _ = try transaction.store(
                entry: entry, feed: said.story.feed, analysis: said.story.analysis, now: CLIFixture.now)
        }
        _ = try await run(["unreject", "2"], of: fixture)
        let label = try await fixture.store.labelledStories().first?.label
        #expect(label?.relevant == true && label?.deals == nil)
    }

    @Test(arguments: [["label", "1", "--clear"], ["unreject", "1"], ["unreject", "77"]])
    func whatWasNeverSaidCannotBeTakenBack(arguments: [String]) async throws {
        let fixture = try await filled()
        let failure = await #expect(throws: Failure.self) { _ = try await run(arguments, of: fixture) }
        #expect(failure?.code == .nothing)
    }

    @Test(arguments: [["label", "1", "--clear", "--camp", "open"], ["label", "1"]])
    func whatMakesNoSenseIsRefused(arguments: [String]) {
        #expect(throws: (any Error).self) { try Campwatch.parseAsRoot(arguments) }
    }

    @Test func aStoryThatIsRelabelledIsNotOfTheFormerType() async throws {
        let fixture = try await filled()
        _ = try await run(["label", "1", "--primary", "release"], of: fixture)
        _ = try await run(["label", "1", "--primary", "acquisition"], of: fixture)
        let analysis = try await story(1, of: fixture).analysis
        #expect(analysis.primary == .acquisition && analysis.dealTypes == [.acquisition, .investment])
        let releases = try await fixture.store.stories(StoryQuery(dealType: .release, limit: 9))
        #expect(releases.isEmpty)
    }

    /// Deals that were found right in one text say nothing of another.
    @Test func aNewTextHasOtherDeals() async throws {
        let fixture = try await filled()
        _ = try await run(["accept", "1"], of: fixture)
        try await fixture.store.write { transaction in
            var entry = CLIFixture.entry
            entry.text += " A correction."
            _ = try transaction.store(
                entry: entry, feed: FeedID(rawValue: 1), analysis: CLIFixture.analysis, now: CLIFixture.now)
        }
        _ = try await run(["label", "1", "--camp", "closed"], of: fixture)
        let label = try #require(try await fixture.store.labelledStories().first?.label)
        #expect(label.deals == nil && label.primary == .investment && label.camp == .closed)
    }

    // MARK: On another machine

    private func export(_ fixture: CLIFixture) async throws -> String {
        let command = try ExportCommand.parse(
            fixture.arguments + ["stories", "--format", "jsonl"])
        var text = ""
        try await command.export(in: fixture.context) { text += $0 }
        return text
    }

    private func importing(_ text: String, into target: CLIFixture) async throws -> String {
        try await run(["import", try target.directory.write(text, to: "stories.jsonl")], of: target)
    }

    @Test func labelsArriveOnAnotherMachineAndHoldThere() async throws {
        let source = try await filled()
        _ = try await run(["label", "1", "--not-relevant", "--why", "a band"], of: source)
        _ = try await run(["label", "3", "--camp", "open"], of: source)
        _ = try await run(["reject", "2", "--why", "retold"], of: source)
        let text = try await export(source)
        let target = try await CLIFixture()

        let first = try await importing(text, into: target)
        let second = try await importing(text, into: target)

        #expect(first == "2 stories imported, 0 were there already, 2 labelled\n")
        #expect(second == "0 stories imported, 2 were there already\n")
        #expect(try await deals(of: target).isEmpty)
        for _ in 0..<2 {
            let stories = try await target.store.stories(StoryQuery(limit: 9))
            let band = try #require(stories.first { $0.title == CLIFixture.entry.title })
            let cohere = try #require(stories.first { $0.title == "Nvidia invests in Cohere" })
            #expect(!band.analysis.isRelevant && cohere.analysis.camp == .open)
            #expect(cohere.analysis.dealTypes.isEmpty)
            // Stories of another version, as after a change of the lexicon.
            try await target.store.write { transaction in
                for var story in stories {
                    story.analysis.lexiconVersion = "0"
                    try transaction.restate(story.id, as: story.analysis)
                }
            }
            _ = try await run(["reanalyze"], of: target)
        }
        let pages = try await [run(["deal", "1"], of: target), run(["deal", "2"], of: target)].joined()
        #expect(pages.contains("by hand by ada: retold"))
        #expect(try await target.store.alerts(since: .distantPast, limit: 9).isEmpty)
    }

    @Test func aLabelComesToAStoryThatIsThereUnlessSomebodySpokeOfItSince() async throws {
        let (source, target, other) = (try await filled(), try await filled(), try await filled())
        _ = try await run(["label", "3", "--camp", "open"], of: source)
        let text = try await export(source)
        _ = try await run(["label", "3", "--camp", "mixed"], of: other, as: "bob")

        let said = try await importing(text, into: target)
        _ = try await importing(text, into: other)

        #expect(said == "0 stories imported, 2 were there already, 1 labelled\n")
        #expect(try await story(3, of: target).analysis.camp == .open)
        #expect(try await story(3, of: other).analysis.camp == .mixed)
    }

    /// Another outlet's story 4 of deal 2.
    private func retell(in fixture: CLIFixture) async throws {
        let entry = Entry(
            key: "9", title: "Cohere wins $350 million from Nvidia", link: "https://other.example/9",
            published: CLIFixture.now,
            text: "Nvidia invests $350 million in Cohere, the maker of language models.",
            language: .english)
        try await fixture.store.write { transaction in
            let feed = try transaction.addFeed(url: "https://other.example/f", title: "Other").id
            _ = try transaction.store(
                entry: entry, feed: feed,
                analysis: StoryAnalysis(language: .english, lexiconVersion: "0"), now: CLIFixture.now)
        }
        _ = try await run(["reanalyze"], of: fixture)
    }

    @Test func anImportedRejectionTakesTheDealFromItsOwnStoryOnly() async throws {
        let (source, target) = (try await filled(), try await filled())
        for fixture in [source, target] { try await retell(in: fixture) }
        _ = try await run(["reject", "2"], of: source)
        let lines = try await export(source).split(separator: "\n")
        let one = try #require(lines.first { $0.contains("late.example/cohere") })
        let other = try #require(lines.first { $0.contains("other.example/9") })

        _ = try await importing(one + "\n", into: target)

        #expect(try await deals(of: target).contains(2))
        #expect(try await story(3, of: target).analysis.dealTypes.isEmpty)
        #expect(try await story(4, of: target).analysis.dealTypes == [.investment])

        _ = try await importing(other + "\n", into: target)

        #expect(try await !deals(of: target).contains(2))
        #expect(try await run(["deal", "2"], of: target).contains("by hand by ada"))
    }

    @Test func aRestoredDatabaseTeachesAllThatWasSaid() async throws {
        let fixture = try await filled()
        _ = try await run(["accept", "1"], of: fixture)
        _ = try await run(["label", "3", "--camp", "open"], of: fixture)
        let backup = fixture.directory.file("copy.sqlite")
        _ = try await run(["backup", backup], of: fixture)
        let target = try TemporaryDirectory()

        let restore = try Campwatch.parseAsRoot([
            "restore", backup, "--state", target.path, "--config", Repository.path("config"),
        ])
        _ = try await #require(restore as? any PrintingCommand).output(in: fixture.context)
        let train = try Campwatch.parseAsRoot([
            "train", "--folds", "2", "--state", target.path, "--config", Repository.path("config"),
        ])
        let text = try await #require(train as? any PrintingCommand).output(in: fixture.context).text

        #expect(text.contains("on 2 labelled stories"))
    }
}
