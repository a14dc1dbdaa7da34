import FeedParsing
import Foundation
import NewsModel
import Persistence
import Synchronization
import TestSupport
import Testing

@testable import Watch

/// How sites are treated whose pages are read: robots.txt, pauses, refusals, redirects.
@Suite(.timeLimit(.minutes(2)), .serialized) struct PagePolitenessTests {
    @Test func whatRobotsForbidsIsNotAskedFor() async throws {
        let world = try PageWorld([PageWorld.Item(), PageWorld.Item(path: "/free/deal.html", age: 2)])
        world.news.replace(
            "/robots.txt", with: PageWorld.robots("User-agent: campwatch\nDisallow: /\nAllow: /free/"))

        try await world.runOnce()

        #expect(world.count("/robots.txt") == 1 && world.count("/deal.html") == 0)
        #expect(world.count("/free/deal.html") == 1)
        let refused = try #require(try await world.log().first { $0.outcome == .notAsked })
        #expect(refused.reason == "robots.txt forbids it" && refused.url.hasSuffix("/deal.html"))
        #expect(try await world.store.summary().stories == 2)
    }

    @Test(
        arguments: [
            (LoopbackReply(status: 503), false), (LoopbackReply(status: 429), false),
            (.scripted([.reset]), false), (LoopbackReply(status: 401), true),
            (LoopbackReply(status: 410), true),
            (.redirect(to: "/robots.txt"), true), (LoopbackReply(status: 204), true),
            (PagePolitenessTests.longRobots("Disallow: /private/"), true),
            (PagePolitenessTests.longRobots("Disallow: /deal"), false),
        ])
    func robotsThatCannotBeHadForbidsAndMissingOnesAllow(reply: LoopbackReply, isAllowed: Bool) async throws {
        let world = try PageWorld()
        world.news.replace("/robots.txt", with: .reply(reply))

        try await world.runOnce()

        #expect(world.count("/deal.html") == (isAllowed ? 1 : 0))
        #expect(try await world.story().textSource == (isAllowed ? .page : .feed))
    }

    /// Longer than anything else that is read.
    private static func longRobots(_ rule: String) -> LoopbackReply {
        let rest = String(repeating: "# a line of no meaning for anybody at all\n", count: 160_000)
        return LoopbackReply(
            headers: ["Content-Type": "text/plain"], text: "User-agent: *\n\(rule)\n\(rest)")
    }

    @Test func crawlDelayAndOurOwnPauseAreKept() async throws {
        let world = try PageWorld(
            [PageWorld.Item(), PageWorld.Item(path: "/second.html", age: 2)], fetch: "")
        world.news.replace("/robots.txt", with: PageWorld.robots("User-agent: *\nCrawl-delay: 1"))

        try await world.runOnce()

        let pages = world.news.server.requests.filter { $0.path.hasSuffix(".html") }
        #expect(pages.count == 2)
        #expect(pages[1].arrived - pages[0].arrived >= .seconds(1))
        let robots = try #require(world.news.server.requests.first { $0.path == "/robots.txt" })
        #expect(pages[0].arrived - robots.arrived >= .seconds(1))
    }

    @Test func pagesAndFeedsOfAHostTakeTurnsWithAPause() async throws {
        let world = try PageWorld(
            [PageWorld.Item(), PageWorld.Item(path: "/second.html", age: 2)])
        try world.news.write(
            NewsWorld.settings.replacing("per_host_gap = \"0s\"", with: "per_host_gap = \"0.2s\""),
            to: "campwatch.toml")
        for feed in ["/b.xml", "/c.xml"] { world.setFeed([PageWorld.Item(path: feed + ".html")], at: feed) }
        try world.news.subscribe(["/feed.xml", "/b.xml", "/c.xml"])

        try await world.runOnce()

        let arrivals = world.news.server.requests.map(\.arrived)
        #expect(arrivals.count == 8)
        #expect(zip(arrivals, arrivals.dropFirst()).allSatisfy { $1 - $0 >= .milliseconds(190) })
        let report = try await world.politeness()
        #expect(report.isPolite)
        #expect(
            report.criteria.contains { $0.name == "pages once" && $0.finding.hasPrefix("4 pages and 1 ") })
    }

    @Test func twoFeedsWithTheSameStoryAtTheSameTimeAskOnce() async throws {
        let world = try PageWorld()
        for path in ["/b.xml", "/c.xml"] { world.setFeed([PageWorld.Item()], at: path) }
        try world.news.subscribe(["/feed.xml", "/b.xml", "/c.xml"])

        try await world.runOnce()

        #expect(world.count("/deal.html") == 1)
        #expect(try await world.store.summary().stories == 1)
        #expect(try await world.story().textSource == .page)
        #expect(try await world.politeness().isPolite)
    }

    @Test func pageOfARefreshThatCouldNotBeStoredIsNotAskedForAgain() async throws {
        let world = try PageWorld()
        let settings = try Settings.load(world.directories, sinks: ["log"])
        let transfers = try TransferPool(fetch: settings.configuration.fetch)
        defer { transfers.stop() }
        let reader = PageReader(
            desk: PageDesk(gate: HostGate(gap: .zero)),
            transfers: transfers.loop(for: settings.configuration.fetch), settings: settings,
            throttles: ThrottleBook(),
            feed: Feed(id: FeedID(rawValue: 1), url: world.news.url("/f"), title: ""))
        let item = PageWorld.Item()
        let entry = Entry(
            key: "1", title: item.title, link: world.news.url(item.path), text: item.teaser, isSummary: true)

        let first = try await reader.read([entry], stored: StoredTexts(), now: Date())
        let second = try await reader.read([entry], stored: StoredTexts(), now: Date())

        #expect(first.entries.first?.pageText?.contains(PageWorld.sum) == true)
        #expect(second.entries == first.entries && second.log.isEmpty && first.log.count == 2)
        #expect(world.count("/deal.html") == 1)
    }

    @Test func crashWhileAPageIsAwaitedIsNotTheFeeds() async throws {
        let pair = try Pair([PageWorld.Item()])
        defer { pair.transfers.stop() }
        let marks = Mutex<[(isReading: Bool, requests: Int)]>([])

        _ = try await pair.read("/deal.html", as: 1) { isReading in
            let count = pair.world.news.server.requests.count
            marks.withLock { $0.append((isReading, count)) }
        }

        let seen = marks.withLock { $0 }
        #expect(seen.map(\.isReading) == [false, true, false, true])
        #expect(seen.map(\.requests) == [0, 2, 2, 2])
    }

    @Test(arguments: [429, 503])
    func refusedPageMakesTheWholeHostWait(status: Int) async throws {
        let items = (1...4).map { PageWorld.Item(path: "/\($0).html", age: Double($0)) }
        let world = try PageWorld(items)
        try world.news.write(
            NewsWorld.settings.replacing("maximum = \"2s\"", with: "maximum = \"1d\"")
                .replacing("= \"1s\"", with: "= \"5m\""), to: "campwatch.toml")
        world.news.replace(
            "/1.html", with: .reply(LoopbackReply(status: status, headers: ["Retry-After": "900"])))
        try await world.runOnce()
        #expect((1...4).map { world.count("/\($0).html") } == [1, 0, 0, 0])

        try await world.runAgain()

        #expect(world.count("/feed.xml") == 1)
        let state = try #require(try await world.store.feeds().first?.state)
        #expect(state.memory.schedule?.winner == .throttle)
        // Pages wait for as long as the site asks; its feed never for longer than `minimum`.
        #expect(try #require(state.nextCheck) <= Date(timeIntervalSinceNow: 300))
        #expect(try await world.store.throttles().values.first?.refusals.first?.isPage == true)
    }

    @Test(arguments: [429, 503])
    func refusedRobotsMakeTheWholeHostWait(status: Int) async throws {
        let world = try PageWorld()
        try world.news.write(
            NewsWorld.settings.replacing("maximum = \"2s\"", with: "maximum = \"1d\""), to: "campwatch.toml")
        world.news.replace(
            "/robots.txt", with: .reply(LoopbackReply(status: status, headers: ["Retry-After": "9000"])))

        try await world.runOnce()

        #expect(world.count("/deal.html") == 0)
        let refusal = try #require(try await world.store.throttles().values.first?.refusals.first)
        #expect(refusal.isPage == true && refusal.until > Date(timeIntervalSinceNow: 8_000))
        #expect(try await world.log().last?.reason == "its host told us to wait")
    }

    @Test func hostThatFailsTwiceIsLeftAlone() async throws {
        let items = (1...5).map { PageWorld.Item(path: "/\($0).html", age: Double($0)) }
        let world = try PageWorld(items)
        for number in 1...5 { world.news.replace("/\(number).html", with: .status(500)) }

        try await world.runOnce()

        #expect(world.news.server.requests.count { $0.path.hasSuffix(".html") } == 2)
    }

    @Test(arguments: [404, 410])
    func pagesThatAreNotThereDoNotHoldBackTheOthers(status: Int) async throws {
        let items = (1...5).map { PageWorld.Item(path: "/\($0).html", age: Double($0)) }
        let world = try PageWorld(items)
        for number in 1...3 { world.news.replace("/\(number).html", with: .status(status)) }

        try await world.runOnce()

        #expect((1...5).allSatisfy { world.count("/\($0).html") == 1 })
        #expect(try await world.log().count { $0.outcome == .taken && $0.kind == .page } == 2)
    }

    @Test func redirectsAreFollowedUnderTheRulesOfEachPlace() async throws {
        let world = try PageWorld([PageWorld.Item(), PageWorld.Item(path: "/b.html", age: 2)])
        world.news.replace("/robots.txt", with: PageWorld.robots("User-agent: *\nDisallow: /private/"))
        world.news.replace("/deal.html", with: .reply(.redirect(to: "/new/deal.html", status: 301)))
        world.news.replace("/new/deal.html", with: PageWorld.page("Nvidia invests in Mistral AI"))
        world.news.replace("/b.html", with: .reply(.redirect(to: "/private/b.html")))

        try await world.runOnce()

        #expect(world.count("/new/deal.html") == 1 && world.count("/private/b.html") == 0)
        #expect(
            try await world.log().map(\.outcome) == [.taken, .redirected, .taken, .redirected, .notAsked])
    }

    @Test func pageOnAPrivateAddressIsRefusedLikeAFeed() async throws {
        let world = try PageWorld()
        let other = try LoopbackServer(address: "127.0.0.2") { _ in LoopbackReply(text: "secret") }
        try world.news.write(
            NewsWorld.settings.replacing("127.0.0.0/8", with: "127.0.0.1/32"), to: "campwatch.toml")
        world.news.replace("/deal.html", with: .reply(.redirect(to: other.url("/secret"))))

        try await world.runOnce()

        #expect(other.requests.isEmpty)
        #expect(try await world.story().textSource == .feed)
    }

    @Test func addressesAllowedForAFeedHoldForItsOwnHostOnly() async throws {
        let world = try PageWorld([PageWorld.Item(), PageWorld.Item(path: "/b.html", age: 2)])
        let other = try LoopbackServer { _ in LoopbackReply(text: "secret") }
        try world.news.write(
            NewsWorld.settings.replacing("allow_addresses = [\"127.0.0.0/8\"]", with: ""),
            to: "campwatch.toml")
        world.news.replace("/b.html", with: .reply(.redirect(to: other.url("/secret"))))
        try world.news.subscribe([])
        do {
            let store = try Store.open(path: world.directories.database, mode: .owner)
            let request = ControlRequest(
                .addFeed, url: world.news.url("/feed.xml"), allow: ["127.0.0.0/8"])
            #expect(await StoreCommands.perform(request, on: store, now: Date()).ok)
        }

        try await world.runOnce()

        #expect(world.count("/deal.html") == 1 && world.count("/b.html") == 1)
        #expect(other.requests.isEmpty)
    }

    // MARK: - Several readers at once

    /// A reader for each of two feeds of one host.
    private struct Pair {
        let world: PageWorld
        let desk = PageDesk(gate: HostGate(gap: .zero))
        let throttles = ThrottleBook()
        let settings: Settings
        let transfers: TransferPool
        let host: String

        init(_ items: [PageWorld.Item], fetch: String = "") throws {
            world = try PageWorld(items, fetch: fetch)
            settings = try Settings.load(world.directories, sinks: ["log"])
            transfers = try TransferPool(fetch: settings.configuration.fetch)
            host = try #require(WebPlace(world.news.url("/"))).host
        }

        func read(
            _ path: String, as feed: Int64, mark: @escaping @Sendable (Bool) async throws -> Void = { _ in }
        ) async throws -> PageReader.Reading {
            let item = PageWorld.Item()
            let entry = Entry(
                key: path, title: item.title, link: world.news.url(path), text: item.teaser, isSummary: true)
            let reader = PageReader(
                desk: desk, transfers: transfers.loop(for: settings.configuration.fetch), settings: settings,
                throttles: throttles,
                feed: Feed(id: FeedID(rawValue: feed), url: world.news.url("/f\(feed)"), title: ""),
                mark: mark)
            return try await reader.read([entry], stored: StoredTexts(), now: Date())
        }

        /// Reads two pages at the same time: both wait for the host before one may ask.
        func readBoth(_ one: String, _ other: String) async throws {
            desk.gate.enter(host, for: FeedID(rawValue: 9))
            async let first = read(one, as: 1)
            async let second = read(other, as: 2)
            try await Task.sleep(for: .milliseconds(300))
            desk.gate.leavePage(host, for: FeedID(rawValue: 9))
            _ = try await (first, second)
        }
    }

    @Test func whoWaitedForTheHostDoesNotAskAfterARefusal() async throws {
        let paths = ["/1.html", "/2.html"]
        let pair = try Pair(paths.map { PageWorld.Item(path: $0) })
        defer { pair.transfers.stop() }
        _ = pair.desk.robots.take(.missing, of: "http://" + pair.host, now: Date())
        for path in paths {
            pair.world.news.replace(
                path, with: .reply(LoopbackReply(status: 429, headers: ["Retry-After": "900"])))
        }

        try await pair.readBoth(paths[0], paths[1])

        #expect(pair.world.count(paths[0]) + pair.world.count(paths[1]) == 1)
    }

    @Test func whoWaitedForTheHostDoesNotAskForItsRobotsAgain() async throws {
        let paths = ["/1.html", "/2.html"]
        let pair = try Pair(paths.map { PageWorld.Item(path: $0) })
        defer { pair.transfers.stop() }
        pair.world.news.replace("/robots.txt", with: PageWorld.robots("User-agent: *\nDisallow: /private/"))

        try await pair.readBoth(paths[0], paths[1])

        #expect(pair.world.count("/robots.txt") == 1)
        #expect(pair.world.count(paths[0]) == 1 && pair.world.count(paths[1]) == 1)
    }

    @Test func pageThatThereWasNoTimeForIsAskedForByTheNext() async throws {
        let pair = try Pair([PageWorld.Item()], fetch: "page_time = \"1s\"")
        defer { pair.transfers.stop() }
        pair.desk.gate.enter(pair.host, for: FeedID(rawValue: 9))
        let late = try await pair.read("/deal.html", as: 1)
        pair.desk.gate.leavePage(pair.host, for: FeedID(rawValue: 9))

        let next = try await pair.read("/deal.html", as: 2)

        #expect(late.entries.first?.pageText == nil)
        #expect(next.entries.first?.pageText?.contains(PageWorld.sum) == true)
    }

    @Test func robotsThatOurOwnTimeCutOffSayNothingOfTheSite() async throws {
        let pair = try Pair([PageWorld.Item()], fetch: "page_time = \"1s\"")
        defer { pair.transfers.stop() }
        pair.world.news.replace("/robots.txt", with: .reply(.scripted([.pause(2), .reset])))

        _ = try await pair.read("/deal.html", as: 1)

        #expect(pair.desk.robots.file(for: "http://" + pair.host, now: Date()) == nil)
    }

    // MARK: - The place

    @Test(arguments: [
        ("https://A.example/free/../private/x?q=1#f", "https://a.example", "/private/x?q=1"),
        ("https://a.example:443/x", "https://a.example", "/x"),
        ("http://a.example:80", "http://a.example", "/"),
        ("http://a.example:8080/x/./y", "http://a.example:8080", "/x/y"),
    ])
    func placeIsWhatWillBeAskedFor(url: String, origin: String, path: String) throws {
        let place = try #require(WebPlace(url))

        #expect(place.origin == origin && place.path == path)
        #expect(Feed(id: FeedID(rawValue: 1), url: url, title: "").host == place.host)
    }

    @Test func placeWithAPasswordIsNone() {
        #expect(WebPlace("https://a:b@a.example/x") == nil && WebPlace("ftp://a.example/x") == nil)
    }

    // MARK: - The book

    @Test func longFilesOfManySitesDoNotFillTheMemory() {
        let book = RobotsBook()
        let lines = "User-agent: *\n" + String(repeating: "Disallow: /\n", count: 40_000)
        let file = RobotsFile(Array(lines.utf8), agent: "campwatch")
        for site in 0..<40 {
            _ = book.take(.file(file), of: "\(site)", now: now.addingTimeInterval(Double(site)))
        }

        let isKept = ["39", "0"].map { book.file(for: $0, now: now) != nil }
        #expect(isKept == [true, false])
    }

    private let now = Date(timeIntervalSince1970: 1_780_000_000)

    private func after(_ hours: Double) -> Date { now.addingTimeInterval(hours * 3_600) }

    @Test func robotsHoldForADay() {
        let book = RobotsBook()
        _ = book.take(.missing, of: "http://a.example", now: now)

        #expect(book.file(for: "http://a.example", now: after(23)) != nil)
        #expect(book.file(for: "http://a.example", now: after(25)) == nil)
        #expect(book.file(for: "https://a.example", now: now) == nil)
    }

    @Test func duringAnOutageTheLastFileHoldsAndAfterAMonthNone() {
        let book = RobotsBook()
        let file = RobotsFile(Array("User-agent: *\nDisallow: /x".utf8), agent: "campwatch")
        _ = book.take(.file(file), of: "a", now: now)
        let held = book.take(.unreachable, of: "a", now: after(25))
        let unknown = book.take(.unreachable, of: "b", now: now)
        _ = book.file(for: "b", now: now)

        #expect(held == file)
        #expect(unknown == .allowingNothing)
        #expect(book.file(for: "b", now: after(2)) == nil)
        #expect(book.take(.unreachable, of: "b", now: after(24 * 31)) == .allowingAll)
        #expect(book.take(.file(file), of: "b", now: after(24 * 32)) == file)
    }
}
