import Foundation
import Logging
import NewsModel
import Persistence
import TestSupport
import Watch

/// Runs the whole daemon twice against feeds on the loopback interface: all new, then all "not modified".
enum CycleWorker {
    static let entriesPerFeed = 20

    static func run(feeds count: Int, entries: Int = entriesPerFeed) async throws -> [String: Double] {
        let shelf = try FeedShelf(feeds: count, entries: entries)
        let folder = try TemporaryDirectory()
        // The folder goes with its last reference, which must not be its last use here.
        defer { withExtendedLifetime(folder) {} }
        let directories = try CycleSetting.prepare(in: folder.url, addresses: shelf.addresses)
        let first = try await cycle(directories)
        // The feeds are due again a second after their first check.
        try await Task.sleep(for: .milliseconds(1_200))
        let second = try await cycle(directories)
        let answers = shelf.answers
        guard answers.full == count, answers.notModified == count else {
            throw BenchError(
                "\(answers.full) full answers and \(answers.notModified) times 304 for \(count) feeds")
        }
        let stored = try await storedStories(directories)
        guard stored == count * entries else {
            throw BenchError("\(stored) stories are stored of \(count * entries)")
        }
        return [
            "startSeconds": first.start, "wall": first.wall, "cpu": first.cpu, "againWall": second.wall,
            "againCPU": second.cpu,
        ]
    }

    private static func cycle(_ directories: Directories) async throws -> (
        start: Double, wall: Double, cpu: Double
    ) {
        let starting = Stopwatch()
        let daemon = try Daemon(
            directories: directories, environment: [:],
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        let start = starting.wall
        let working = Stopwatch()
        guard try await daemon.runOnce() else { throw BenchError("every feed failed") }
        return (start, working.wall, working.cpu)
    }

    private static func storedStories(_ directories: Directories) async throws -> Int {
        let store = try Store.open(path: directories.database, mode: .reader)
        return try await store.summary().stories
    }
}

/// Writes a configuration that differs from the shipped one in its feeds and its pauses only.
enum CycleSetting {
    static func prepare(in folder: URL, addresses: [String]) throws -> Directories {
        for name in ["lexicon", "companies.toml", "rules.toml"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: name).path,
                withDestinationPath: "\(GoldStories.configuration)/\(name)")
        }
        try write(
            """
            [fetch]
            per_host_gap = "0s"
            full_text = "never"
            allow_addresses = ["127.0.0.0/8"]
            [polling]
            interval = "1s"
            minimum = "1s"
            jitter = 0
            [alerts]
            max_age = "0d"
            """, to: folder.appending(path: "campwatch.toml"))
        let outlines = addresses.enumerated().map {
            "<outline type=\"rss\" text=\"Feed \($0)\" xmlUrl=\"\($1)\"/>"
        }
        try write(
            "<opml version=\"2.0\"><head/><body>\(outlines.joined(separator: "\n"))</body></opml>",
            to: folder.appending(path: "feeds.opml"))
        return directories(in: folder)
    }

    static func directories(in folder: URL) -> Directories {
        Directories(config: folder.path, state: folder.appending(path: "state").path, environment: [:])
    }

    private static func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }
}
