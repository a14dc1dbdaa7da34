import Foundation

/// A file system of a few mebibytes in memory, mounted over a directory for as long as the value is held.
///
/// It needs the right to mount, as root or in a mount namespace of one's own has it.
final class SmallDisk {
    private let path: String
    private var filler: String { path + "/filler" }

    init(mebibytes: Int, over path: String) throws(Violation) {
        self.path = path
        try Self.run("mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "tmpfs", path)
    }

    deinit { try? Self.run("umount", "-l", path) }

    /// Bytes that are left.
    var free: Int {
        var status = statvfs()
        return statvfs(path, &status) == 0 ? Int(status.f_bavail) * Int(status.f_frsize) : 0
    }

    /// Takes all space but so many bytes, rounded down to the system's blocks.
    func fill(leaving rest: Int) throws(Violation) {
        let descriptor = open(filler, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .broken("opening the filler") }
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0, count: 4_096)
        while free >= rest + block.count, write(descriptor, block, block.count) > 0 {}
        // Nobody else writes in smaller steps than a block, so what is left is left to the last byte.
        if rest == 0 { while write(descriptor, block, block.count) > 0 {} }
    }

    /// Gives back what was taken, or more room than anybody can fill.
    func makeRoom() throws(Violation) {
        unlink(filler)
        try Self.run("mount", "-o", "remount,size=256m", path)
    }

    private static func run(_ words: String...) throws(Violation) {
        let tool = Process()
        tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tool.arguments = words
        tool.standardError = FileHandle.nullDevice
        do { try tool.run() } catch { throw .broken("\(words[0]): \(error)") }
        tool.waitUntilExit()
        guard tool.terminationStatus == 0 else { throw .broken(words.joined(separator: " ")) }
    }

    /// Whether this process may mount one.
    static var isPossible: Bool {
        let place = FileManager.default.temporaryDirectory.path + "/campwatch-\(UUID().uuidString)"
        mkdir(place, 0o700)
        defer { rmdir(place) }
        do {
            _ = try SmallDisk(mebibytes: 1, over: place)
            return true
        } catch {
            return false
        }
    }
}

extension Violation {
    /// The harness itself cannot do what it needs.
    static func broken(_ what: String) -> Violation { Violation(.harness, "cannot do: \(what)") }
}
