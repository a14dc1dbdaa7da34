import Glibc

/// What a restored database is, and where the one before it is kept.
package struct StoreRestore: Hashable, Sendable {
    package var copy: StoreCopy
    /// Nil when there was none.
    package var keptAs: String?

    /// Puts a checked copy of `file` in the place of the database at `path`; the caller holds the daemon's lock.
    ///
    /// The database that stood there stays beside it with its write-ahead log, under a name that nothing has. It is
    /// not even opened: a broken one is what people restore for.
    package static func perform(from file: String, to path: String) throws(StoreError) -> StoreRestore {
        let new = path + ".restoring"
        let copy = try StoreCopy.make(of: file, at: new, replacing: true)
        do throws(FileSync.Failure) {
            takeOwner(of: FileSync.folder(of: path), for: new)
            let kept = try keep(path)
            // The log goes before the new database comes: SQLite would play the old one's log into it. A power cut
            // between the two leaves a database without its newest changes, which the kept one has.
            for suffix in ["-wal", "-shm"] { try FileSync.remove(path + suffix) }
            try FileSync.rename(new, to: path)
            return StoreRestore(copy: copy, keptAs: kept)
        } catch {
            throw StoreError(
                code: .inputOutput, operation: "restore the database", path: path, detail: error.description)
        }
    }

    /// Links database and log to names of their own, so that there is one at every moment.
    private static func keep(_ path: String) throws(FileSync.Failure) -> String? {
        guard FileStatus(path: path) != nil else { return nil }
        var name = path + ".before-restore"
        var number = 1
        while FileStatus(path: name) != nil || FileStatus(path: name + "-wal") != nil {
            number += 1
            name = path + ".before-restore-\(number)"
        }
        try FileSync.link(path + "-wal", as: name + "-wal")
        try FileSync.link(path, as: name)
        try FileSync.syncFolder(of: path)
        return name
    }

    /// What root restores must be readable to the daemon, whose the folder is.
    package static func takeOwner(of folder: String, for file: String) {
        var status = stat()
        guard geteuid() == 0, stat(folder, &status) == 0 else { return }
        // A failure shows at the next start of the daemon, with the file's name and what to do.
        _ = chown(file, status.st_uid, status.st_gid)
    }
}
