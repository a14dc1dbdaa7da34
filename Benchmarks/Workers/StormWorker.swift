import Foundation
import Logging
import TestSupport
import Watch

/// Runs one cycle of the whole daemon in which each of 500 stories matches twenty rules.
enum StormWorker {
    static func run(matches count: Int) async throws -> [String: Double] {
        guard count == StormWorld.matches else {
            throw BenchError("a storm has \(StormWorld.matches) matches")
        }
        let world = try StormWorld()
        let daemon = try Daemon(
            directories: Directories(config: world.files.config, state: world.files.state, environment: [:]),
            environment: [:], logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        let working = Stopwatch()
        guard try await daemon.runOnce() else { throw BenchError("a feed or a sink failed") }
        let (wall, cpu) = (working.wall, working.cpu)
        let (lines, desk, phone) = (
            try world.lines.count, world.desk.requests.count, world.phone.requests.count
        )
        guard lines == count, desk == 1, phone == 1 else {
            throw BenchError("\(lines) lines in the log, \(desk) and \(phone) messages for \(count) matches")
        }
        return ["wall": wall, "cpu": cpu]
    }
}
