import Foundation
import NewsModel
import Synchronization
import TestSupport

/// Serves gold stories as feeds with entity tags, from several ports: each port is a host of its own to the daemon.
final class FeedShelf {
    /// Answers given so far.
    struct Answers: Sendable {
        var full = 0
        var notModified = 0
    }

    private static let hosts = 32

    let addresses: [String]
    private let servers: [LoopbackServer]
    private let counter: Counter

    init(feeds count: Int, entries perFeed: Int) throws {
        let entries = try GoldStories.entries(count * perFeed)
        let bodies = (0..<count).map { number in
            let start = number * perFeed
            return Self.rss(entries[start..<start + perFeed], title: "Feed \(number)")
        }
        let counter = Counter()
        let servers = try (0..<min(Self.hosts, count)).map { _ in
            try LoopbackServer { Self.reply($0, bodies, counter) }
        }
        self.servers = servers
        self.counter = counter
        addresses = (0..<count).map { servers[$0 % servers.count].url("/\($0)") }
    }

    var answers: Answers { counter.answers.withLock { $0 } }

    private final class Counter: Sendable {
        let answers = Mutex(Answers())
    }

    private static func reply(_ request: LoopbackRequest, _ bodies: [[UInt8]], _ counter: Counter)
        -> LoopbackReply
    {
        guard let number = Int(request.path.dropFirst()), bodies.indices.contains(number) else {
            return LoopbackReply(status: 404)
        }
        let tag = "\"feed-\(number)\""
        if request.headers["If-None-Match"] == tag {
            counter.answers.withLock { $0.notModified += 1 }
            return LoopbackReply(status: 304, headers: ["ETag": tag])
        }
        counter.answers.withLock { $0.full += 1 }
        return LoopbackReply(
            headers: ["ETag": tag, "Content-Type": "application/rss+xml"], body: bodies[number])
    }

    private static func rss(_ entries: ArraySlice<Entry>, title: String) -> [UInt8] {
        var text = "<rss version=\"2.0\"><channel><title>\(title)</title>"
        for entry in entries {
            let date = (entry.published ?? Date(timeIntervalSince1970: 1_760_000_000)).formatted(.iso8601)
            text += """
                <item><title>\(escaped(entry.title))</title><link>\(entry.link ?? "")</link>\
                <guid isPermaLink="false">\(entry.key)</guid><pubDate>\(date)</pubDate>\
                <description>\(escaped(escaped(entry.text)))</description></item>

                """
        }
        return Array((text + "</channel></rss>").utf8)
    }

    /// Escapes for markup; descriptions are HTML inside XML and need it twice.
    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
