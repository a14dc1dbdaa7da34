import Foundation

/// Reads a growing log by name, as `tail -F` does: it waits for a file that is not there yet, and goes on with the
/// new file after a rotation, once the old one is read to its end.
final class LogFollower {
    private let path: String
    private var file: FileHandle?
    private var inode: UInt64 = 0
    private var position: UInt64 = 0
    /// The start of a line whose end is not written yet.
    private var partial: [UInt8] = []
    /// Reading began in the middle of a line, which is to be left out.
    private var isInsideLine = false

    /// Starts with the last `bytes` of the file as it is now, from the first whole line on; nil means all of it.
    init(path: String, last bytes: UInt64? = nil) {
        self.path = path
        open()
        guard let bytes, let size = LogFollower.status(path)?.size, size > bytes else { return }
        position = size - bytes
        isInsideLine = true
    }

    /// The complete lines written since the last call.
    func poll() -> [String] {
        var lines = read()
        guard isReplaced else { return lines }
        // The writer may have added to the old file between our read and its rename.
        lines += read()
        if !partial.isEmpty { lines.append(String(decoding: partial, as: UTF8.self)) }
        open()
        return lines + read()
    }

    /// Another file has the name, or this one was cut short (copy-and-truncate rotation).
    private var isReplaced: Bool {
        guard let named = LogFollower.status(path) else { return false }
        return file == nil || named.inode != inode || named.size < position
    }

    private func open() {
        partial = []
        position = 0
        file = FileHandle(forReadingAtPath: path)
        inode = LogFollower.status(path)?.inode ?? 0
    }

    private func read() -> [String] {
        // An unreadable moment (a file system going away) is the same as no news; the next poll tries again.
        guard let file, (try? file.seek(toOffset: position)) != nil, let bytes = try? file.readToEnd() else {
            return []
        }
        position += UInt64(bytes.count)
        partial += isInsideLine ? bytes.drop { $0 != 0x0A }.dropFirst() : bytes
        isInsideLine = false
        guard let lastEnd = partial.lastIndex(of: 0x0A) else { return [] }
        let lines = partial[..<lastEnd].split(separator: 0x0A, omittingEmptySubsequences: false)
        let complete = lines.map { String(decoding: $0, as: UTF8.self) }
        partial.removeFirst(lastEnd + 1)
        return complete
    }

    private static func status(_ path: String) -> (inode: UInt64, size: UInt64)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return (UInt64(status.st_ino), UInt64(status.st_size))
    }

    /// When a line of either log was written, in ISO 8601; such times sort as text.
    ///
    /// A line of `alerts.log` begins with the time; in `alerts.jsonl` it is a member of the object.
    static func time(ofLine line: String) -> String {
        guard line.hasPrefix("{") else { return String(line.prefix { $0 != " " }) }
        struct Timed: Decodable { var time: String }
        // A line that does not parse has no time and sorts before all others.
        return (try? JSONDecoder().decode(Timed.self, from: Data(line.utf8)).time) ?? ""
    }
}
