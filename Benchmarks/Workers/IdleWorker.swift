import Foundation
import Glibc
import Logging
import NewsModel
import Persistence
import TestSupport
import Watch

/// The whole daemon with nothing to do; its memory and its stirrings are read from proc(5).
enum IdleWorker {
    private static let settling = Duration.seconds(5)
    private static let watched = Duration.seconds(20)

    /// Writes configuration and database: every feed was fetched just now.
    static func subscribe(feeds count: Int, in folder: String) async throws -> [String: Double] {
        let addresses = (0..<count).map { "https://site\($0).example/feed" }
        let directories = try CycleSetting.prepare(in: URL(filePath: folder), addresses: addresses)
        try FileManager.default.createDirectory(
            atPath: directories.state, withIntermediateDirectories: true)
        let store = try Store.open(path: directories.database, mode: .owner)
        let now = Date()
        try await store.write { transaction in
            for (number, address) in addresses.enumerated() {
                let feed = try transaction.addFeed(url: address, title: "Feed \(number)").id
                let state = FeedState(
                    validators: FeedValidators(entityTag: "\"tag-\(number)\""),
                    nextCheck: now.addingTimeInterval(3_000), nextCheckReason: "every hour", lastChecked: now,
                    lastSucceeded: now, lastStatus: 200)
                try transaction.updateFeed(feed, state: state, title: nil)
            }
        }
        return ["feeds": Double(count)]
    }

    static func run(in folder: String) async throws -> [String: Double] {
        let directories = CycleSetting.directories(in: URL(filePath: folder))
        let daemon = try Daemon(
            directories: directories, environment: [:],
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        let watch = Task {
            try await Task.sleep(for: settling)
            let before = (wakeups(), Stopwatch())
            try await Task.sleep(for: watched)
            let minutes = watched.inSeconds / 60
            let figures = [
                "residentBytes": status("VmRSS:") * 1_024, "peakBytes": status("VmHWM:") * 1_024,
                "cpuPerMinute": before.1.cpu / minutes,
                "wakeupsPerMinute": Double(wakeups() - before.0) / minutes,
            ]
            kill(getpid(), SIGTERM)
            return figures
        }
        try await daemon.run()
        return try await watch.value
    }

    /// How often any thread has gone to sleep, which is how often one woke up.
    private static func wakeups() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_nvcsw
    }

    private static func status(_ field: String) -> Double { number(field, in: "/proc/self/status") }

    private static func number(_ field: String, in file: String) -> Double {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0
    }
}
