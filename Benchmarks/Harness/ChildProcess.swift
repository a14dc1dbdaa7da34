import Foundation
import Glibc

/// What one run of a program cost, as the kernel counted it.
struct Cost {
    /// Seconds from the start to the end.
    var wall: Double
    /// Seconds of user and system time.
    var cpu: Double
    /// Largest resident set, looked up every few milliseconds.
    ///
    /// wait4's own figure is of no use: Linux starts it with the size of the process that spawns.
    var peakBytes: Int
    /// What the program wrote.
    var output: String

    /// The last line, for a worker its figures.
    var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }
}

/// A program with its arguments and files.
struct Program {
    /// As the table names it.
    var name: String
    /// Absolute; nil when it is not installed.
    var path: String?
    var arguments: [String] = []
    /// The file that is its standard input.
    var input = "/dev/null"
    /// A run that takes longer is killed: the whole bench is bounded in time.
    var timeLimit = Duration.seconds(60)
    /// Workers are heard; what a rival prints is thrown away, except its complaints.
    var isHeard = false

    /// A program of this machine, found in PATH.
    static func rival(_ command: String, name: String, _ arguments: [String], input: String = "/dev/null")
        -> Program
    {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let path = folders.map { "\($0)/\(command)" as String }.first { access($0, X_OK) == 0 }
        return Program(name: name, path: path, arguments: arguments, input: input)
    }

    /// This program as a worker.
    static func worker(
        _ job: WorkerCommand.Job, count: Int, file: String? = nil, query: ArchiveQuery? = nil
    ) -> Program {
        let arguments =
            ["worker", job.rawValue, "--count", String(count)] + (file.map { ["--file", $0] } ?? [])
            + (query.map { ["--query", $0.rawValue] } ?? [])
        return Program(
            name: "campwatch", path: "/proc/self/exe", arguments: arguments, isHeard: true)
    }
}

/// Starts a program and waits for its end.
enum ChildProcess {
    static func run(_ program: Program) throws(BenchError) -> Cost {
        guard let path = program.path else { throw BenchError("\(program.name) is not installed") }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw BenchError("no pipe: \(String(cString: strerror(errno)))")
        }
        defer { close(ends[0]) }
        // No other program shall keep the pipe open; the one that is started gets a copy without the flag.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let start = ContinuousClock.now
        let child: pid_t
        do {
            defer { close(ends[1]) }
            child = try spawn(path, program, output: ends[1])
        }
        let (output, peakBytes) = try listen(to: ends[0], of: child, program)
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
        let wall = (ContinuousClock.now - start).inSeconds
        guard status == 0 else {
            throw BenchError(
                "\(program.name) failed (status \(status)): \(output.suffix(300).trimmingCharacters(in: .whitespacesAndNewlines))"
            )
        }
        return Cost(
            wall: wall, cpu: usage.ru_utime.inSeconds + usage.ru_stime.inSeconds,
            peakBytes: peakBytes, output: output)
    }

    /// Starts a program that goes on beside this one, silently.
    static func start(_ program: Program) throws(BenchError) -> pid_t {
        guard let path = program.path else { throw BenchError("\(program.name) is not installed") }
        let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(output) }
        return try spawn(path, program, output: output)
    }

    private static func spawn(_ path: String, _ program: Program, output: Int32) throws(BenchError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, program.input, O_RDONLY, 0)
        if program.isHeard {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        let arguments = CStrings([path] + program.arguments)
        let environment = CStrings(ProcessInfo.processInfo.environment.map { "\($0)=\($1)" })
        var child: pid_t = 0
        let error = posix_spawn(&child, path, &actions, nil, arguments.pointers, environment.pointers)
        guard error == 0 else {
            throw BenchError("\(program.name) does not start: \(String(cString: strerror(error)))")
        }
        return child
    }

    /// Reads until the program closes its output, which is its end; kills it when that takes too long.
    private static func listen(
        to pipe: Int32, of child: pid_t, _ program: Program
    ) throws(BenchError) -> (output: String, peakBytes: Int) {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var memory = PeakMemory(of: child)
        let deadline = ContinuousClock.now + program.timeLimit
        while true {
            memory.look()
            var entry = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            if poll(&entry, 1, PeakMemory.pause) == 0 {
                guard ContinuousClock.now > deadline else { continue }
                kill(child, SIGKILL)
                waitpid(child, nil, 0)
                throw BenchError("\(program.name) took longer than \(program.timeLimit)")
            }
            let count = read(pipe, &buffer, buffer.count)
            if count == 0 { return (String(decoding: output, as: UTF8.self), memory.bytes) }
            if count > 0 { output += buffer[..<count] }
        }
    }
}

/// The largest resident set that a running process has had so far (VmHWM of proc(5)).
private struct PeakMemory {
    /// Milliseconds between two looks; the figure only grows, so just the last moments can be missed.
    static let pause: Int32 = 5

    private(set) var bytes = 0
    private let path: String

    init(of process: pid_t) { path = "/proc/\(process)/status" }

    mutating func look() {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 2_048)
        let count = read(file, &buffer, buffer.count)
        let text = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        // A process that has just ended has the file but not the line.
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { return }
        bytes = max(bytes, kibibytes * 1_024)
    }
}

/// Owns the null-terminated array of C strings that a new process gets.
private final class CStrings {
    private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

    deinit { for pointer in pointers { free(pointer) } }
}

extension timeval {
    fileprivate var inSeconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

extension Duration {
    var inSeconds: Double { self / .seconds(1) }
}
