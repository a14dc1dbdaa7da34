import Foundation
import Glibc
import NewsModel
import Testing

@testable import Alerting

@Suite struct DiskFullTests {
    /// A limit on file sizes plays the full disk, in a process of its own because it holds for all files.
    @Test func nothingHalfWrittenCountsAndSpaceMendsIt() async {
        await #expect(processExitsWith: .success) {
            try await Directory.with { directory in
                let alerts = (1...4).map { Samples.alert(deal: Samples.deal(id: $0)) }
                let lines = alerts.map { ($0.id, AlertJSON.line($0)) }
                let file = LogFile(
                    path: directory.path + "/alerts.jsonl", cutsTornEnd: true, idInLine: AlertJSON.id)
                try file.append(Array(lines[..<2]))
                let size = lines[..<2].reduce(0) { $0 + $1.1.utf8.count + 1 }

                signal(SIGXFSZ, SIG_IGN)
                limitFileSize(to: rlim_t(size + 100))
                for _ in 0..<3 {
                    #expect(throws: LogFileError.self) { try file.append(lines) }
                    try #require(try directory.lines("alerts.jsonl") == lines[..<2].map(\.1))
                }
                limitFileSize(to: rlim_t(bitPattern: -1))
                try file.append(lines)

                try #require(try directory.lines("alerts.jsonl") == lines.map(\.1))
            }
        }
    }
}

@Suite struct RewriteTests {
    @Test func linesAreWrittenAgainInTheirPlaceAndTheNextAtTheEnd() async throws {
        try await Directory.with { directory in
            let file = try OpenFile(path: directory.path + "/lines")
            try file.write(Array("one\ntwo\n".utf8))

            try file.rewrite(Array("two\n".utf8), at: 4)
            try file.write(Array("three\n".utf8))

            #expect(try directory.lines("lines") == ["one", "two", "three"])
        }
    }
}

/// Sets the limit that the process may lift again itself.
private func limitFileSize(to bytes: rlim_t) {
    var limit = rlimit(rlim_cur: bytes, rlim_max: rlim_t(bitPattern: -1))
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}
