import Foundation
import Synchronization

/// A small world for the daemon: a configuration directory, a state directory, and feeds on the loopback interface.
///
/// The lexicon is the shipped English one with a handful of companies, so that a start takes milliseconds.
package final class NewsWorld: Sendable {
    /// What stands at a path of the server.
    package enum Page: Sendable {
        /// A feed that is answered with an entity tag, and with 304 while the tag is known.
        case feed(String)
        case status(Int)
        /// Exactly this answer, whatever the request says.
        case reply(LoopbackReply)
    }

    package let directory: TemporaryDirectory
    package let server: LoopbackServer
    private let pages: PageTable

    package var config: String { directory.file("config") }
    package var state: String { directory.file("state") }

    /// Serves `pages` and subscribes to all of them.
    package init(_ pages: [String: Page], delay: Double = 0) throws {
        let table = PageTable(pages)
        self.pages = table
        directory = try TemporaryDirectory()
        server = try LoopbackServer { request in table.answer(request, delay: delay) }
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        try writeConfiguration(paths: pages.keys.sorted())
    }

    package func replace(_ path: String, with page: Page) { pages.set(path, page) }

    /// Waits until the server has taken so many requests in all, at most twenty seconds; false when it has not.
    package func waitForRequests(_ count: Int) async throws -> Bool {
        for _ in 0..<4_000 {
            if server.requests.count >= count { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    /// The lines of a file of the state directory once one holds the text, or after twenty seconds.
    package func waitForLine(_ text: String, in file: String) async throws -> [String] {
        for _ in 0..<4_000 {
            let lines = try? String(contentsOfFile: state + "/" + file, encoding: .utf8)
            if let lines, lines.contains(text) { return lines.split(separator: "\n").map(String.init) }
            try await Task.sleep(for: .milliseconds(5))
        }
        return []
    }

    package func url(_ path: String) -> String { server.url(path) }

    /// Changes one file of the configuration directory.
    package func write(_ text: String, to file: String) throws {
        try directory.write(text, to: "config/\(file)")
    }

    /// Lists the paths in `feeds.opml`.
    package func subscribe(_ paths: [String]) throws {
        let outlines = paths.map { "<outline type=\"rss\" text=\"Wire \($0)\" xmlUrl=\"\(url($0))\"/>" }
        try write("<opml version=\"2.0\"><body>\(outlines.joined())</body></opml>", to: "feeds.opml")
    }

    private func writeConfiguration(paths: [String]) throws {
        let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("config/lexicon")
        let lexicon = URL(fileURLWithPath: config).appendingPathComponent("lexicon")
        try FileManager.default.createDirectory(at: lexicon, withIntermediateDirectories: true)
        for name in ["domain.toml", "common.toml", "en.toml", "letters.toml", "weights.toml"] {
            try FileManager.default.copyItem(
                at: shipped.appendingPathComponent(name), to: lexicon.appendingPathComponent(name))
        }
        try write(Self.companies, to: "companies.toml")
        try write("[[rule]]\nname = \"every-deal\"\nfilter = \"\"\n", to: "rules.toml")
        try write(Self.settings, to: "campwatch.toml")
        try subscribe(paths)
    }

    /// Loopback feeds, polled as often as a test wants; the stories' fixed dates are never too old.
    package static let settings = """
        [fetch]
        per_host_gap = "0s"
        allow_addresses = ["127.0.0.0/8"]
        [polling]
        interval = "1s"
        minimum = "1s"
        maximum = "2s"
        jitter = 0
        [alerts]
        max_age = "0d"
        """

    private static let companies = [
        ("nvidia", "Nvidia", "none"), ("anthropic", "Anthropic", "closed"), ("openai", "OpenAI", "closed"),
        ("mistral", "Mistral AI", "open"), ("microsoft", "Microsoft", "mixed"),
        ("amazon", "Amazon", "closed"),
        ("deepseek", "DeepSeek", "open"), ("hugging-face", "Hugging Face", "open"), ("groq", "Groq", "none"),
        ("google", "Google", "closed"),
    ].map { id, name, camp in
        "[[company]]\nid = \"\(id)\"\nname = \"\(name)\"\nkind = \"lab\"\ncamp = \"\(camp)\"\naliases = [\"\(name)\"]\n"
    }.joined(separator: "\n")
}

/// The pages of a world, which tests change while it is served.
private final class PageTable: Sendable {
    private let pages: Mutex<[String: NewsWorld.Page]>

    init(_ pages: [String: NewsWorld.Page]) { self.pages = Mutex(pages) }

    func set(_ path: String, _ page: NewsWorld.Page) { pages.withLock { $0[path] = page } }

    func answer(_ request: LoopbackRequest, delay: Double) -> LoopbackReply {
        switch pages.withLock({ $0[request.path] }) {
        case .feed(let text):
            let tag = "\"\(text.utf8.reduce(5_381) { ($0 &* 33) ^ UInt64($1) })\""
            let headers: LoopbackHeaders = ["ETag": tag, "Content-Type": "application/rss+xml"]
            return request.headers["If-None-Match"] == tag
                ? LoopbackReply(status: 304, headers: headers, delay: delay)
                : LoopbackReply(headers: headers, text: text, delay: delay)
        case .reply(let reply): return reply
        case .status(let status): return LoopbackReply(status: status, delay: delay)
        case nil: return LoopbackReply(status: 404, delay: delay)
        }
    }
}

/// Stories of our own, each about another deal, as RSS.
package enum WorldStories {
    /// Five stories about five deals, told in feeds of two, two and one.
    package static let feeds: [String: NewsWorld.Page] = [
        "/money.xml": .feed(feed("Money Wire", [stories[0], stories[1]])),
        "/clouds.xml": .feed(feed("Cloud Gazette", [stories[2], stories[3]])),
        "/models.xml": .feed(feed("Model Watch", [stories[4]])),
    ]

    package static let stories: [(title: String, text: String)] = [
        (
            "Nvidia invests $2 billion in Mistral AI",
            """
            Nvidia said on Monday that it invests $2 billion in Mistral AI, the developer of open-weight language \
            models. The money pays for new data centres in France.
            """
        ),
        (
            "OpenAI acquires chip start-up Groq for $3 billion",
            """
            OpenAI is buying Groq for $3 billion in stock. The maker of AI inference chips becomes part of the company \
            once regulators approve the acquisition.
            """
        ),
        (
            "Anthropic signs $5 billion cloud deal with Amazon",
            """
            Anthropic will buy computing capacity worth $5 billion from Amazon to train its AI models, the two companies \
            announced. The contract runs for four years.
            """
        ),
        (
            "Google and Hugging Face announce strategic partnership",
            """
            Google and Hugging Face announced a strategic partnership to bring open-source AI models to more developers. \
            Engineers of both companies will work together on large language models.
            """
        ),
        (
            "DeepSeek releases open-weight reasoning model",
            """
            DeepSeek released a new reasoning model on Tuesday and published the weights under the MIT licence. The AI lab \
            says that anyone may download the large language model.
            """
        ),
    ]

    package static func feed(_ title: String, _ stories: [(title: String, text: String)]) -> String {
        let items = stories.map { story in
            """
            <item><title>\(story.title)</title><guid isPermaLink="false">\(story.title.hashed)</guid>\
            <pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate><description>\(story.text)</description></item>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0"><channel><title>\(title)</title><link>http://127.0.0.1/</link>\
            <language>en</language>\(items.joined())</channel></rss>
            """
    }
}

extension String {
    /// A short stable stand-in for a guid.
    fileprivate var hashed: String { String(utf8.reduce(5_381) { ($0 &* 33) ^ UInt64($1) }, radix: 36) }
}
