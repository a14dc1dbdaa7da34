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
        tracer.arguments = Self.arguments(plan, in: directory, record: record) + ["-p", "\(pid)"]
        tracer.standardError = FileHandle.nullDevice
        do { try tracer.run() } catch { throw .broken("strace: \(error)") }
        for _ in 0..<400 {
            if Self.isTraced(pid) { return }
            usleep(10_000)
        }
        throw .broken("strace does not get hold of the daemon")
    }

    /// Writes a program into `folder` that is the daemon with these calls refused from its first moment on.
    static func plant(_ plan: Plan, in folder: String, directory: String, programs: URL) throws(Violation) {
        let words =
            [program] + arguments(plan, in: directory, record: "/dev/null")
            + [programs.appendingPathComponent("campwatchd").path]
        let script = "#!/bin/sh\nexec " + words.map { "'\($0)'" }.joined(separator: " ") + " \"$@\"\n"
        let path = folder + "/campwatchd"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try script.write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        } catch {
            throw .broken("writing \(path): \(error)")
        }
    }

    private static func arguments(_ plan: Plan, in directory: String, record: String) -> [String] {
        ["-f", "-s", "0", "-o", record, "-e", "trace=write,pwrite64,fsync,fdatasync,ftruncate"]
            + ["-e", "inject=\(plan.calls.joined(separator: ",")):error=\(plan.error)"]
            + plan.files.flatMap { ["-P", directory + "/" + $0] }
    }

    deinit { end() }

    /// From now on the calls work again.
    func end() {
        guard tracer.isRunning else { return }
        tracer.terminate()
        tracer.waitUntilExit()
    }

    /// One call on one of the files.
    struct Call {
        var name: String
        /// What it gave back: bytes, or -1.
        var result: Int
    }

    /// What was called, in the order of the ends.
    var calls: [Call] {
        let text = (try? String(contentsOfFile: record, encoding: .utf8)) ?? ""
        // 4711 write(9, ""..., 612) = 612
        // 4711 <... fdatasync resumed>) = -1 EIO (Input/output error) (INJECTED)
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: { " (".contains($0) })
            guard words.count > 3, let equals = words.lastIndex(of: "="), equals + 1 < words.count,
                let result = Int(words[equals + 1])
            else { return nil }
            return Call(name: String(words[1] == "<..." ? words[2] : words[1]), result: result)
        }
    }

    private static func isTraced(_ pid: Int32) -> Bool {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return !threads.isEmpty
            && threads.allSatisfy { thread in
                let status = try? String(
                    contentsOfFile: "/proc/\(pid)/task/\(thread)/status", encoding: .utf8)
                return status?.contains("TracerPid:\t0\n") == false
            }
    }
}
