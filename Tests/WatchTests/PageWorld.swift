import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

/// A feed of teasers with their pages on the loopback interface, and the daemon's cycles over it.
struct PageWorld {
    /// One entry of the feed.
    struct Item {
        var title = "Nvidia invests in Mistral AI"
        var teaser = "Nvidia puts money into the French maker of open-weight language models."
        var path = "/deal.html"
        /// Hours before now.
        var age = 1.0
        /// `content:encoded`, besides the teaser.
        var content: String?
    }

    /// What only the page says.
    static let sum = "$2 billion"
    static let paragraphs = [
        """
        Nvidia said on Monday that it invests \(sum) in Mistral AI, the French maker of open-weight language models. \
        The money pays for new data centres near Lyon, which are to be in service by spring.
        """,
        """
        Both companies had negotiated since the summer, a person close to the talks said. The maker of accelerators \
        takes no seat on the board, and the models stay open, the two companies announced in Paris.
        """,
    ]

    let news: NewsWorld

    init(_ items: [Item] = [Item()], fetch: String = "", feed: String = "/feed.xml") throws {
        news = try NewsWorld([:])
        try configure(fetch)
        setFeed(items, at: feed)
        for item in items { news.replace(item.path, with: Self.page(item.title)) }
        try news.subscribe([feed])
    }

    /// Replaces settings of `[fetch]`.
    func configure(_ fetch: String) throws {
        try news.write(
            NewsWorld.settings.replacing("[polling]", with: fetch + "\n[polling]"), to: "campwatch.toml")
    }

    func setFeed(_ items: [Item], at path: String = "/feed.xml") {
        news.replace(path, with: .feed(text(items)))
    }

    private func text(_ items: [Item]) -> String {
        let entries = items.map { item in
            let date = Date(timeIntervalSinceNow: -item.age * 3_600).formatted(.iso8601)
            let content = item.content.map { "<content:encoded>\($0)</content:encoded>" } ?? ""
            return """
                <item><title>\(item.title)</title><guid isPermaLink="false">\(item.path)</guid>\
                <link>\(news.url(item.path))</link><dc:date>\(date)</dc:date>\
                <description>\(item.teaser)</description>\(content)</item>
                """
        }
        return """
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>\
            <link>http://127.0.0.1/</link><language>en</language>\(entries.joined())</channel></rss>
            """
    }

    static func page(_ title: String, _ paragraphs: [String] = paragraphs) -> NewsWorld.Page {
        .reply(
            LoopbackReply(
                headers: ["Content-Type": "text/html; charset=utf-8"],
                text: """
                    <!DOCTYPE html><html lang="en"><head><title>\(title)</title></head><body><nav><a href="/">Home</a>\
                    </nav><article><h1>\(title)</h1>\(paragraphs.map { "<p>\($0)</p>" }.joined())</article>\
                    <footer>About us</footer></body></html>
                    """))
    }

    static func robots(_ text: String) -> NewsWorld.Page {
        .reply(LoopbackReply(headers: ["Content-Type": "text/plain"], text: text))
    }

    // MARK: - Cycles

    var directories: Directories { Directories(config: news.config, state: news.state, environment: [:]) }

    func runOnce() async throws {
        let daemon = try Daemon(
            directories: directories, environment: [:],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await daemon.runOnce()
    }

    /// Another cycle, as if time had passed.
    func runAgain() async throws {
        do {
            let store = try Store.open(path: directories.database, mode: .owner)
            for feed in try await store.feeds() {
                var state = feed.state
                state.nextCheck = Date(timeIntervalSinceNow: -1)
                let due = state
                try await store.write { try $0.updateFeed(feed.id, state: due, title: nil) }
            }
        }
        try await runOnce()
    }

    // MARK: - What came of it

    var store: Store {
        get throws { try Store.open(path: directories.database, mode: .reader) }
    }

    func stories() async throws -> [Story] { try await store.stories(StoryQuery(limit: 100)) }

    /// All relevant or not.
    func story() async throws -> Story {
        try #require(try await store.story(id: StoryID(rawValue: 1)))
    }

    func log() async throws -> [PageFetch] { try await store.pageLog() }

    /// How often a path was asked for.
    func count(_ path: String) -> Int { news.server.requests.count { $0.path == path } }

    func politeness() async throws -> PolitenessReport {
        let configuration = try Configuration.load(path: directories.configurationFile)
        return PolitenessReport(
            feeds: try await store.feeds(), log: try await store.fetchLog(), pages: try await log(),
            fetch: configuration.fetch, polling: configuration.polling)
    }
}
