import Foundation
import Glibc
import NewsModel
import Testing

@testable import Alerting

@Suite struct LogSinkKillTests {
    /// The outbox brings everything again after each kill: the worst case, as nothing was marked as sent.
    @Test func everyAlertStandsOnceAfterKillsAtRandomMoments() async throws {
        try await Directory.with { directory in
            let path = directory.path
            for round in 0..<6 {
                let microseconds = UInt32(2_000 + round * 7_000)
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [path = path as String, microseconds = microseconds as UInt32] in
                    Thread.detachNewThread {
                        usleep(microseconds)
                        kill(getpid(), SIGKILL)
                    }
                    let sink = LogSink(directory: path)
                    while true { try await sink.deliver(LogSinkKillTests.alerts) }
                }
            }

            try await LogSink(directory: path).deliver(Self.alerts)

            let json = try directory.lines("alerts.jsonl")
            let text = try directory.lines("alerts.log")
            for alert in Self.alerts {
                let (jsonLine, textLine) = (AlertJSON.line(alert), AlertLine.text(alert))
                #expect(json.count { $0 == jsonLine } == 1)
                #expect(text.count { $0 == textLine } == 1)
            }
            #expect(json.count <= Self.alerts.count + 6)
        }
    }

    private static let alerts = (1...120).map { Samples.alert(deal: Samples.deal(id: $0)) }
}
