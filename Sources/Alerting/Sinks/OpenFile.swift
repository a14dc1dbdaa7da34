import Glibc

#if PLANTED_FAULTS
    import NewsModel
#endif

/// Owns the descriptor of one regular file.
final class OpenFile {
    private let descriptor: Int32
    private let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Opens for appending, creating the file with mode 0640; refuses links and anything but a regular file.
    convenience init(path: String) throws(LogFileError) {
        // O_NONBLOCK keeps a FIFO or device at the path from holding the daemon; it means nothing to a file.
        let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        try self.init(descriptor: open(path, flags, 0o640), path: path)
        try Self.synchronizeDirectory(of: path)
    }

    /// Opens a file that was rotated away, for reading back.
    convenience init(rotated path: String) throws(LogFileError) {
        try self.init(
            descriptor: open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK), path: path)
    }

    private init(descriptor: Int32, path: String) throws(LogFileError) {
        guard descriptor >= 0 else {
            throw errno == ELOOP
                ? LogFileError(description: "\(path): is a symbolic link; put a regular file there")
                : .system("cannot open", path)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw LogFileError(description: "\(path): is not a regular file; move it away")
        }
        self.descriptor = descriptor
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    deinit { close(descriptor) }

    /// False after a rename or removal.
    func isStill(at path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_dev == device && status.st_ino == inode
    }

    /// Appends all bytes, in one call unless the system takes fewer; takes back what it wrote when that fails.
    func write(_ bytes: [UInt8]) throws(LogFileError) {
        #if PLANTED_FAULTS  // See PlantedFault: what was never synced is lost.
            if PlantedFault.current == .noSync { return Unsynced.write(bytes, to: descriptor) }
        #endif
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR {
                let error = LogFileError.system("cannot write", path)
                if done > 0 { try cutOff(done) }
                throw error
            }
            done += max(0, count)
        }
    }

    /// Takes the last bytes away.
    func cutOff(_ length: Int) throws(LogFileError) {
        let end = try size() - length
        guard end >= 0, ftruncate(descriptor, off_t(end)) == 0 else { throw .system("cannot truncate", path) }
    }

    /// Writes bytes that stand in the file already once more in their place, so that the system has them to sync.
    func rewrite(_ bytes: [UInt8], at offset: Int) throws(LogFileError) {
        // In append mode the system would ignore the place.
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags & ~O_APPEND) == 0 else {
            throw .system("cannot write", path)
        }
        defer { _ = fcntl(descriptor, F_SETFL, flags) }
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
            }
            if count < 0, errno != EINTR { throw .system("cannot write", path) }
            done += max(0, count)
        }
    }

    func size() throws(LogFileError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("cannot read", path) }
        return Int(status.st_size)
    }

    func synchronize() throws(LogFileError) {
        guard fdatasync(descriptor) == 0 else { throw .system("cannot sync", path) }
    }

    /// True when the last byte is no newline.
    func endsWithinLine() throws(LogFileError) -> Bool {
        let size = try size()
        var last = UInt8(ascii: "\n")
        guard size == 0 || pread(descriptor, &last, 1, off_t(size - 1)) == 1 else {
            throw .system("cannot read", path)
        }
        return last != UInt8(ascii: "\n")
    }

    /// The last bytes, from the start of a line on; all of a file that is not longer.
    func tail(_ length: Int) throws(LogFileError) -> ArraySlice<UInt8> {
        let size = try size()
        let start = max(0, size - length)
        var bytes = [UInt8](repeating: 0, count: size - start)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, off_t(start + done))
            }
            if count < 0, errno != EINTR { throw .system("cannot read", path) }
            if count == 0 { break }
            done += max(0, count)
        }
        return start == 0 ? bytes[..<done] : bytes[..<done].drop { $0 != UInt8(ascii: "\n") }
    }

    /// Makes a new file's name durable; without it a power failure can take the file with its lines.
    static func synchronizeDirectory(of path: String) throws(LogFileError) {
        let directory = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("cannot open", directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system("cannot sync", directory) }
    }
}
