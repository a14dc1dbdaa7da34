import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

/// Which pages are read and what for, over real HTTP on the loopback interface.
@Suite(.timeLimit(.minutes(2)), .serialized) struct PageReadingTests {
    @Test func teaserGetsTheTextOfItsPageAndTheSumWithIt() async throws {
        let world = try PageWorld()

        try await world.runOnce()

        let story = try await world.story()
        #expect(story.textSource == .page)
        #expect(story.text.contains(PageWorld.sum) && !story.text.contains("About us"))
        #expect(story.analysis.deals.first?.amount?.value == 2e9)
        let log = try await world.log()
        #expect(log.map(\.kind) == [.robots, .page])
        #expect(log.map(\.outcome) == [.taken, .taken])
        let alerts = try String(contentsOfFile: world.news.state + "/alerts.log", encoding: .utf8)
        #expect(alerts.contains("2bn"))
        let agents = Set(world.news.server.requests.map { $0.headers["User-Agent"] })
        #expect(agents.count == 1)
    }

    @Test func pageIsReadOnceOverSeveralRefreshesAndChangesOfTheFeed() async throws {
        let world = try PageWorld()
        try await world.runOnce()
        try await world.runAgain()
        world.setFeed([PageWorld.Item(), PageWorld.Item(title: "A podcast", path: "/other.html")])
        try await world.runAgain()
        world.setFeed([
            PageWorld.Item(teaser: "Nvidia puts fresh money into the French maker of open models.")
        ])
        try await world.runAgain()
        var story = try await world.story()
        #expect(story.revision == 2 && story.textSource == .page)
        #expect(world.count("/deal.html") == 2)

        world.setFeed([
            PageWorld.Item(
                title: "Nvidia invests billions in Mistral AI",
                teaser: "Nvidia puts fresh money into the French maker of open models.")
        ])
        try await world.runAgain()

        story = try await world.story()
        #expect(story.revision == 3 && story.title.contains("billions"))
        #expect(story.textSource == .page && story.text.contains(PageWorld.sum))
        #expect(story.text.hasPrefix("Nvidia puts fresh money"))
        #expect(world.count("/deal.html") == 2 && world.count("/robots.txt") <= 5)
    }

    @Test(arguments: [PageWorld.page("Nvidia invests in Mistral AI"), .status(500), .status(404)])
    func updateInTheTeaserIsToldWhateverThePageSays(page: NewsWorld.Page) async throws {
        let world = try PageWorld()
        try await world.runOnce()
        func alerts() throws -> Int {
            try String(contentsOfFile: world.news.state + "/alerts.jsonl", encoding: .utf8)
                .split(separator: "\n").count
        }
        let before = try alerts()
        world.news.replace("/deal.html", with: page)

        let updates = ["Nvidia has called off its investment in Mistral AI", "Both sides confirm it"]
        for update in updates {
            world.setFeed([PageWorld.Item(teaser: "UPDATE: \(update), the two companies said.")])
            try await world.runAgain()
            if update == updates[0] { #expect(try alerts() == before + 1) }
        }

        let story = try await world.story()
        #expect(story.revision == 3 && story.textSource == .page)
        #expect(story.text.hasPrefix("UPDATE: Both") && !story.text.contains("called off"))
        #expect(story.text.contains(PageWorld.sum))
    }

    @Test(arguments: ["never", "always", "auto"])
    func policyOfTheConfiguration(word: String) async throws {
        let full = String(repeating: "Nvidia invests in Mistral AI, the company said. ", count: 30)
        let world = try PageWorld(
            [
                PageWorld.Item(), PageWorld.Item(path: "/full.html", content: full),
                PageWorld.Item(title: "Rain on Sunday", teaser: "Take an umbrella.", path: "/rain.html"),
            ], fetch: "full_text = \"\(word)\"")

        try await world.runOnce()

        let asked = ["/deal.html", "/full.html", "/rain.html"].map { world.count($0) }
        #expect(asked == (word == "never" ? [0, 0, 0] : word == "always" ? [1, 1, 1] : [1, 0, 0]))
        #expect((world.count("/robots.txt") == 0) == (word == "never"))
    }

    @Test func lineOfTheFeedListWinsOverTheConfiguration() async throws {
        let world = try PageWorld(fetch: "full_text = \"never\"")
        let line = "<outline xmlUrl=\"\(world.news.url("/feed.xml"))\" fullText=\"WORD\"/>"
        func list(_ word: String) throws {
            try world.news.write(
                "<opml version=\"2.0\"><body>\(line.replacing("WORD", with: word))</body></opml>",
                to: "feeds.opml")
        }
        try list("auto")
        try await world.runOnce()
        #expect(world.count("/deal.html") == 1)
        #expect(try await world.store.feeds().first?.fullText == .auto)

        try list("never")
        try await world.runAgain()
        #expect(try await world.store.feeds().first?.fullText == .never)

        try list("sometimes")
        #expect(Daemon.check(world.directories).first?.description.contains("auto, always, never") == true)
    }

    @Test func commandLineOpensPagesToOneFeed() async throws {
        let world = try PageWorld(fetch: "full_text = \"never\"")
        try world.news.subscribe([])
        do {
            let store = try Store.open(path: world.directories.database, mode: .owner)
            let url = world.news.url("/feed.xml")
            let wrong = await StoreCommands.perform(
                ControlRequest(.addFeed, url: url, fullText: "now and then"), on: store, now: Date())
            let right = await StoreCommands.perform(
                ControlRequest(.addFeed, url: url, fullText: "always"), on: store, now: Date())
            #expect(!wrong.ok && right.ok)
        }

        try await world.runOnce()

        #expect(world.count("/deal.html") == 1)
    }

    @Test func onlyTheNewestPagesAreReadAndNoneOfAnArchive() async throws {
        let items = (1...5).map { number in
            PageWorld.Item(path: "/\(number).html", age: Double(number))
        }
        let world = try PageWorld(
            items + [PageWorld.Item(path: "/old.html", age: 24 * 8)], fetch: "pages_per_refresh = 2")

        try await world.runOnce()
        try await world.runAgain()

        #expect((1...5).map { world.count("/\($0).html") } == [1, 1, 0, 0, 0])
        #expect(world.count("/old.html") == 0)
        #expect(try await world.store.summary().stories == 6)
    }

    @Test(
        arguments: [
            PageWorld.page(
                "Nvidia invests in Mistral AI",
                [
                    "Nvidia puts money into the French maker of open-weight language models.",
                    """
                    Subscribe to read the whole story. Already a subscriber? Log in to your account and go on where you \
                    stopped, on all of your devices, as long as you like.
                    """,
                ]),
            PageWorld.page(
                "Log in",
                [
                    """
                    Welcome back. Enter the address that you gave us when you joined, and we will send you a letter with \
                    a link that opens the door for the next thirty days on this machine and on no other.
                    """
                ]),
            PageWorld.page("Nvidia invests in Mistral AI", ["Nvidia puts money into the French maker."]),
            .reply(LoopbackReply(headers: ["Content-Type": "application/pdf"], text: "%PDF-1.7")),
            .status(404), .status(403),
        ])
    func pageThatIsNoBetterLeavesTheTeaser(page: NewsWorld.Page) async throws {
        let world = try PageWorld()
        world.news.replace("/deal.html", with: page)

        try await world.runOnce()
        try await world.runAgain()

        let story = try await world.story()
        #expect(story.textSource == .feed && story.text == PageWorld.Item().teaser)
        #expect(world.count("/deal.html") == 1)
        let outcome = try #require(try await world.log().last?.outcome)
        #expect([.notBetter, .failed].contains(outcome))
    }

    @Test func hangingPageHoldsUpItsStoryForABoundedTime() async throws {
        let world = try PageWorld(fetch: "page_time = \"1s\"")
        world.news.replace("/deal.html", with: .reply(.scripted([.hang])))

        try await world.runOnce()

        #expect(try await world.story().textSource == .feed)
        #expect(world.count("/deal.html") == 1)
    }

    @Test func troubleIsTriedOnceMore() async throws {
        let world = try PageWorld([PageWorld.Item(), PageWorld.Item(path: "/second.html", age: 2)])
        world.news.replace("/deal.html", with: .status(500))

        try await world.runOnce()

        #expect(world.count("/deal.html") == 2 && world.count("/second.html") == 1)
        #expect(try await world.stories().map(\.textSource).filter { $0 == .page }.count == 1)
        #expect(try await world.politeness().isPolite)
    }

    @Test func storyThatAnotherFeedBroughtIsNotReadAgain() async throws {
        let world = try PageWorld()
        try await world.runOnce()
        world.setFeed([PageWorld.Item()], at: "/second.xml")
        try world.news.subscribe(["/feed.xml", "/second.xml"])

        try await world.runAgain()

        #expect(world.count("/second.xml") == 1 && world.count("/deal.html") == 1)
    }
}
