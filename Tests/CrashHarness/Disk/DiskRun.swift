package import Foundation
import TestSupport

/// Lets the disk fail under the real daemon and checks what it says, what it leaves, and that it recovers by itself.
///
/// DESIGN. A trial is a world as `CrashRun` has it, its state directory a small file system in memory. The daemon
/// works, the trouble begins, the daemon must say what is wrong and how to mend it, and is held still for a look at
/// what it has written. Then the trouble ends, new issues come, all work must get done without anybody's help, and
/// the account must be even, nothing repeated. A daemon that ends by itself is started again, as systemd does it.
package struct DiskRun {
    /// How a trial went.
    package struct Outcome: Sendable {
        /// The log line that says what is wrong.
        package var words = ""
        /// Times that the daemon ended: by itself, killed, or stopped while the disk failed.
        package var ends = 0
        /// From the end of the trouble until a refresh of every feed was stored and every alert delivered.
        package var recovery = Duration.zero
        package var alerts = 0
    }

    /// How long the trouble may take to show in the log, in seconds, and a recovery.
    private static let patience = 120.0
    /// The trouble goes on for so long after the daemon has spoken of it, in seconds: retries fall into it.
    private static let suffering = 9.0
    private static let room = 64

    private let trial: DiskTrial
    private let world: CrashWorld
    private let manager: NotifySocket
    private let disk: SmallDisk
    private var life: Life
    private var refusal: RefusedCalls?
    /// Another program in the daemon's place, whose calls are refused from its start on.
    private var planted: URL?
    package private(set) var outcome = Outcome()

    /// Says what is missing on this machine to do a trial; nil when nothing is.
    package static func obstacle(_ trial: DiskTrial) -> String? {
        if case .refused = trial.trouble, !RefusedCalls.isPossible { return "strace is not installed" }
        return SmallDisk.isPossible ? nil : "mounting a small file system needs root"
    }

    package init(_ trial: DiskTrial, seed: UInt64) throws {
        self.trial = trial
        world = try CrashWorld(seed: seed)
        manager = try NotifySocket(name: world.notifySocket)
        let size = if case .small(let size) = trial.trouble { size } else { Self.room }
        disk = try SmallDisk(mebibytes: size, over: world.files.state)
        if case .first = trial.begin, case .filled(let rest) = trial.trouble { try disk.fill(leaving: rest) }
        life = try Life(world, manager, .init())
    }

    private mutating func start() throws {
        life = try Life(world, manager, .init(programs: planted ?? DaemonProcess.programs))
    }

    package var directory: URL { world.files.directory.url }

    package mutating func run() throws {
        try reachTrouble()
        try hearWords()
        try suffer()
        if trial.isKilled { try killOnce() }
        try look()
        try endTrouble()
        try comeToRest()
    }

    // MARK: Steps

    private mutating func reachTrouble() throws {
        switch trial.begin {
        case .first: return
        case .again:
            try wait("alerts", Self.patience) { $0.world.receiver.different >= 4 }
            try life.stop()
            try begin()
            return try start()
        case .ready: try wait("the daemon to be ready", Self.patience) { $0.life.isReady }
        case .webhooks(let count):
            try wait("alerts", Self.patience) { $0.world.receiver.different >= count }
        }
        try begin()
    }

    private mutating func begin() throws(Violation) {
        switch trial.trouble {
        case .small: break
        case .filled(let rest): try disk.fill(leaving: rest)
        case .refused(let plan) where !life.isRunning:
            let folder = world.files.directory.file("programs")
            try RefusedCalls.plant(
                plan, in: folder, directory: world.files.state, programs: DaemonProcess.programs)
            planted = URL(fileURLWithPath: folder)
        case .refused(let plan):
            refusal = try RefusedCalls(
                plan, of: life.pid, in: world.files.state, record: world.files.directory.file("calls"))
        }
    }

    /// The daemon must say what is wrong, with the path, and how to mend it.
    private mutating func hearWords() throws {
        try wait("words on the disk (\(trial.words))", Self.patience) { run in
            guard let line = run.clearLine else { return false }
            run.outcome.words = line
            return true
        }
    }

    private var clearLine: String? {
        life.log.split(separator: "\n").map(String.init).first { line in
            line.contains(world.files.state)
                && trial.words.allSatisfy { $0.contains(where: line.contains) }
        }
    }

    private mutating func suffer() throws {
        let end = ContinuousClock.now + .seconds(Self.suffering)
        while ContinuousClock.now < end { try pause() }
    }

    /// One kill only: after a second one feeds may be quarantined.
    private mutating func killOnce() throws {
        world.end { life.kill() }
        _ = life.waitForEnd()
        outcome.ends += 1
        try start()
        try suffer()
    }

    private mutating func endTrouble() throws {
        refusal?.end()
        if planted != nil {
            planted = nil
            life.stopChild()
            _ = life.waitForEnd()
            // What a receiver took and the database could not note is forgotten at an orderly stop, too.
            outcome.ends += 1
            try start()
        }
        try checkRewriting()
        try disk.makeRoom()
    }

    /// After a sync that failed the system may have thrown the bytes away and say nothing the next time: they must
    /// be written again.
    private func checkRewriting() throws(Violation) {
        guard case .refused(let plan) = trial.trouble, plan.calls == ["fdatasync"], let refusal else {
            return
        }
        // Bytes since the last good sync, and of these what is to be written again before the next one.
        var (unsynced, owed) = (0, 0)
        for call in refusal.calls {
            if ["write", "pwrite64"].contains(call.name) {
                if owed == 0 { unsynced += max(0, call.result) }
                owed = max(0, owed - max(0, call.result))
            } else if call.name == "fdatasync" {
                guard owed == 0 else {
                    throw Violation(.synced, "\(owed) bytes were not written again between two syncs")
                }
                (unsynced, owed) = call.result == 0 ? (0, 0) : (unsynced, unsynced)
            }
        }
        guard unsynced > 0 else { throw .broken("a sync that fails") }
    }

    private mutating func comeToRest() throws {
        let start = ContinuousClock.now
        let before = world.wires.map(\.current.issue)
        try wait("new issues to be read", Self.patience) { run in
            zip(run.world.wires, before).allSatisfy { $0.current.issue >= $1 + 2 }
        }
        for wire in world.wires { wire.close() }
        try wait("all work to be done", Self.patience) { run in
            let isRead = run.world.wires.allSatisfy { $0.current.isClaimed }
            guard run.life.isReady, let now = try? Inspection.atWork(run.world.files.state) else {
                return false
            }
            return isRead && now.pending == 0
        }
        outcome.recovery = .now - start
        try life.stop()
        let found = try Inspection(world.files.state, copy: world.files.directory.file("inspection"))
        outcome.alerts =
            try Promises(world: world, found: found, kills: outcome.ends, isAtRest: true)
            .check()[.json] ?? 0
    }

    /// A look at what is written while the daemon is held still.
    private func look() throws {
        life.freeze()
        defer { life.thaw() }
        let found = try Inspection(world.files.state, copy: world.files.directory.file("inspection"))
        _ = try Promises(world: world, found: found, kills: outcome.ends, isAtRest: false).check()
    }

    // MARK: Time

    private mutating func wait(
        _ what: String, _ seconds: Double, for isDone: (inout DiskRun) throws -> Bool
    ) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try !isDone(&self) {
            guard ContinuousClock.now < end else {
                throw Violation(
                    .rest,
                    "waited \(Int(seconds)) s for \(what) with \(disk.free) bytes free; the daemon's last words: "
                        + life.lastWords)
            }
            try pause()
        }
    }

    /// A twentieth of a second, and what systemd does for a daemon that has ended.
    private mutating func pause() throws {
        life.listen()
        usleep(50_000)
        guard !life.isRunning else { return }
        let code = life.waitForEnd()
        guard code > 0 else {
            throw Violation(.life, "the daemon ended with \(code); its last words: \(life.lastWords)")
        }
        guard clearLine != nil else {
            throw Violation(.life, "the daemon ended without clear words: \(life.lastWords)")
        }
        outcome.words = clearLine ?? ""
        outcome.ends += 1
        sleep(1)
        try start()
    }
}
