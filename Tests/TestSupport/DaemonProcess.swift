package import Foundation

/// The built `campwatchd` as a child process, its log in a file of the world's directory.
package final class DaemonProcess {
    private let process = Process()
    private let logPath: String

    /// Starts the program on a world's directories.
    ///
    /// `isForJournal` names the log in the environment as systemd names the journal's stream; `programs` is the
    /// folder of another build.
    package init(
        _ world: NewsWorld, _ arguments: [String] = [], environment: [String: String] = [:],
        isForJournal: Bool = false, programs: URL = DaemonProcess.programs
    ) throws {
        logPath = world.directory.file("daemon-\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: logPath, contents: nil)
        process.executableURL = programs.appendingPathComponent("campwatchd")
        process.arguments = ["--config", world.config, "--state", world.state] + arguments
        var all = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
        var status = stat()
        if isForJournal, stat(logPath, &status) == 0 {
            all["JOURNAL_STREAM"] = "\(status.st_dev):\(status.st_ino)"
        }
        process.environment = all
        let log = FileHandle(forWritingAtPath: logPath)
        process.standardError = log
        process.standardOutput = log
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Where the package's programs are built: beside the test bundle or tool that runs.
    package static let programs: URL = {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: own).deletingLastPathComponent()
    }()

    package var pid: Int32 { process.processIdentifier }

    package var isRunning: Bool { process.isRunning }

    package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// The largest resident set seen while waiting, in bytes.
    package private(set) var peakMemory = 0

    /// Waits for the end and gives the exit code, or minus the signal that ended it; a hanging program is killed.
    package func wait(seconds: Int = 30) -> Int32 {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while process.isRunning && deadline > .now {
            measureMemory()
            usleep(5_000)
        }
        if process.isRunning { send(SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// `VmHWM` is the peak since the start, in KiB; a process that has just ended has none.
    private func measureMemory() {
        let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let number = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        peakMemory = max(peakMemory, (number ?? 0) << 10)
    }

    package var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

    /// Waits until the log says something, at most ten seconds; false when it does not.
    package func waitForLog(_ text: String) async throws -> Bool {
        for _ in 0..<2_000 {
            if log.contains(text) { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }
}
