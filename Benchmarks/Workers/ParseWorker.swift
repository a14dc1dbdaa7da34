import FeedParsing
import Foundation

/// Reads a feed to complete entries, as a stream and at once.
enum ParseWorker {
    private static let chunk = 64 << 10

    /// Streams a file of any size; memory holds one chunk and one entry.
    static func readOnce(_ path: String) throws -> [String: Double] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw BenchError("\(path) cannot be read")
        }
        var entries = 0
        var textBytes = 0
        let stream = FeedStream(
            contentType: "application/rss+xml", url: "https://gazette.example/feed", limits: .unlimited
        ) { entry in
            entries += 1
            textBytes += entry.body?.value.utf8.count ?? 0
        }
        while let data = try file.read(upToCount: chunk), !data.isEmpty {
            try stream.append(data.span)
        }
        _ = try stream.finish()
        return ["entries": Double(entries), "textBytes": Double(textBytes)]
    }

    /// Reads a small feed again and again the way the daemon reads an answer.
    static func readOften(_ path: String, times: Int) throws -> [String: Double] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var entries = 0
        for _ in 0..<times {
            entries += try FeedParser.parse(
                bytes, contentType: "application/rss+xml", url: "https://gazette.example/feed"
            ).entries.count
        }
        return ["entries": Double(entries)]
    }
}
