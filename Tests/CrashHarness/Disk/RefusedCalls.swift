import Foundation

/// Makes system calls of a running process on some files fail, by strace, for as long as the value is held.
final class RefusedCalls {
    /// Which calls on which files of the state directory fail, and how.
    struct Plan: Sendable {
        var calls: [String]
        var files: [String]
        var error: String
    }

    private static let program = "/usr/bin/strace"
    static var isPossible: Bool { access(program, X_OK) == 0 }

    private let tracer = Process()
    private let record: String

    /// Begins once every thread of the process is under it; `record` is where the calls are written down.
    init(_ plan: Plan, of pid: Int32, in directory: String, record: String) throws(Violation) {
        self.record = record
        tracer.executableURL = URL(fileURLWithPath: Self.program)
        tracer.arguments =
            ["-f", "-o", record, "-p", "\(pid)", "-e", "trace=write,pwrite64,fsync,fdatasync,ftruncate"]
            + ["-e", "inject=\(plan.calls.joined(separator: ",")):error=\(plan.error)"]
            + plan.files.flatMap { ["-P", directory + "/" + $0] }
        tracer.standardError = FileHandle.nullDevice
        do { try tracer.run() } catch { throw .broken("strace: \(error)") }
        for _ in 0..<400 {
            if Self.isTraced(pid) { return }
            usleep(10_000)
        }
        throw .broken("strace does not get hold of the daemon")
    }

    deinit { end() }

    /// From now on the calls work again.
    func end() {
        guard tracer.isRunning else { return }
        tracer.interrupt()
        tracer.waitUntilExit()
    }

    /// What was called, in order, without arguments: "write", or "write!" where it was made to fail.
    var calls: [String] {
        let text = (try? String(contentsOfFile: record, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            guard let call = line.split(separator: " ").dropFirst().first?.split(separator: "(").first else {
                return nil
            }
            return call + (line.hasSuffix("(INJECTED)") ? "!" : "")
        }
    }

    private static func isTraced(_ pid: Int32) -> Bool {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return !threads.isEmpty
            && threads.allSatisfy { thread in
                let status = try? String(contentsOfFile: "/proc/\(pid)/task/\(thread)/status", encoding: .utf8)
                return status?.contains("TracerPid:\t0\n") == false
            }
    }
}
