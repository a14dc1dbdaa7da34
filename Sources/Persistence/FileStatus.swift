import Glibc

/// What lstat(2) says of a path: which file it is, and of what kind.
struct FileStatus {
    let device: dev_t
    let inode: ino_t
    let isRegular: Bool
    let isEmpty: Bool

    /// Nil when there is no such file or its folder may not be searched; a symbolic link is not followed.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        device = status.st_dev
        inode = status.st_ino
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isEmpty = status.st_size == 0
    }

    /// The same file, whatever has become of its size.
    func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }
}
