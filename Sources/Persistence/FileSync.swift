import Glibc

/// Renames and links of files that must outlast a power cut.
enum FileSync {
    struct Failure: Error, CustomStringConvertible {
        let action: String
        let code: CInt

        init(_ action: String) {
            self.action = action
            code = errno
        }

        var description: String { "\(action): \(String(cString: strerror(code)))" }
    }

    /// Syncs a file to the disk and gives its length in bytes.
    static func size(ofSynced path: String) throws(Failure) -> Int {
        try sync(path, flags: O_RDONLY)
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure("look at \(path)") }
        return Int(status.st_size)
    }

    /// Gives a synced file its name in place of what has that name now, and syncs the folder.
    static func rename(_ path: String, to name: String) throws(Failure) {
        guard Glibc.rename(path, name) == 0 else { throw Failure("name it \(name)") }
        try syncFolder(of: name)
    }

    /// Gives a file a second name; false when there is no such file.
    @discardableResult
    static func link(_ path: String, as name: String) throws(Failure) -> Bool {
        if Glibc.link(path, name) == 0 { return true }
        if errno == ENOENT { return false }
        throw Failure("keep it as \(name)")
    }

    /// Removes a file; one that is not there is removed.
    static func remove(_ path: String) throws(Failure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw Failure("remove \(path)") }
    }

    static func syncFolder(of path: String) throws(Failure) {
        try sync(folder(of: path), flags: O_RDONLY | O_DIRECTORY)
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func sync(_ path: String, flags: CInt) throws(Failure) {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("open \(path)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure("sync \(path)") }
    }
}
