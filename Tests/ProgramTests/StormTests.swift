import Foundation
import TestSupport
import Testing

/// Ten thousand matches in one cycle of the real daemon.
@Suite(.timeLimit(.minutes(5)), .serialized) struct StormTests {
    @Test func tenThousandMatchesAreOneSummaryForEachReceiverAndAllInTheLogs() throws {
        let world = try StormWorld()

        let daemon = try DaemonProcess(world.files, ["--once"])
        try #require(daemon.wait(seconds: 240) == 0, "\(daemon.log)")

        let lines = try world.lines
        let ids = Set(lines.compactMap { Self.value("id", of: $0) })
        let text = try String(contentsOfFile: world.files.state + "/alerts.log", encoding: .utf8)
        let tokens = Set(text.split(separator: "\n").compactMap { $0.split(separator: " ").last })
        try #require(lines.count == StormWorld.matches && ids.count == lines.count)
        #expect(tokens == Set(ids.map { Substring("#" + $0) }))
        #expect(text.split(separator: "\n").count == StormWorld.matches)
        let hook = try #require(world.desk.requests.first)
        #expect(world.desk.requests.count == 1 && hook.body.count < 20_000)
        #expect(hook.bodyText.contains(#""summary":{"alerts":10000,"new":10000,"updates":0"#))
        let note = try #require(world.phone.requests.first)
        #expect(
            world.phone.requests.count == 1 && note.bodyText.contains("10000 alerts at once"),
            "\(note.bodyText)")
    }

    private static func value(_ key: String, of line: Substring) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return object?[key] as? String
    }
}
