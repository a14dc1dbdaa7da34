import Analysis
import FeedParsing
import Foundation
import Glibc

/// Parses files the way one call of `feeds parse` asks for.
struct FeedParseJob: Sendable {
    /// Bytes read at a step.
    private static let chunk = 64 << 10

    var source: DocumentSource
    var treatment: MarkupTreatment
    var limits: ParsingLimits

    /// Throws a `Failure` when the file cannot be read and a `FeedParsingError` when it holds no feed.
    func parse(_ file: String) throws -> ParsedFeed {
        try FeedParser.parse(
            try bytes(of: file), contentType: source.contentType, contentLanguage: source.contentLanguage,
            url: source.url, limits: limits
        ).treated(treatment, url: source.url)
    }

    /// The number of entries, with one entry at a time in memory; throws as `parse` does.
    func count(_ file: String) throws -> Int {
        let counter = Counter()
        let stream = FeedStream(
            contentType: source.contentType, url: source.url, limits: limits
        ) { _ in counter.value += 1 }
        let input = try InputFile.open(file)
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while case let count = try input.read(into: &buffer), count > 0 {
            try stream.append(buffer.span.extracting(0..<count))
        }
        _ = try stream.finish()
        return counter.value
    }

    /// Why a file gave no feed, with the feeds that a web page offers instead.
    func refusal(_ error: FeedParsingError, of file: String) -> [OrderedJSON.Member] {
        var refused = members([
            "format": .null, "error": .string(error.code), "reason": .string(error.description),
            "hint": .string(error.hint),
        ])
        if error == .notAFeed(.html), file != "-", let page = try? bytes(of: file) {
            let offered = FeedDiscovery.candidates(page, contentType: source.contentType, url: source.url)
            refused += members(["candidates": .array(offered.map(\.json))])
        }
        return refused
    }

    /// The bytes of a file, at most one more than the limit: that one makes the parser refuse them.
    private func bytes(of file: String) throws -> [UInt8] {
        let input = try InputFile.open(file)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while bytes.count <= limits.documentBytes {
            let count = try input.read(into: &buffer)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    private final class Counter {
        var value = 0
    }
}

extension FeedDiscovery.Candidate {
    fileprivate var json: OrderedJSON {
        .object(members(["url": .string(url), "title": .text(title), "declared": .bool(isDeclared)]))
    }
}

/// Many files in one go: one line of JSON for each, whatever is wrong with it.
struct FeedBatch: Sendable {
    /// Finished lines that may wait for one that takes longer.
    private static let ahead = 32

    var job: FeedParseJob
    var onlyCounts: Bool

    /// Writes the lines of `paths` in their order, parsing on every core.
    func run(_ paths: [String], write: (String) throws -> Void) async throws {
        let width = ProcessInfo.processInfo.activeProcessorCount
        try await withThrowingTaskGroup(of: (index: Int, line: String).self) { group in
            var finished: [Int: String] = [:]
            var written = 0
            for started in 0...paths.count {
                let isLast = started == paths.count
                while started - written - finished.count >= (isLast ? 1 : width)
                    || finished.count > Self.ahead
                {
                    guard let done = try await group.next() else { break }
                    finished[done.index] = done.line
                    while let line = finished.removeValue(forKey: written) {
                        try write(line)
                        written += 1
                    }
                }
                if !isLast { group.addTask { (started, line(for: paths[started])) } }
            }
        }
    }

    /// The line of one path, with its line end; the path comes first.
    func line(for path: String) -> String {
        OrderedJSON.object(members(["path": .string(path)]) + outcome(path)).compact + "\n"
    }

    private func outcome(_ path: String) -> [OrderedJSON.Member] {
        do {
            return onlyCounts
                ? members(["count": .integer(try job.count(path))]) : try job.parse(path).jsonMembers
        } catch let error as FeedParsingError {
            return job.refusal(error, of: path)
        } catch {
            let reason = (error as? Failure)?.message ?? error.localizedDescription
            return members(["format": .null, "error": .string("unreadable"), "reason": .string(reason)])
        }
    }
}

extension InputFile {
    /// A file or standard input, read piece by piece.
    struct Reader {
        fileprivate let handle: FileHandle
        fileprivate let name: String

        /// Reads the next bytes and says how many; 0 at the end.
        func read(into buffer: inout [UInt8]) throws -> Int {
            while true {
                let count = buffer.withUnsafeMutableBytes {
                    Glibc.read(handle.fileDescriptor, $0.baseAddress, $0.count)
                }
                if count >= 0 { return count }
                guard errno == EINTR else {
                    throw Failure(.noInput, "\(name): cannot be read to its end; check that it is a file")
                }
            }
        }
    }

    static func open(_ file: String) throws -> Reader {
        if file == "-" { return Reader(handle: .standardInput, name: name(file)) }
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Failure(.noInput, "\(file): cannot be read; check the name and its permissions")
        }
        return Reader(handle: handle, name: file)
    }
}
