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

    /// Takes the lock, or fails within a fifth of a second.
    package init(path: String) throws(Failure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw .unusable(path: path, reason: String(cString: strerror(errno))) }
        let code = Self.take(descriptor)
        guard code == 0 else {
            let owner = Self.owner(descriptor)
            close(descriptor)
            if code == EWOULDBLOCK { throw .held(path: path, owner: owner) }
            throw .unusable(path: path, reason: String(cString: strerror(code)))
        }
        self.descriptor = descriptor
        let text = Array("\(getpid())\n".utf8)
        // The id is a courtesy to the reader of an error message: the lock holds without it. Written first and cut then,
        // it is there at any moment, and on a full disk, too.
        _ = pwrite(descriptor, text, text.count, 0)
        _ = ftruncate(descriptor, off_t(text.count))
    }

    /// A child that has not come to its exec yet would keep what is only closed.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Ends the ownership here, and not where the compiler sees the last use.
    package consuming func release() {}

    /// Asks more than once: whoever looks for the holder has the lock, too, for as long as two system calls take.
    ///
    /// - Returns: 0, or why it cannot be had (errno).
    private static func take(_ descriptor: Int32) -> Int32 {
        for attempt in 0..<10 {
            if attempt > 0 { usleep(20_000) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return 0 }
            guard errno == EWOULDBLOCK else { return errno }
        }
        return EWOULDBLOCK
    }

    /// The process that holds the lock now; nil when none does, or when the file does not say who.
    ///
    /// The lock itself is asked. The system's list (`/proc/locks`) is read in pieces: while others come and go, as
    /// those of a busy database do, entries are missed.
    package static func holder(path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else {
            flock(descriptor, LOCK_UN)
            return nil
        }
        return errno == EWOULDBLOCK ? owner(descriptor) : nil
    }

    private static func owner(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self))
    }
}
