/// One thing that goes wrong with the disk under the daemon, when it begins, and what the daemon must say of it.
package struct DiskTrial: Sendable {
    enum Trouble: Sendable {
        /// So small a disk that the daemon fills it by itself.
        case small(mebibytes: Int)
        /// Something else takes the space, but for so many bytes.
        case filled(leaving: Int)
        case refused(RefusedCalls.Plan)
    }

    /// When it begins.
    enum Begin: Sendable {
        /// Before the daemon starts for the first time.
        case first
        /// Before it starts again with all that it has.
        case again
        case ready
        /// After so many more alerts arrived at the webhook's receiver.
        case webhooks(Int)
    }

    package let name: String
    let trouble: Trouble
    let begin: Begin
    /// Whether the daemon is also killed in the middle of it.
    var isKilled = false

    /// Words of which each group must have one in the daemon's log: what it is and how it is mended.
    var words: [[String]] {
        isAboutSpace
            ? [["disk is full", "No space left on device"], ["free space"]]
            : [["disk I/O error", "Input/output error"], ["check the device"]]
    }

    private var isAboutSpace: Bool {
        if case .refused(let plan) = trouble { plan.error == "ENOSPC" } else { true }
    }

    private static let logs = ["alerts.log", "alerts.jsonl"]
    private static let wal = ["campwatch.sqlite-wal"]

    /// All trials, the quick ones first.
    package static let all: [DiskTrial] =
        [
            DiskTrial(name: "no space at the first start", trouble: .filled(leaving: 0), begin: .first),
            DiskTrial(name: "no space at a later start", trouble: .filled(leaving: 0), begin: .again),
            DiskTrial(
                name: "space for a page at the first start", trouble: .filled(leaving: 4_096), begin: .first),
            DiskTrial(
                name: "space for 40 KiB at the first start", trouble: .filled(leaving: 40_960), begin: .first),
            DiskTrial(name: "full once ready", trouble: .filled(leaving: 0), begin: .ready),
        ]
        + [0, 4_096, 16_384, 65_536].map { rest in
            DiskTrial(
                name: "full but for \(rest >> 10) KiB while alerts go out", trouble: .filled(leaving: rest),
                begin: .webhooks(8))
        }
        + [0, 8_192].map { rest in
            DiskTrial(
                name: "full but for \(rest >> 10) KiB, and killed then", trouble: .filled(leaving: rest),
                begin: .webhooks(6), isKilled: true)
        }
        + [1, 2, 4, 8].map { size in
            DiskTrial(name: "a disk of \(size) MiB", trouble: .small(mebibytes: size), begin: .first)
        }
        + [
            refused("ENOSPC", ["write"], logs, "only the alert logs have no space"),
            refused("EIO", ["write"], logs, "EIO on writes to the alert logs"),
            refused("EIO", ["fdatasync"], ["alerts.jsonl"], "EIO on syncs of alerts.jsonl"),
            refused("EIO", ["fdatasync"], ["alerts.log"], "EIO on syncs of alerts.log"),
            refused("EIO", ["pwrite64"], wal, "EIO on writes to the write-ahead log"),
            refused("EIO", ["fdatasync", "fsync"], wal, "EIO on syncs of the write-ahead log"),
            refused(
                "EIO", ["pwrite64", "fdatasync", "fsync"], wal + ["campwatch.sqlite"],
                "EIO on all writes to the database"),
            refused(
                "EIO", ["pwrite64", "fdatasync", "fsync"], wal + ["campwatch.sqlite"],
                "EIO on the database at a start", .again),
            refused("EIO", ["write", "fdatasync"], logs, "EIO on the alert logs at a start", .again),
        ]

    private static func refused(
        _ error: String, _ calls: [String], _ files: [String], _ name: String, _ begin: Begin = .webhooks(4)
    ) -> DiskTrial {
        DiskTrial(
            name: name, trouble: .refused(.init(calls: calls, files: files, error: error)),
            begin: begin)
    }
}
