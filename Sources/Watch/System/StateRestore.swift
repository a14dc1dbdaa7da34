import Foundation
package import Persistence

/// Puts a backup in the place of a state directory's database while no daemon works on it.
package enum StateRestore {
    /// Throws `StateLock.Failure` while a daemon runs, else `StoreError` or what the file system says.
    package static func perform(from file: String, in directories: Directories) throws -> StoreRestore {
        try FileManager.default.createDirectory(
            atPath: directories.state, withIntermediateDirectories: true)
        let lock = try StateLock(path: directories.lockFile)
        let restored = try StoreRestore.perform(from: file, to: directories.database)
        try forget(feedsUnknownTo: restored.copy, directories.importedFeeds)
        lock.release()
        return restored
    }

    /// Lines of `feeds.opml` that were subscribed after the backup shall count as new at the next start.
    private static func forget(feedsUnknownTo copy: StoreCopy, _ memory: String) throws {
        guard FileManager.default.fileExists(atPath: memory) else { return }
        let lines = try String(contentsOfFile: memory, encoding: .utf8).split(separator: "\n").map(
            String.init)
        try lines.filter(copy.feedAddresses.contains).joined(separator: "\n")
            .write(toFile: memory, atomically: true, encoding: .utf8)
        StoreRestore.takeOwner(of: URL(filePath: memory).deletingLastPathComponent().path, for: memory)
    }
}
