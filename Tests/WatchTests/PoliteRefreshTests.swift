import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

/// How one refresh after the other treats a server, over real HTTP on the loopback interface.
@Suite(.timeLimit(.minutes(2)), .serialized) struct PoliteRefreshTests {
    private func runOnce(_ world: NewsWorld) async throws {
        let daemon = try Daemon(
            directories: directories(world), environment: [:],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await daemon.runOnce()
    }

    private func directories(_ world: NewsWorld) -> Directories {
        Directories(config: world.config, state: world.state, environment: [:])
    }

    private func feed(_ world: NewsWorld, _ path: String) async throws -> Feed {
        let store = try Store.open(path: directories(world).database, mode: .reader)
        return try #require(try await store.feed(url: world.url(path)))
    }

    /// Makes a feed due as time would, after a change of what is remembered of it.
    private func makeDue(
        _ world: NewsWorld, _ path: String, _ change: @Sendable (inout FeedState) -> Void = { _ in }
    ) async throws {
        let store = try Store.open(path: directories(world).database, mode: .owner)
        let feed = try #require(try await store.feed(url: world.url(path)))
        var state = feed.state
        state.nextCheck = Date(timeIntervalSinceNow: -1)
        change(&state)
        let changed = state
        try await store.write { try $0.updateFeed(feed.id, state: changed, title: nil) }
    }

    private func requests(_ world: NewsWorld, _ path: String) -> [LoopbackRequest] {
        world.server.requests.filter { $0.path == path }
    }

    private static let text = WorldStories.feed("Wire", [WorldStories.stories[1]])

    @Test func permanentRedirectIsAdoptedOnTheThirdDayAndTheOldAddressStaysKnown() async throws {
        let world = try NewsWorld([
            "/old.xml": .reply(.redirect(to: "/new.xml", status: 301))
        ])
        world.replace("/new.xml", with: .feed(Self.text))
        try await runOnce(world)
        #expect(try await feed(world, "/old.xml").state.memory.move?.days.count == 1)

        let today = Int(Date().timeIntervalSince1970 / 86_400)
        let target = world.url("/new.xml")
        try await makeDue(world, "/old.xml") {
            $0.memory.move = FeedMove(to: target, days: [today - 2, today - 1])
        }
        try await runOnce(world)

        let moved = try await feed(world, "/old.xml")
        #expect(moved.url == target)
        #expect(moved.state.memory.move == nil)
        let store = try Store.open(path: directories(world).database, mode: .owner)
        let again = try await store.write { try $0.addFeed(url: world.url("/old.xml"), title: "x") }
        #expect(!again.isNew && again.id == moved.id)
        let asked = await StoreCommands.perform(
            ControlRequest(.refresh, url: world.url("/old.xml")), on: store, now: Date())
        #expect(asked.feedCount == 1)

        try await makeDue(world, "/new.xml")
        try await runOnce(world)
        #expect(requests(world, "/old.xml").count == 2)
        #expect(requests(world, "/new.xml").last?.headers["If-None-Match"] != nil)
    }

    @Test func temporaryRedirectIsOnlyFollowed() async throws {
        let world = try NewsWorld(["/old.xml": .reply(.redirect(to: "/new.xml", status: 302))])
        world.replace("/new.xml", with: .feed(Self.text))

        try await runOnce(world)

        let feed = try await feed(world, "/old.xml")
        #expect(feed.state.memory.move == nil && feed.state.lastStatus == 200)
    }

    @Test func goneTwiceIsPausedWithAProposal() async throws {
        let world = try NewsWorld(["/a.xml": .feed(Self.text)])
        try await runOnce(world)
        world.replace("/a.xml", with: .status(410))
        for round in 1...3 {
            try await makeDue(world, "/a.xml")
            try await runOnce(world)
            #expect(try await feed(world, "/a.xml").isPaused == (round > 1))
        }

        #expect(requests(world, "/a.xml").count == 3)
        let detail = try await feed(world, "/a.xml").state.memory.concern(.retired)?.detail
        #expect(detail?.contains("campwatch feeds add http://127.0.0.1/") == true)
    }

    @Test func secondThrottledFeedMakesTheWholeHostWaitAlsoAfterARestart() async throws {
        let refusal = LoopbackReply(status: 429, headers: ["Retry-After": "900"])
        let world = try NewsWorld(["/a.xml": .reply(refusal), "/b.xml": .reply(refusal)])
        try world.write(
            NewsWorld.settings.replacing("maximum = \"2s\"", with: "maximum = \"1d\""), to: "campwatch.toml")
        try await runOnce(world)
        world.replace("/c.xml", with: .feed(Self.text))
        try world.subscribe(["/a.xml", "/b.xml", "/c.xml"])

        try await runOnce(world)

        #expect(requests(world, "/c.xml").isEmpty)
        let waiting = try await feed(world, "/c.xml").state
        #expect(waiting.nextCheckReason.contains("told other feeds of it to slow down"))
        #expect(waiting.memory.schedule?.winner == .throttle)
        let wait = try #require(waiting.nextCheck).timeIntervalSinceNow
        #expect(wait > 600 && wait <= 900)
    }

    @Test func documentThatWasCutOffLeavesNoValidatorsUnlessItAlwaysEndsLikeThat() async throws {
        let whole = Self.text
        let world = try NewsWorld(["/a.xml": .feed(String(whole.dropLast(20)))])
        try await runOnce(world)
        #expect(try await feed(world, "/a.xml").state.validators == FeedValidators())

        try await makeDue(world, "/a.xml")
        try await runOnce(world)

        #expect(try await feed(world, "/a.xml").state.validators.entityTag != nil)
        #expect(requests(world, "/a.xml").allSatisfy { $0.headers["If-None-Match"] == nil })
    }

    @Test func notModifiedForTooLongIsAskedOnceWithoutValidators() async throws {
        let world = try NewsWorld(["/a.xml": .feed(Self.text)])
        try await runOnce(world)
        try await makeDue(world, "/a.xml") { state in
            let now = Date()
            let hourly = (0..<200).map { now.addingTimeInterval(-Double($0 + 48) * 3_600) }
            state.memory.rhythm = Rhythm(publications: hourly, now: now.addingTimeInterval(-48 * 3_600))
            state.memory.lastWhole = now.addingTimeInterval(-48 * 3_600)
            state.lastStatus = 304
        }
        try await runOnce(world)
        try await makeDue(world, "/a.xml")
        try await runOnce(world)

        #expect(requests(world, "/a.xml").map { $0.headers["If-None-Match"] != nil } == [false, false, true])
        let store = try Store.open(path: directories(world).database, mode: .reader)
        let fetches = try await store.fetches(of: try await feed(world, "/a.xml").id, limit: 9)
        #expect(fetches.map(\.cause) == [.due, .audit, .due])
        #expect(fetches[1].reason.contains("asked for everything once"))
    }

    @Test func wishesOfTheFeedHoldThrough304() async throws {
        let text = Self.text.replacing("<language>", with: "<ttl>600</ttl><language>")
        let world = try NewsWorld(["/a.xml": .feed(text)])
        try world.write(
            NewsWorld.settings.replacing("maximum = \"2s\"", with: "maximum = \"1d\""), to: "campwatch.toml")
        try await runOnce(world)
        try await makeDue(world, "/a.xml")
        try await runOnce(world)

        let state = try await feed(world, "/a.xml").state
        #expect(state.lastStatus == 304)
        #expect(state.nextCheckReason == "the feed asks for every 10h")
    }

    @Test(
        arguments: [
            LoopbackReply(text: String(repeating: "<rss>", count: 4_000)),
            LoopbackReply(text: "<!DOCTYPE html><html><body>Log in</body></html>"),
            LoopbackReply(status: 403), LoopbackReply(status: 500),
        ])
    func brokenFeedIsNotDownloadedAgainAtTheNextLook(reply: LoopbackReply) async throws {
        let world = try NewsWorld(["/a.xml": .reply(reply)])
        try world.write(
            """
            [fetch]
            max_body_bytes = 10000
            allow_addresses = ["127.0.0.0/8"]
            """, to: "campwatch.toml")

        try await runOnce(world)
        try await runOnce(world)

        #expect(requests(world, "/a.xml").count == 1)
        let state = try await feed(world, "/a.xml").state
        #expect(state.failureCount == 1)
        #expect(try #require(state.nextCheck).timeIntervalSinceNow > 600)
    }

    @Test func anotherTitleAndAWebPageAreToldOnce() async throws {
        let world = try NewsWorld(["/a.xml": .feed(Self.text)])
        try await runOnce(world)
        for page in [
            NewsWorld.Page.feed(Self.text.replacing("<title>Wire", with: "<title>Domain for sale")),
            .feed("<!DOCTYPE html><html><body>Buy me</body></html>"),
        ] {
            world.replace("/a.xml", with: page)
            try await makeDue(world, "/a.xml")
            try await runOnce(world)
        }

        let memory = try await feed(world, "/a.xml").state.memory
        #expect(memory.concerns?.map(\.kind) == [.otherTitle, .page])
        #expect(memory.ownTitle == "Wire")
    }

    @Test func privateAddressIsOpenedToOneFeedAlone() async throws {
        let world = try NewsWorld([:])
        world.replace("/a.xml", with: .feed(Self.text))
        world.replace("/b.xml", with: .feed(Self.text))
        try world.write("[fetch]\nper_host_gap = \"0s\"\n", to: "campwatch.toml")
        do {
            let store = try Store.open(path: directories(world).database, mode: .owner)
            for (path, allow) in [("/a.xml", ["127.0.0.0/8"]), ("/b.xml", nil)] {
                let added = await StoreCommands.perform(
                    ControlRequest(.addFeed, url: world.url(path), allow: allow), on: store, now: Date())
                #expect(added.ok)
            }
            let wrong = await StoreCommands.perform(
                ControlRequest(.addFeed, url: world.url("/c.xml"), allow: ["10.0.0.0/99"]), on: store,
                now: Date())
            #expect(!wrong.ok)
        }

        try await runOnce(world)

        #expect(try await feed(world, "/a.xml").state.lastStatus == 200)
        #expect(try await feed(world, "/b.xml").state.lastError?.contains("loopback") == true)
        #expect(world.server.requests.map(\.path) == ["/a.xml"])
    }
}
