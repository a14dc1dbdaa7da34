import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

/// The real daemon, with its shipped limits, on every hostile answer of `Tests/HOSTILE.md` at once.
@Suite(.timeLimit(.minutes(3)), .serialized) struct HostileSiteTests {
    /// The limits of the table: how long one feed may take, and how much memory the process.
    private static let longestRefresh = 35.0
    private static let largestProcess = 150 << 20

    private static let settings = """
        [fetch]
        per_host_gap = "0s"
        allow_addresses = ["127.0.1.0/24"]
        """

    /// Every row has a host of its own, so that a slow one delays no other.
    private func addresses(port: UInt16) -> [(row: HostileRow, url: String)] {
        var list: [(row: HostileRow, url: String)] = []
        for (index, row) in HostileSite.rows.enumerated() {
            let base = "http://127.0.1.\(index + 1):\(port)\(row.path)"
            let tails =
                row.name == "private-address" ? PrivateAddresses.spellings.indices.map { "/\($0)" } : [""]
            list += tails.map { (row, base + $0) }
        }
        return list
    }

    @Test func everyHostileAnswerEndsAsTheTableSaysWithinTimeAndMemory() async throws {
        let inside = try LoopbackServer(address: "0.0.0.0") { _ in LoopbackReply(text: "secret") }
        let site = HostileSite(inside: "http://127.0.0.1:\(inside.port)")
        let server = try LoopbackServer(address: "0.0.0.0") { request in
            site.reply(to: request) ?? LoopbackReply(status: 404)
        }
        let good = try LoopbackServer(address: "127.0.1.254") { _ in
            LoopbackReply(text: WorldStories.feed("Model Watch", WorldStories.stories))
        }
        let world = try NewsWorld([:])
        let addresses = addresses(port: server.port)
        let outlines = (addresses.map(\.url) + [good.url("/good.xml")]).map { "<outline xmlUrl=\"\($0)\"/>" }
        try world.write("<opml version=\"2.0\"><body>\(outlines.joined())</body></opml>", to: "feeds.opml")
        try world.write(Self.settings, to: "campwatch.toml")
        #expect(PrivateAddresses.spellings.count >= 200)

        let daemon = try DaemonProcess(
            world, ["--once"], environment: ["http_proxy": inside.url(""), "ALL_PROXY": inside.url("")])
        #expect(daemon.wait(seconds: 90) == 0, "\(daemon.log)")

        #expect(inside.connectionCount == 0)
        #expect(
            daemon.peakMemory > 0 && daemon.peakMemory < Self.largestProcess, "\(daemon.peakMemory >> 20) MiB"
        )
        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .reader)
        for (row, url) in addresses {
            try await check(row, url, store)
        }
        let stories = try await stories(of: good.url("/good.xml"), store)
        #expect(stories == WorldStories.stories.count)
    }

    private func check(_ row: HostileRow, _ url: String, _ store: Store) async throws {
        let feed = try #require(try await store.feed(url: url))
        let fetch = try #require(try await store.fetches(of: feed.id, limit: 1).first, "\(row.path)")
        #expect(fetch.duration <= Self.longestRefresh, "\(row.path) took \(fetch.duration) s")
        switch row.ending {
        case .stories(let count):
            #expect(feed.state.lastError == nil, "\(row.path)")
            #expect(try await stories(of: url, store) == count, "\(row.path)")
        case .refused(let reason):
            let error = try #require(feed.state.lastError, "\(row.path) was taken")
            #expect(error.lowercased().contains(reason.lowercased()), "\(row.path): \(error)")
            #expect(feed.state.validators == FeedValidators(), "\(row.path)")
            #expect(try await stories(of: url, store) == 0, "\(row.path)")
        }
        for text in [feed.title, feed.state.lastError ?? "", feed.state.nextCheckReason] {
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(row.path)")
        }
    }

    private func stories(of url: String, _ store: Store) async throws -> Int {
        let feed = try #require(try await store.feed(url: url))
        return try await store.stories(StoryQuery(feed: feed.id, limit: 1_000)).count
    }
}
