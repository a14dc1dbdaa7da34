import Foundation

/// Whether there is room for what the daemon writes, in bytes and in files.
struct DiskCheck {
    /// Work stops soon below this.
    private static let least = 100 << 20
    private static let comfortable = 1 << 30
    private static let fewFiles = 1_000

    private let places: [String]
    private let database: String

    init(_ directories: Directories) {
        places =
            directories.logs == directories.state
            ? [directories.state] : [directories.state, directories.logs]
        database = directories.database
    }

    func findings() -> [Finding] {
        let findings = places.compactMap(finding)
        let faults = findings.filter(\.isFault)
        // One good word is enough where all is well.
        return faults.isEmpty ? Array(findings.prefix(1)) : faults
    }

    /// Nil for a directory that does not exist, which is told elsewhere.
    private func finding(_ path: String) -> Finding? {
        var system = statvfs()
        guard statvfs(path, &system) == 0 else { return nil }
        if system.f_flag & UInt(ST_RDONLY) != 0 {
            return Finding(
                .disk, .problem, "the file system of \(path) is read-only",
                remedy: "look at the kernel's log: a disk may fail")
        }
        let free = Int(system.f_bavail) * Int(system.f_frsize)
        // A migration copies the database first.
        let copy = FileMark(path: database)?.size ?? 0
        let words = "\(Self.size(free)) are free for \(path)"
        // Some file systems know no limit of files and say 0.
        if system.f_files > 0, system.f_favail < Self.fewFiles {
            return Finding(
                .disk, system.f_favail < 100 ? .problem : .warning,
                "only \(system.f_favail) more files fit on the disk of \(path)",
                remedy: "delete many small files on that file system")
        }
        if free < Self.least {
            return Finding(.disk, .problem, words, remedy: "free space; work goes on by itself")
        }
        if free < Self.comfortable || free < copy {
            return Finding(
                .disk, .warning, words,
                remedy: "free space: an update needs room for a copy of the database (\(Self.size(copy)))")
        }
        return Finding(.disk, .ok, words)
    }

    /// Decimal units, as disks are sold: "1.2 GB".
    static func size(_ bytes: Int) -> String {
        let units = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")]
        let unit = units.first { Double(bytes) >= $0.0 } ?? (1, "bytes")
        return String(format: unit.0 == 1 ? "%.0f %@" : "%.1f %@", Double(bytes) / unit.0, unit.1)
    }
}
