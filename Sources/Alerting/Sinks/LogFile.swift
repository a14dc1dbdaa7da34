import FoundationEssentials
import Glibc

#if PLANTED_FAULTS
    import NewsModel
#endif

/// What went wrong with a log file: path, call and the system's words.
struct LogFileError: Error, CustomStringConvertible {
    var description: String

    static func system(_ call: String, _ path: String, code: Int32 = errno) -> LogFileError {
        LogFileError(description: "\(path): \(call): \(String(cString: strerror(code)))" + remedy(code))
    }

    /// What a person can do about it, where that is known.
    private static func remedy(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "; free space on the device; work resumes by itself"
        case EIO: "; check the device; it is tried again"
        default: ""
        }
    }
}

/// A file of lines with ids, each id once, that may be renamed away at any time.
///
/// Owned by one `LogSink` actor. One `write` for each line, on a descriptor in append mode, so that a
/// reader with `tail -F` sees whole lines.
final class LogFile {
    /// Bytes at the end of a file that are read for ids when it is opened.
    static let readBackLength = 8 << 20
    /// Ids that are remembered beyond that while the daemon runs.
    private static let mostIDs = 65_536

    private let path: String
    /// The id in a whole line without its newline; nil in a torn or foreign one.
    private let idInLine: (ArraySlice<UInt8>) -> String?
    private var file: OpenFile?
    private var written = RecentIDs(limit: mostIDs)
    /// Lines since the last successful `fdatasync`, with their places in the file.
    private var unsynced: [(bytes: [UInt8], offset: Int)] = []
    /// A sync has failed: the system may have thrown those lines away, and the next sync would say nothing of it.
    private var mustWriteAgain = false
    /// The file ends within a line.
    private var isTorn = false
    /// A torn last line is cut off when the file is opened, because programs read it; else it is closed with a
    /// newline, because `tail -F` shows people a whole file anew when it gets shorter.
    private let cutsTornEnd: Bool

    init(path: String, cutsTornEnd: Bool, idInLine: @escaping (ArraySlice<UInt8>) -> String?) {
        self.path = path
        self.cutsTornEnd = cutsTornEnd
        self.idInLine = idInLine
    }

    /// Appends the lines whose ids are not in the file yet and waits until they are on the disk.
    func append(_ lines: [(id: String, text: String)]) throws(LogFileError) {
        for line in lines where !written.contains(line.id) {
            let file = try currentFile()
            // The file may be another one now, with this line in it.
            if written.contains(line.id) { continue }
            try write(Array(((isTorn ? "\n" : "") + line.text + "\n").utf8), to: file)
            written.insert(line.id)
        }
        try synchronize()
    }

    func reopen() throws(LogFileError) {
        try synchronize()
        file = nil
        _ = try currentFile()
    }

    /// The open file, unless another one or none has its path by now: then the one at the path.
    private func currentFile() throws(LogFileError) -> OpenFile {
        if let file, file.isStill(at: path) { return file }
        try synchronize()
        let isFirst = file == nil && written.isEmpty
        let opened = try OpenFile(path: path)
        // A crash may fall between a rotation and the mark: then the id is in the rotated file. Most often
        // there is none, and without it the alerts are delivered all the same.
        if isFirst { _ = try? readBack(OpenFile(rotated: path + ".1")) }
        let torn = try readBack(opened)
        if cutsTornEnd, torn > 0 { try opened.cutOff(torn) }
        isTorn = try opened.endsWithinLine()
        file = opened
        return opened
    }

    /// Learns the ids in the last part of a file and gives back the length of a torn line at its end.
    private func readBack(_ file: OpenFile) throws(LogFileError) -> Int {
        let tail = try file.tail(Self.readBackLength)
        // A whole line may lack only its newline: its id counts, and the newline comes with the next line.
        for line in tail.split(separator: UInt8(ascii: "\n")) {
            #if PLANTED_FAULTS  // See PlantedFault: the programs' log is not read back.
                if PlantedFault.current == .noReadBack && cutsTornEnd { break }
            #endif
            if let id = idInLine(line) { written.insert(id) }
        }
        // A process that was killed may have written them without a sync.
        try file.synchronize()
        let start = tail.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? tail.startIndex
        return idInLine(tail[start...]) == nil ? tail.endIndex - start : 0
    }

    /// Writes one line, all of it or nothing.
    private func write(_ bytes: [UInt8], to file: OpenFile) throws(LogFileError) {
        do throws(LogFileError) {
            let offset = try file.size()
            try file.write(bytes)
            unsynced.append((bytes, offset))
        } catch {
            // Most often the file is as it was; a line that could not be taken back is closed by the next one.
            isTorn = (try? file.endsWithinLine()) ?? true
            throw error
        }
        isTorn = false
    }

    /// Nothing counts as sent before a sync of it has succeeded.
    private func synchronize() throws(LogFileError) {
        guard !unsynced.isEmpty, let file else { return }
        if mustWriteAgain { for line in unsynced { try file.rewrite(line.bytes, at: line.offset) } }
        mustWriteAgain = true
        try file.synchronize()
        mustWriteAgain = false
        unsynced = []
    }
}
