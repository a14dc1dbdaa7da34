import TestSupport
import Testing

@testable import Watch

@Suite(.timeLimit(.minutes(1))) struct FeedFinderTests {
    private func find(_ pages: [String: LoopbackReply], _ path: String = "/") async throws
        -> (finding: FeedFinder.Finding, server: LoopbackServer)
    {
        let server = try LoopbackServer { pages[$0.path] ?? LoopbackReply(status: 404) }
        var configuration = Configuration()
        configuration.fetch.perHostGap = .milliseconds(10)
        let finder = try FeedFinder(configuration: configuration, allowed: ["127.0.0.0/8"])
        return (try await finder.find(server.url(path)), server)
    }

    private static let feed = LoopbackReply(text: WorldStories.feed("Wire", [WorldStories.stories[0]]))

    @Test func feedsOfAPageAreFoundWithOneRequest() async throws {
        let page = """
            <!DOCTYPE html><html><head>
            <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
            <link rel="alternate" type="application/rss+xml" title="News" href="/news.rss">
            </head><body></body></html>
            """
        let (finding, server) = try await find(["/": LoopbackReply(text: page)])

        #expect(
            finding
                == .page([
                    .init(url: server.url("/news.rss"), title: "News"),
                    .init(url: server.url("/comments/feed"), title: "Comments"),
                ]))
        #expect(server.requests.count == 1)
    }

    @Test func feedAtAPagesAddressIsTaken() async throws {
        let (finding, server) = try await find(["/": Self.feed])

        #expect(finding == .feed(.init(url: server.url("/"), title: "Wire")))
    }

    @Test func usualAddressesAreTriedUntilOneIsAFeed() async throws {
        let (finding, server) = try await find([
            "/": LoopbackReply(text: "<!DOCTYPE html><html><body>Hello</body></html>"),
            "/feed.xml": Self.feed,
        ])

        #expect(finding == .page([.init(url: server.url("/feed.xml"), title: "Wire")]))
        #expect(server.requests.map(\.path) == ["/", "/feed", "/rss", "/feed.xml"])
    }

    @Test func guessingStopsWhenTheServerAsksForLess() async throws {
        let (finding, server) = try await find([
            "/": LoopbackReply(text: "<!DOCTYPE html><html><body>Hello</body></html>"),
            "/feed": LoopbackReply(status: 429),
        ])

        #expect(finding == .page([]))
        #expect(server.requests.count == 2)
    }

    @Test func privateAddressNeedsToBeAllowed() async throws {
        let finder = try FeedFinder(configuration: Configuration(), allowed: [])

        await #expect(throws: FeedFinder.Failure.self) { try await finder.find("http://127.0.0.1:8080/") }
    }

    @Test(
        arguments: [
            ("https://example.org", true), ("https://example.org/blog/", true), ("https://rss.example", true),
            ("https://example.org/ai.xml", false), ("https://example.org/feed/", false),
            ("https://example.org/?format=rss", false), ("https://example.org/ai.json", false),
        ])
    func pagesAreToldFromFeedsByTheirLooks(url: String, isPage: Bool) {
        #expect(FeedFinder.looksLikePage(url) == isPage)
    }
}
