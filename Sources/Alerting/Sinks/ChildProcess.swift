import Glibc
import Synchronization

/// One program that is run to its end with bounded time and output, in a process group of its own.
struct ChildProcess: Sendable {
    enum End: Sendable, Equatable {
        /// With the beginning of what it wrote to standard output and error.
        case exited(code: Int32, output: [UInt8])
        case signalled(Int32)
        case tookTooLong
        case notStarted(String)
    }

    /// What is kept of the output; the rest is read and thrown away.
    private static let mostOutput = 4 << 10
    /// Milliseconds between two looks at whether the program has ended.
    private static let patience: Int32 = 20

    let arguments: [String]
    let environment: [String]
    let input: [UInt8]
    let timeLimit: Duration

    /// Blocks its thread, which is good for nothing else, until the program has ended; what that leaves running in its
    /// group is ended with it.
    func run() -> End {
        Self.blockPipeSignal()
        let started = Self.starting.withLock { _ in start() }
        switch started {
        case .success(let child): return attend(child)
        case .failure(let error): return .notStarted(String(cString: strerror(error.code)))
        }
    }

    /// A program that reads no input must not end us.
    private static func blockPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// One at a time: between the making of a pipe and its mark no other program may be started and inherit it.
    private static let starting = Mutex(())

    /// A program under way, and our ends of its pipes.
    private struct Child {
        var id: pid_t
        var input: Int32
        var output: Int32
    }

    private struct SystemError: Error {
        var code: Int32
    }

    private func start() -> Result<Child, SystemError> {
        guard let input = PipeEnds() else { return .failure(SystemError(code: errno)) }
        guard let output = PipeEnds() else {
            input.closeBoth()
            return .failure(SystemError(code: errno))
        }
        var id: pid_t = 0
        let code = spawn(&id, input: input.read, output: output.write)
        guard code == 0 else {
            input.closeBoth()
            output.closeBoth()
            return .failure(SystemError(code: code))
        }
        close(input.read)
        close(output.write)
        return .success(Child(id: id, input: input.write, output: output.read))
    }

    private func spawn(_ child: inout pid_t, input: Int32, output: Int32) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.useDefaultSignals(&attributes)
        return withStrings(arguments) { argv in
            withStrings(environment) { posix_spawn(&child, arguments[0], &actions, &attributes, argv, $0) }
        }
    }

    /// The daemon ignores some signals, and its threads block others; neither is for the program to inherit.
    private static func useDefaultSignals(_ attributes: inout posix_spawnattr_t) {
        var defaults = sigset_t()
        var none = sigset_t()
        sigemptyset(&defaults)
        sigemptyset(&none)
        for signal in [SIGPIPE, SIGHUP, SIGTERM, SIGINT, SIGCHLD] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    /// Feeds the program and reads from it until it ends or its time is over.
    private func attend(_ child: Child) -> End {
        let deadline = ContinuousClock.now + timeLimit
        _ = fcntl(child.output, F_SETFL, O_NONBLOCK)
        var feeder = Feeder(descriptor: child.input, bytes: input)
        defer {
            feeder.stop()
            close(child.output)
        }
        var kept: [UInt8] = []
        while !Self.hasEnded(child.id) {
            guard ContinuousClock.now < deadline else {
                _ = Self.reap(child.id)
                return .tookTooLong
            }
            Self.pause(output: child.output)
            feeder.feed()
            Self.read(child.output, into: &kept)
        }
        Self.read(child.output, into: &kept)
        let status = Self.reap(child.id)
        // The low seven bits are the signal, the next byte is the code (wait(2)).
        return status & 0x7f == 0
            ? .exited(code: status >> 8 & 0xff, output: kept) : .signalled(status & 0x7f)
    }

    /// Waits for output, or a moment; one that has closed its output would always be ready.
    private static func pause(output: Int32) {
        var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        if poll(&entry, 1, patience) > 0, entry.revents & Int16(POLLIN) == 0 { _ = poll(nil, 0, patience) }
    }

    /// True once the program has ended; it stays a zombie, so that its group's number is not given to others.
    private static func hasEnded(_ child: pid_t) -> Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo != 0
    }

    /// Ends what is left of the group and gives back the status of the program.
    private static func reap(_ child: pid_t) -> Int32 {
        kill(-child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Takes what is there, without waiting.
    private static func read(_ descriptor: Int32, into kept: inout [UInt8]) {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        // A program that writes without end must not keep us here beyond its time.
        for _ in 0..<16 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return }
            kept += buffer[..<min(count, mostOutput - kept.count)]
        }
    }
}

/// Both ends of a pipe that no other child inherits.
private struct PipeEnds {
    let read: Int32
    let write: Int32

    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (read, write) = (ends[0], ends[1])
    }

    func closeBoth() {
        close(read)
        close(write)
    }
}

/// Writes the input as the program takes it, and closes its end then.
private struct Feeder {
    private var descriptor: Int32?
    private var rest: ArraySlice<UInt8>

    init(descriptor: Int32, bytes: [UInt8]) {
        self.descriptor = descriptor
        rest = bytes[...]
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        feed()
    }

    mutating func feed() {
        guard let descriptor else { return }
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) }
        // A program may close its input early; its exit code says whether that was meant.
        let isRefused = count < 0 && errno != EAGAIN && errno != EINTR
        if rest.isEmpty || isRefused { stop() }
    }

    mutating func stop() {
        if let descriptor { close(descriptor) }
        descriptor = nil
    }
}

/// Lends a null-terminated array of C strings.
private func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
}
