import Glibc

/// A file that is only ever replaced as a whole, by a rename after its bytes are on the disk.
struct ReplacedFile {
    /// More than this is no file of ours.
    private static let longest = 64 << 20

    let path: String

    /// All bytes; nil when there is no such file.
    func read() throws(LogFileError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw .system("cannot open", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= Self.longest
        else { throw LogFileError(description: "\(path): is not a regular file of at most 64 MiB") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno != EINTR { throw .system("cannot read", path) }
            if count == 0 { break }
            done += max(0, count)
        }
        return Array(bytes[..<done])
    }

    func write(_ bytes: [UInt8]) throws(LogFileError) {
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system("cannot open", draft) }
        defer { close(descriptor) }
        do throws(LogFileError) {
            try fill(descriptor, with: bytes, draft)
            guard rename(draft, path) == 0 else { throw .system("cannot replace", path) }
        } catch {
            unlink(draft)
            throw error
        }
        try OpenFile.synchronizeDirectory(of: path)
    }

    private func fill(_ descriptor: Int32, with bytes: [UInt8], _ draft: String) throws(LogFileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { throw .system("cannot write", draft) }
            done += max(0, count)
        }
        guard fsync(descriptor) == 0 else { throw .system("cannot sync", draft) }
    }
}
