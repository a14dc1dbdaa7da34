import Glibc

/// Lines about requests, each one whole although many threads write.
final class RequestLog: Sendable {
    private let descriptor: Int32

    /// Appends to the file, or writes to standard error without one.
    init(path: String?) throws {
        guard let path else {
            descriptor = STDERR_FILENO
            return
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Trouble("\(path) cannot be written (\(String(cString: strerror(errno)))): check its folder")
        }
    }

    deinit {
        if descriptor != STDERR_FILENO { close(descriptor) }
    }

    /// One call to the system for each line keeps lines of different threads apart.
    func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
