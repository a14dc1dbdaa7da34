import Foundation
import Glibc
import NewsModel
import Testing

@testable import Alerting

@Suite struct LogSinkTests {
    @Test func eachAlertIsOneLineInBothFiles() async throws {
        try await Directory.with { directory in
            let alerts = Self.alerts(1...3)

            try await LogSink(directory: directory.path).deliver(alerts)

            #expect(try directory.lines("alerts.log") == alerts.map { AlertLine.text($0) })
            #expect(try directory.lines("alerts.jsonl") == alerts.map { AlertJSON.line($0) })
            let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/alerts.log")
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & ~0o640 == 0)
        }
    }

    @Test func alertThatCameBeforeTheCrashIsNotWrittenAgain() async throws {
        try await Directory.with { directory in
            try await LogSink(directory: directory.path).deliver(Self.alerts(1...3))

            try await LogSink(directory: directory.path).deliver(Self.alerts(1...5))

            try Self.expectOnce(1...5, in: directory)
        }
    }

    @Test func crashBetweenTheTwoFilesIsMended() async throws {
        try await Directory.with { directory in
            let alerts = Self.alerts(1...3)
            try directory.write("alerts.log", alerts.map { AlertLine.text($0) + "\n" }.joined())
            try directory.write("alerts.jsonl", AlertJSON.line(alerts[0]) + "\n")

            try await LogSink(directory: directory.path).deliver(alerts)

            try Self.expectOnce(1...3, in: directory)
        }
    }

    /// Every place at which a crash can tear the last line of the file.
    @Test func tornLineIsClosedAndWrittenWhole() async throws {
        let alerts = Self.alerts(1...2)
        let text = AlertLine.text(alerts[1])
        let json = AlertJSON.line(alerts[1])
        for kept in stride(from: 0, through: 1, by: 0.05) {
            try await Directory.with { directory in
                let textPart = text.utf8.prefix(Int(Double(text.utf8.count) * kept))
                let jsonPart = json.utf8.prefix(Int(Double(json.utf8.count) * kept))
                try directory.write(
                    "alerts.log", Array((AlertLine.text(alerts[0]) + "\n").utf8) + Array(textPart))
                try directory.write(
                    "alerts.jsonl", Array((AlertJSON.line(alerts[0]) + "\n").utf8) + Array(jsonPart))

                try await LogSink(directory: directory.path).deliver(alerts)
                try await LogSink(directory: directory.path).deliver(Self.alerts(1...3))

                try Self.expectOnce(1...3, in: directory)
                #expect(try directory.lines("alerts.jsonl").count == 3)
            }
        }
    }

    @Test func renameIsFollowedAndLosesNoLine() async throws {
        try await Directory.with { directory in
            let sink = LogSink(directory: directory.path)
            try await sink.deliver(Self.alerts(1...2))
            for file in ["alerts.log", "alerts.jsonl"] { try directory.rename(file, file + ".1") }

            try await sink.deliver(Self.alerts(1...4))

            #expect(try directory.lines("alerts.jsonl.1") == Self.alerts(1...2).map { AlertJSON.line($0) })
            #expect(try directory.lines("alerts.jsonl") == Self.alerts(3...4).map { AlertJSON.line($0) })
            #expect(try directory.lines("alerts.log") == Self.alerts(3...4).map { AlertLine.text($0) })
        }
    }

    @Test func rotatedFileIsReadBackToo() async throws {
        try await Directory.with { directory in
            try await LogSink(directory: directory.path).deliver(Self.alerts(1...2))
            for file in ["alerts.log", "alerts.jsonl"] { try directory.rename(file, file + ".1") }

            let restarted = LogSink(directory: directory.path)
            try await restarted.reopen()
            try await restarted.deliver(Self.alerts(1...3))

            #expect(try directory.lines("alerts.log") == Self.alerts(3...3).map { AlertLine.text($0) })
            #expect(try directory.lines("alerts.jsonl") == Self.alerts(3...3).map { AlertJSON.line($0) })
        }
    }

    @Test func removedAndTruncatedFilesAreWrittenOn() async throws {
        try await Directory.with { directory in
            let sink = LogSink(directory: directory.path)
            try await sink.deliver(Self.alerts(1...1))
            try directory.remove("alerts.log")
            #expect(truncate(directory.path + "/alerts.jsonl", 0) == 0)

            try await sink.deliver(Self.alerts(2...2))
            try await sink.reopen()
            try await sink.deliver(Self.alerts(2...3))

            try Self.expectOnce(2...3, in: directory)
        }
    }

    @Test func linksDirectoriesAndPipesAreRefused() async throws {
        try await Directory.with { directory in
            let path = directory.path + "/alerts.log"
            #expect(symlink("/dev/null", path) == 0)
            #expect(await Self.failure(in: directory)?.contains("is a symbolic link") == true)
            #expect(unlink(path) == 0 && mkfifo(path, 0o600) == 0)
            #expect(await Self.failure(in: directory)?.contains("is not a regular file") == true)
            #expect(unlink(path) == 0 && mkdir(path, 0o700) == 0)
            #expect(await Self.failure(in: directory)?.contains("Is a directory") == true)
        }
    }

    @Test func missingDirectoryIsNamed() async throws {
        let sink = LogSink(directory: "/nonexistent/campwatch")

        let error = await #expect(throws: SinkError.self) { try await sink.deliver(Self.alerts(1...1)) }

        #expect(error?.isRetryable == true)
        #expect(
            error?.description
                == "sink log: /nonexistent/campwatch/alerts.log: cannot open: No such file or directory")
    }

    @Test func fullBatchFitsIntoWhatIsReadBack() {
        let sink = LogSink(directory: "/nonexistent")

        #expect(sink.batchLimit >= 200)
        #expect(sink.batchLimit * AlertJSON.longestLine <= LogFile.readBackLength)
    }

    @Test func onlyTheEndOfALongFileIsRead() async throws {
        try await Directory.with { directory in
            let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 1023) + [UInt8(ascii: "\n")]
            let block = Array(repeatElement(filler, count: LogFile.readBackLength / 1024).joined())
            let alerts = Self.alerts(1...2)
            try directory.write("alerts.log", Array((AlertLine.text(alerts[0]) + "\n").utf8) + block)
            try directory.write("alerts.jsonl", block + Array((AlertJSON.line(alerts[1]) + "\n").utf8))

            try await LogSink(directory: directory.path).deliver(alerts)

            let count = LogFile.readBackLength / 1024
            #expect(try directory.lines("alerts.log").count == count + 3)
            #expect(try directory.lines("alerts.jsonl").count == count + 2)
        }
    }

    private static func alerts(_ numbers: ClosedRange<Int64>) -> [Alert] {
        numbers.map { Samples.alert(deal: Samples.deal(id: $0)) }
    }

    private static func failure(in directory: Directory) async -> String? {
        do throws(SinkError) {
            try await LogSink(directory: directory.path).deliver(alerts(1...1))
            return nil
        } catch {
            return error.description
        }
    }

    /// Each alert stands whole in each file exactly once; torn pieces may stand between.
    private static func expectOnce(_ numbers: ClosedRange<Int64>, in directory: Directory) throws {
        let text = try directory.lines("alerts.log")
        let json = try directory.lines("alerts.jsonl")
        for alert in alerts(numbers) {
            let (textLine, jsonLine) = (AlertLine.text(alert), AlertJSON.line(alert))
            #expect(text.count { $0 == textLine } == 1)
            #expect(json.count { $0 == jsonLine } == 1)
        }
    }
}

@Suite struct RecentIDsTests {
    @Test func oldestIsForgotten() {
        var ids = RecentIDs(limit: 2)
        for id in ["a", "b", "b", "c"] { ids.insert(id) }

        #expect([ids.contains("a"), ids.contains("b"), ids.contains("c")] == [false, true, true])
    }
}

/// A directory for one test, removed at its end.
struct Directory {
    let path: String

    static func with(_ body: (Directory) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "campwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        try await body(Directory(path: url.path()))
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
    }

    func lines(_ name: String) throws -> [String] {
        let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    func rename(_ from: String, _ to: String) throws {
        try FileManager.default.moveItem(atPath: path + "/" + from, toPath: path + "/" + to)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }
}
