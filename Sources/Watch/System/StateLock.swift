import Foundation

/// The right to write in a state directory, held by one process at a time.
///
/// An advisory lock (flock(2)) on `campwatch.lock`: the system drops it when the process ends in whatever way,
/// so a crash leaves nothing to clean up. The file holds the owner's process id for the message.
package struct StateLock: ~Copyable, Sendable {
    package enum Failure: Error, CustomStringConvertible {
        /// Another process holds it; its id if the file says so.
        case held(path: String, owner: Int32?)
        case unusable(path: String, reason: String)

        package var description: String {
            switch self {
            case .held(let path, let owner):
                "another campwatch process\(owner.map { " (pid \($0))" } ?? "") works on this state directory; "
                    + "stop it or choose another one with --state (lock \(path))"
            case .unusable(let path, let reason):
                "cannot take the lock \(path): \(reason); check that the directory exists and is writable"
            }
        }
    }

    private let descriptor: Int32

    /// Takes the lock or fails at once.
    package init(path: String) throws(Failure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw .unusable(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let owner = Self.owner(descriptor)
            close(descriptor)
            if code == EWOULDBLOCK { throw .held(path: path, owner: owner) }
            throw .unusable(path: path, reason: String(cString: strerror(code)))
        }
        self.descriptor = descriptor
        let text = Array("\(getpid())\n".utf8)
        // The id is a courtesy to the reader of an error message: the lock holds without it.
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    deinit { close(descriptor) }

    /// Ends the ownership here, and not where the compiler sees the last use.
    package consuming func release() {}

    /// The process that holds the lock now; nil when none does.
    ///
    /// Asks the system's list instead of trying the lock, which could keep a daemon from starting at that moment.
    package static func holder(path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, let owner = owner(descriptor),
            let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
        else { return nil }
        // "1: FLOCK  ADVISORY  WRITE 9865 fe:00:16222295 0 EOF"
        let isHeld = locks.split(separator: "\n").contains { line in
            let fields = line.split(separator: " ")
            return fields.count > 5 && fields[1] == "FLOCK" && fields[4] == "\(owner)"
                && fields[5].hasSuffix(":\(status.st_ino)")
        }
        return isHeld ? owner : nil
    }

    private static func owner(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self))
    }
}
